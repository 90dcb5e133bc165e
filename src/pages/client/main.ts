import { chooseAll } from './choose-all.ts';
import { registerWorker } from './offline/register.ts';
import { startOffline } from './offline/start.ts';
import { keepFresh } from './refresh.ts';
import { enhanceReport } from './report/enhance.ts';
import { searchAnywhere } from './search.ts';
import { showPasswords } from './show-password.ts';

/** What pages gain where scripts run; each of them works without. */
enhanceReport();
keepFresh();
startOffline().catch(console.warn);
registerWorker();
chooseAll();
showPasswords();
searchAnywhere();
