import { createHash } from 'node:crypto';
import type { Orm } from '../db/connect.ts';
import { type Rendered, render } from '../papers/process.ts';
import { paperOf } from './kinds/all.ts';
import { type Drawn, letterheadWith } from './layout-rules.ts';
import { readLayout } from './layout-store.ts';
import type { FileFormat, ReportRow } from './store.ts';
import { findTemplate, templateInUse } from './templates/store.ts';
import { templateValues } from './templates/tags.ts';
import type { Snapshot } from './types.ts';

/** How a report becomes files: by which template, with whose letterhead. */

type Subject = Pick<ReportRow, 'kind' | 'province' | 'narrative' | 'drawn'>;

/** As its province draws such reports now. */
export async function drawnNow(
  orm: Orm,
  { kind, province }: Pick<Subject, 'kind' | 'province'>,
): Promise<Drawn> {
  const [template, layout] = await Promise.all([
    templateInUse(orm, { kind, province }),
    readLayout(orm, province),
  ]);
  return {
    template: template ? { id: template.id, version: template.version } : null,
    layout: layout ? { version: layout.version, values: layout.values } : null,
  };
}

/** Its files by format: the same for who downloads a draft and for who approves it. */
export async function renderReport<F extends FileFormat>(
  orm: Orm,
  report: Subject,
  snapshot: Snapshot,
  formats: readonly F[],
): Promise<Record<F, Buffer>> {
  const { narrative } = report;
  const aside = formats.filter((format): format is F & Rendered => format !== 'json');
  const drawn = report.drawn ?? (await drawnNow(orm, report));
  const values = drawn.layout?.values;
  const letterhead = letterheadWith(snapshot.area, values);
  const paper = paperOf(snapshot, narrative, values?.heads?.[report.kind]);
  const template =
    drawn.template && formats.some((one) => one === 'docx')
      ? await findTemplate(orm, drawn.template.id)
      : undefined;
  if (!template && drawn.template && formats.some((one) => one === 'docx'))
    throw new Error(`Template ${drawn.template.id} of a report is gone.`);
  const written = await render({
    formats: aside,
    paper,
    letterhead,
    layout: values,
    asOf: snapshot.asOf,
    template: template && {
      base64: template.bytes.toString('base64'),
      values: templateValues(snapshot, narrative, letterhead, paper),
    },
  });
  const files: Record<string, Buffer> = { ...written };
  if (aside.length < formats.length) files.json = Buffer.from(JSON.stringify({ ...snapshot, narrative }));
  return files as Record<F, Buffer>;
}

export async function filesOf(orm: Orm, report: Subject, snapshot: Snapshot) {
  const files = await renderReport(orm, report, snapshot, ['docx', 'xlsx', 'json']);
  return Object.entries(files).map(([format, bytes]) => ({
    format: format as FileFormat,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
}
