/** Entry of the process that writes files of a report: what to write on stdin as JSON, their bytes over the IPC channel. */
import { runAside, send } from '../lib/aside-child.ts';
import { layOut } from './layout.ts';
import type { ToRender } from './process.ts';
import { xlsxOf } from './xlsx.ts';

await runAside(async (body) => {
  const what: ToRender = JSON.parse(body.toString());
  for (const format of what.formats) {
    const bytes = format === 'docx' ? await wordOf(what) : await xlsxOf(what.paper, what.asOf);
    await send({ format, bytes });
  }
});

async function wordOf({ paper, letterhead, asOf, layout, template }: ToRender): Promise<Buffer> {
  // Either is loaded where it is wanted alone: reading them takes longer than writing most reports.
  if (!template) {
    if (layout) layOut(layout);
    return await (await import('./docx.ts')).docxOf(paper, letterhead, asOf);
  }
  const { fillTemplate } = await import('./template/docx-template.ts');
  return fillTemplate(Buffer.from(template.base64, 'base64'), template.values, asOf);
}
