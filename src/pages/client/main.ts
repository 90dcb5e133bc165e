import { chooseAll } from './choose-all.ts';
import { enhanceReport } from './report/enhance.ts';

/** What pages gain where scripts run; each of them works without. */
enhanceReport();
chooseAll();
