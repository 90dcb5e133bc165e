import { writeFile } from 'node:fs/promises';
import { loadRegistry } from '../../changes/registry.ts';
import { draftFrom } from '../../documents/draft.ts';
import { documentName, KINDS } from '../../documents/paper.ts';
import { issueBody, newDocument } from '../../documents/schema.ts';
import { type DocumentDetail, findDocument, listDocuments, readFile } from '../../documents/store.ts';
import { DOCUMENT_KINDS, DOCUMENT_STATES } from '../../documents/types.ts';
import {
  discardDocument,
  draftDocument,
  issueDocument,
  refreshDocument,
  renderDocument,
} from '../../documents/verbs.ts';
import { Problem } from '../../http/problems.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { Refused, UsageError } from '../errors.ts';
import { readChoice, readDay, readId } from '../input.ts';
import type { Shell } from '../shell.ts';
import { table } from '../table.ts';

/** Documents at the shell: the same verbs as those of page and API. */

const LISTED = 100;
const ID = { id: 'number of the document, as “document list” has it' };

/** Whoever is at the shell reads all of them. */
const everything = (registry: Registry) => ({ provinces: [...registry.provinces.keys()], drafts: true });

/** What a verb refuses, in the shell's words. @throws {Refused} */
async function refused<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const details = error.errors.map(({ pointer, message }) => `${pointer.slice(1)}: ${message}`);
    throw new Refused([error.body().title, ...details].join('\n'));
  }
}

/** @throws {UsageError} for what is no number; {Refused} where there is no such document */
async function requireRow(shell: Shell, registry: Registry, text: string): Promise<DocumentDetail> {
  const row = await findDocument(shell.db.sql, everything(registry), readId(text));
  if (!row) throw new Refused(`There is no document ${text}.`);
  return row;
}

const nameOf = (registry: Registry, row: DocumentDetail) =>
  `${documentName(row.kind, { code: row.province, name: registry.provinces.get(row.province) ?? row.province }, row)}: ${row.subject}`;

export const documentList = command({
  name: 'document list',
  summary: 'Lists documents, the latest first.',
  operands: {},
  options: {
    kind: optional('KIND', DOCUMENT_KINDS.join(', ')),
    state: optional('STATE', DOCUMENT_STATES.join(', ')),
    province: optional('CODE', 'of this province'),
    from: optional('DAY', 'of this day or later'),
    to: optional('DAY', 'of this day or earlier'),
  },
  examples: ['--province 31 --state draft'],
  notes: `The latest ${LISTED} are shown.`,
  async run(shell, _, { kind, state, province, from, to }) {
    const registry = await loadRegistry(shell.db);
    const asked = {
      kind: kind === undefined ? undefined : readChoice(kind, '--kind', DOCUMENT_KINDS),
      state: state === undefined ? undefined : readChoice(state, '--state', DOCUMENT_STATES),
      from: from === undefined ? undefined : readDay(from, '--from'),
      to: to === undefined ? undefined : readDay(to, '--to'),
      province,
    };
    const page = { limit: LISTED, before: null };
    const rows = await listDocuments(shell.db.sql, everything(registry), asked, page);
    shell.print(
      table(
        ['ID', 'KIND', 'PROVINCE', 'STATE', 'NUMBER', 'DAY', 'LACKING', 'SUBJECT'],
        rows.map((row) => [
          String(row.id),
          row.kind,
          row.province,
          row.state,
          row.number ?? '-',
          row.day ?? '-',
          String(row.lacking),
          row.subject,
        ]),
      ),
    );
  },
});

