import { writeFile } from 'node:fs/promises';
import { loadRegistry } from '../../changes/registry.ts';
import { dayOf } from '../../days.ts';
import { findProgramme } from '../../http/lookup.ts';
import { Problem } from '../../http/problems.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { titleOf } from '../../reports/present.ts';
import { type FileFormat, findReport, listReports, type ReportRow } from '../../reports/store.ts';
import { subjectFrom } from '../../reports/subject.ts';
import { REPORT_KINDS, REPORT_STATES } from '../../reports/types.ts';
import {
  approveReport,
  correctReport,
  draftReport,
  fileOf,
  returnReport,
  submitReport,
} from '../../reports/verbs.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { Refused, UsageError } from '../errors.ts';
import { readChoice, readDay, readId, readText } from '../input.ts';
import type { Shell } from '../shell.ts';
import { table } from '../table.ts';

/** Reports at the shell: the same verbs as those of page and API. */

const FORMATS = ['docx', 'xlsx', 'json'] as const satisfies readonly FileFormat[];
/** So many of a list are shown. */
const LISTED = 100;
const ID = { id: 'number of the report, as “report list” has it' };

/** Whoever is at the shell reads all of them. */
const everything = (registry: Registry) => ({ provinces: ['*', ...registry.provinces.keys()], drafts: true });

/** What a verb refuses, in the shell's words. @throws {Refused} */
async function refused<T>(act: () => Promise<T> | T): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const details = error.errors.map(({ pointer, message }) => `--${pointer.slice(1)}: ${message}`);
    throw new Refused([error.body().title, ...details].join('\n'));
  }
}

/** @throws {UsageError} for what is no number; {Refused} where there is no such report */
async function requireRow(shell: Shell, registry: Registry, text: string): Promise<ReportRow> {
  const row = await findReport(shell.db.orm, everything(registry), readId(text));
  if (!row) throw new Refused(`There is no report ${text}.`);
  return row;
}

export const reportList = command({
  name: 'report list',
  summary: 'Lists reports, the newest period first.',
  operands: {},
  options: {
    kind: optional('KIND', REPORT_KINDS.join(', ')),
    province: optional('CODE', 'of this province; * for the nation'),
    state: optional('STATE', REPORT_STATES.join(', ')),
    from: optional('DAY', 'periods that end on this day or later'),
    to: optional('DAY', 'periods that begin on this day or earlier'),
  },
  examples: ['--province 31 --state submitted'],
  notes: `The newest ${LISTED} are shown.`,
  async run(shell, _, { kind, province, state, from, to }) {
    const registry = await loadRegistry(shell.db);
    const asked = {
      kind: kind === undefined ? undefined : readChoice(kind, '--kind', REPORT_KINDS),
      state: state === undefined ? undefined : readChoice(state, '--state', REPORT_STATES),
      from: from === undefined ? undefined : readDay(from, '--from'),
      to: to === undefined ? undefined : readDay(to, '--to'),
      province,
    };
    const page = { limit: LISTED, after: null };
    const rows = await listReports(shell.db.orm, everything(registry), asked, page);
    shell.print(
      table(
        ['ID', 'KIND', 'PROVINCE', 'PROGRAMME', 'FROM', 'TO', 'VERSION', 'STATE', 'BY'],
        rows.map((row) => [
          String(row.id),
          row.kind,
          row.province,
          row.programme,
          row.periodFrom,
          row.periodTo,
          String(row.version),
          row.state,
          row.createdBy,
        ]),
      ),
    );
  },
});

