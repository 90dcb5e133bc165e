/** Entry of the process that checks a template: the document on stdin, its faults over the IPC channel. */
import { runAside, send } from '../../lib/aside-child.ts';
import { checkTemplate } from './docx-template.ts';
import type { ToCheck } from './process.ts';

await runAside<ToCheck>(async (body, { tags, sample }) => {
  await send({ faults: checkTemplate(body, tags, sample) });
});