export const documentDraft = command({
  name: 'document draft',
  summary: 'Drafts a document of what is lacking, with the figures of now.',
  operands: { kind: DOCUMENT_KINDS.join(', '), province: 'code of the province' },
  options: {
    to: optional('CODES', 'addressees, parted by commas: agencies, localities; all-localities without'),
    subject: optional('TEXT', 'what it is about; our own words without'),
    group: optional('CODE', 'gaps of this condition alone'),
    indicator: optional('CODE', 'gaps of this indicator alone'),
    localities: optional('CODES', 'of these localities with all that they lack, parted by commas'),
    'not-reported': optional('DAY', 'of localities whose report of this day has not come'),
    programme: optional('CODE', 'the one that asks the province without'),
  },
  examples: ['cong_van 31 --not-reported 2025-09-27', 'to_trinh 31 --to ubnd-tinh --group certificate'],
  async run(shell, operands, { to = 'all-localities', subject, localities, ...given }) {
    const kind = readChoice(operands.kind, 'KIND', DOCUMENT_KINDS);
    const registry = await loadRegistry(shell.db);
    const { province } = operands;
    if (!registry.provinces.has(province)) throw new Refused(`There is no province “${province}”.`);
    const codes = (text: string) => text.split(',').map((one) => one.trim());
    const read = newDocument.safeParse({
      ...{ kind, province, programme: given.programme, addressees: codes(to) },
      subject: subject ?? KINDS[kind].subject,
      ...(localities === undefined
        ? { gaps: { group: given.group, indicator: given.indicator, notReported: given['not-reported'] } }
        : { localities: codes(localities) }),
    });
    if (!read.success)
      throw new UsageError(
        read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
      );
    const principal = { name: shell.actor, role: 'admin' as const, area: '*' };
    const asker = { registry, principal, receivedAt: shell.now };
    const id = await refused(async () => {
      const draft = await draftFrom(shell.db.sql, asker, read.data);
      return await draftDocument(shell.db.sql, authorOf(shell), registry, draft);
    });
    const row = await requireRow(shell, registry, String(id));
    shell.print(
      `Document ${id} is a draft, of ${row.lacking} that ${row.localities} localities lack: ${row.subject}`,
    );
  },
});

export const documentRefresh = command({
  name: 'document refresh',
  summary: 'Looks the figures of a draft up anew.',
  operands: ID,
  options: {},
  examples: ['12'],
  async run(shell, { id }) {
    const registry = await loadRegistry(shell.db);
    const row = await requireRow(shell, registry, id);
    await refused(() => refreshDocument(shell.db.sql, authorOf(shell), registry, row));
    const { lacking, localities } = await requireRow(shell, registry, id);
    shell.print(`Document ${row.id} speaks of ${lacking} that ${localities} localities lack.`);
  },
});

export const documentDiscard = command({
  name: 'document discard',
  summary: 'Takes a draft away, for good; what was issued stays.',
  operands: ID,
  options: {},
  examples: ['12'],
  async run(shell, { id }) {
    const row = await requireRow(shell, await loadRegistry(shell.db), id);
    await refused(() => discardDocument(shell.db.sql, authorOf(shell), row.id));
    shell.print(`Document ${row.id} is gone.`);
  },
});

export const documentIssue = command({
  name: 'document issue',
  summary: 'Issues a draft under its number: it never changes from then on, and goes to its addressees.',
  operands: ID,
  options: {
    number: { type: 'string', value: 'NUMBER', help: 'with or without its symbol', required: true },
    day: { type: 'string', value: 'DAY', help: 'on which it was signed', required: true },
    'signer-title': { type: 'string', value: 'TITLE', help: 'of who signed', required: true },
  },
  examples: ['12 --number 125 --day 2025-09-27 --signer-title "Giám đốc"'],
  async run(shell, { id }, { number, day, 'signer-title': signerTitle }) {
    const registry = await loadRegistry(shell.db);
    const row = await requireRow(shell, registry, id);
    const read = issueBody.safeParse({ number, day: readDay(day, '--day'), signerTitle });
    if (!read.success) throw new UsageError('--number and --signer-title are lines of text, not too long.');
    await refused(() => issueDocument(shell.db.sql, authorOf(shell), registry, row, read.data));
    shell.print(`Document ${row.id} is issued: ${nameOf(registry, await requireRow(shell, registry, id))}`);
  },
});

export const documentFile = command({
  name: 'document file',
  summary: 'Writes a document to a Word file: of an issued one the bytes that were issued.',
  operands: { ...ID, file: 'where to: a name that ends in .docx' },
  options: {},
  examples: ['12 cong-van.docx'],
  notes: 'A file that is there already is not written over.',
  async run(shell, { id, file }) {
    if (!file.endsWith('.docx')) throw new UsageError('FILE: the name ends in .docx.');
    const registry = await loadRegistry(shell.db);
    const row = await requireRow(shell, registry, id);
    const stored = row.state === 'issued' ? await readFile(shell.db.sql, row.id, 'docx') : undefined;
    const bytes = stored?.bytes ?? (await renderDocument(registry, row));
    await writeFile(file, bytes, { flag: 'wx' }).catch((error: Error) => {
      throw new Refused(`${file} cannot be written: ${error.message}`);
    });
    shell.print(stored ? `${file}: SHA-256 ${stored.sha256}.` : `${file}: a draft.`);
  },
});
