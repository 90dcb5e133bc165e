import { basename } from 'node:path';
import { loadRegistry } from '../../changes/registry.ts';
import { Problem } from '../../http/problems.ts';
import { effectiveLayout } from '../../reports/layout-routes.ts';
import { layoutValues } from '../../reports/layout-rules.ts';
import { readLayout } from '../../reports/layout-store.ts';
import { saveLayout } from '../../reports/layout-verbs.ts';
import { findTemplate, listTemplates } from '../../reports/templates/store.ts';
import { addTemplate, checkReportTemplate, useBuiltIn, useTemplate } from '../../reports/templates/verbs.ts';
import { REPORT_KINDS } from '../../reports/types.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { Refused } from '../errors.ts';
import { readOperatorFile } from '../files.ts';
import { readChoice, readId } from '../input.ts';
import type { Shell } from '../shell.ts';
import { table } from '../table.ts';

/** Word templates and the layout of reports at the shell: the same verbs as those of page and API. */

const KIND = REPORT_KINDS.join(', ');
const PROVINCE = 'code of the province; * for the nation';

/** @throws {Refused} where there is no such province */
async function requireProvince(shell: Shell, province: string) {
  const registry = await loadRegistry(shell.db);
  if (province !== '*' && !registry.provinces.has(province))
    throw new Refused(`There is no province “${province}”.`);
  return registry;
}

/** What a verb refuses, every fault on a line. @throws {Refused} */
async function refused<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Refused([error.body().title, ...error.errors.map(({ message }) => message)].join('\n'));
  }
}

export const templateList = command({
  name: 'report-template list',
  summary: 'Lists Word templates of reports, each kind’s latest version first.',
  operands: {},
  options: { province: optional('CODE', 'of this province; * for the nation') },
  examples: ['--province 31'],
  async run(shell, _, { province }) {
    const registry = await loadRegistry(shell.db);
    const provinces = province === undefined ? ['*', ...registry.provinces.keys()] : [province];
    const rows = await listTemplates(shell.db.orm, provinces);
    shell.print(
      table(
        ['ID', 'PROVINCE', 'KIND', 'VERSION', 'IN USE', 'BYTES', 'FILE', 'BY'],
        rows.map((row) => [
          String(row.id),
          row.province,
          row.kind,
          String(row.version),
          row.inUse ? 'yes' : '',
          String(row.size),
          row.name,
          row.uploadedBy,
        ]),
      ),
    );
  },
});

export const templateAdd = command({
  name: 'report-template add',
  summary: 'Checks a Word template and keeps it as the next version; it is not in use by that.',
  operands: { kind: KIND, province: PROVINCE, file: 'the .docx' },
  options: { 'dry-run': { type: 'boolean', help: 'only checks it' } },
  examples: ['daily 31 mau.docx'],
  notes: 'Its tags are listed at /bao-cao-tong-hop/mau and by GET /api/v1/report-templates/tags.',
  async run(shell, { kind: given, province, file }, { 'dry-run': isDry }) {
    const kind = readChoice(given, 'KIND', REPORT_KINDS);
    await requireProvince(shell, province);
    const bytes = await readOperatorFile(file);
    if (isDry) {
      await refused(() => checkReportTemplate(kind, bytes));
      shell.print('The template can be used.');
      return;
    }
    const named = { name: basename(file), bytes };
    const id = await refused(() => addTemplate(shell.db, authorOf(shell), { province, kind }, named));
    shell.print(`Template ${id} is kept; “report-template use ${id}” puts it in use.`);
  },
});

export const templateUse = command({
  name: 'report-template use',
  summary: 'Renders drafts of its kind and province by a template from now on.',
  operands: { id: 'number of the template, as “report-template list” has it' },
  options: {},
  examples: ['3'],
  async run(shell, { id }) {
    const row = await findTemplate(shell.db.orm, readId(id));
    if (!row) throw new Refused(`There is no template ${id}.`);
    await refused(() => useTemplate(shell.db, authorOf(shell), row));
    shell.print(`Template ${id} is in use for ${row.kind} reports of ${row.province}.`);
  },
});

export const templateBuiltIn = command({
  name: 'report-template built-in',
  summary: 'Goes back to the built-in template.',
  operands: { kind: KIND, province: PROVINCE },
  options: {},
  examples: ['daily 31'],
  async run(shell, { kind: given, province }) {
    const kind = readChoice(given, 'KIND', REPORT_KINDS);
    await requireProvince(shell, province);
    await refused(() => useBuiltIn(shell.db, authorOf(shell), { province, kind }));
    shell.print(`The built-in template is in use for ${kind} reports of ${province}.`);
  },
});

export const reportLayoutCommand = command({
  name: 'report layout',
  summary: 'Shows how reports of a province are laid out, or changes it by a file.',
  operands: { province: PROVINCE },
  options: { file: optional('FILE', 'JSON of what changes, as PATCH /api/v1/report-layout takes it') },
  examples: ['31', '31 --file layout.json'],
  notes: 'null takes a value back. What was submitted or approved stays as it was laid out.',
  async run(shell, { province }, { file }) {
    const registry = await requireProvince(shell, province);
    const saved = await readLayout(shell.db.orm, province);
    if (file !== undefined) {
      const values = layoutOf(await readOperatorFile(file));
      const change = { version: saved?.version ?? 0, values };
      await refused(() => saveLayout(shell.db, authorOf(shell), province, change));
    }
    const now = file === undefined ? saved : await readLayout(shell.db.orm, province);
    shell.print(JSON.stringify(effectiveLayout(registry, province, now?.values ?? {}), null, 2));
  },
});

/** @throws {Refused} with everything that is wrong with it */
function layoutOf(file: Buffer) {
  let given: unknown;
  try {
    given = JSON.parse(file.toString('utf8'));
  } catch {
    throw new Refused('The file is not JSON.');
  }
  const read = layoutValues.safeParse(given);
  if (read.success) return read.data;
  throw new Refused(
    read.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('\n'),
  );
}