export const reportDraft = command({
  name: 'report draft',
  summary: 'Begins a report of a province, or of the nation.',
  operands: { kind: REPORT_KINDS.join(', '), province: 'code of the province; * for the nation' },
  options: {
    programme: optional('CODE', 'the one that asks the province without'),
    day: optional('DAY', 'of a daily report; today without'),
    period: optional('PERIOD', 'of a monthly report 2026-11, of a half-yearly one 2026-H2'),
    deadline: optional('DAY', 'of a report that is due by a day'),
  },
  examples: ['daily 31 --day 2025-09-27', 'monthly 31 --period 2025-09'],
  async run(shell, operands, { programme: code, day, period, deadline }) {
    const kind = readChoice(operands.kind, 'KIND', REPORT_KINDS);
    const { province } = operands;
    const registry = await loadRegistry(shell.db);
    if (province !== '*' && !registry.provinces.has(province))
      throw new Refused(`There is no province “${province}”.`);
    const id = await refused(async () => {
      const asker = { registry, principal: { area: '*' }, receivedAt: shell.now };
      const programme = findProgramme(asker, code, province);
      if (!programme) throw new Problem('no_programme');
      const wanted = {
        ...{ kind, province, period },
        day: day === undefined ? undefined : readDay(day, '--day'),
        deadline: deadline === undefined ? undefined : readDay(deadline, '--deadline'),
      };
      const subject = subjectFrom(programme, wanted, dayOf(shell.now));
      return await draftReport(shell.db, authorOf(shell), subject);
    });
    const row = await requireRow(shell, registry, String(id));
    shell.print(`Report ${id} is a draft: ${titleOf(registry, row)}`);
  },
});

/** A step of a report that needs nothing but its number. */
const step = (
  word: string,
  summary: string,
  act: (shell: Shell, registry: Registry, row: ReportRow) => Promise<string>,
) =>
  command({
    name: `report ${word}`,
    summary,
    operands: ID,
    options: {},
    examples: ['12'],
    async run(shell, { id }) {
      const registry = await loadRegistry(shell.db);
      const row = await requireRow(shell, registry, id);
      shell.print(await refused(() => act(shell, registry, row)));
    },
  });

export const reportSubmit = step(
  'submit',
  'Puts a draft before whoever approves, with the figures of now.',
  async (shell, registry, row) => {
    await submitReport(shell.db, authorOf(shell), registry, row);
    return `Report ${row.id} waits for approval.`;
  },
);

export const reportApprove = step(
  'approve',
  'Approves what was submitted: its files stay as they are.',
  async (shell, _, row) => {
    await approveReport(shell.db, authorOf(shell), row);
    return `Report ${row.id} is approved.`;
  },
);

export const reportCorrect = step(
  'correct',
  'Begins the next version of an approved report.',
  async (shell, _, row) => {
    const id = await correctReport(shell.db, authorOf(shell), row.id);
    return `Report ${id} is version ${row.version + 1} of report ${row.id}, a draft.`;
  },
);

export const reportReturn = command({
  name: 'report return',
  summary: 'Sends a submitted report back to its author.',
  operands: ID,
  options: { reason: { type: 'string', value: 'TEXT', help: 'what is to be changed', required: true } },
  examples: ['12 --reason "Bổ sung nguyên nhân"'],
  async run(shell, { id }, { reason }) {
    const registry = await loadRegistry(shell.db);
    const row = await requireRow(shell, registry, id);
    const why = readText(reason, '--reason', 2_000);
    await refused(() => returnReport(shell.db, authorOf(shell), row.id, why));
    shell.print(`Report ${row.id} is a draft again.`);
  },
});

export const reportFile = command({
  name: 'report file',
  summary: 'Writes a report to a file: of an approved one the bytes that were approved.',
  operands: { ...ID, file: 'where to: a name that ends in .docx, .xlsx or .json' },
  options: {},
  examples: ['12 bao-cao.docx'],
  notes: 'A file that is there already is not written over.',
  async run(shell, { id, file }) {
    const format = FORMATS.find((one) => file.endsWith(`.${one}`));
    if (!format) throw new UsageError('FILE: the name ends in .docx, .xlsx or .json.');
    const registry = await loadRegistry(shell.db);
    const row = await requireRow(shell, registry, id);
    const { bytes, sha256 } = await refused(() => fileOf(shell.db, registry, row, format, shell.now));
    await writeFile(file, bytes, { flag: 'wx' }).catch((error: Error) => {
      throw new Refused(`${file} cannot be written: ${error.message}`);
    });
    shell.print(sha256 === null ? `${file}: a draft.` : `${file}: SHA-256 ${sha256}.`);
  },
});
