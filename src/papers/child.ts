/** Entry of the process that writes files of a report: what to write on stdin as JSON, their bytes over the IPC channel. */
import { runAside, send } from '../lib/aside-child.ts';
import { docxOf } from './docx.ts';
import type { ToRender } from './process.ts';
import { xlsxOf } from './xlsx.ts';

await runAside(async (body) => {
  const { formats, paper, letterhead, asOf }: ToRender = JSON.parse(body.toString());
  for (const format of formats) {
    const bytes = format === 'docx' ? await docxOf(paper, letterhead, asOf) : await xlsxOf(paper, asOf);
    await send({ format, bytes });
  }
});
