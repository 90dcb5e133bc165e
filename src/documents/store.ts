import { z } from 'zod';
import type { Day } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import { rowsAs } from '../db/rows.ts';
import type { Urged } from './effect-rules.ts';
import {
  type Addressee,
  type Choice,
  choiceShape,
  type DocumentKind,
  type DocumentRow,
  type DocumentState,
} from './types.ts';

/** By the client of the outbox: a document is issued and its addressees are written to in one transaction. */

/** Which documents somebody may read. */
export interface Readable {
  provinces: readonly string[];
  /** Drafts are for who writes documents. */
  drafts: boolean;
}

export interface DocumentHead {
  id: number;
  kind: DocumentKind;
  province: string;
  programme: string;
  subject: string;
  state: DocumentState;
  revision: number;
  asOf: Date;
  createdAt: Date;
  createdBy: string;
  number: string | null;
  day: Day | null;
  signerTitle: string | null;
  issuedAt: Date | null;
  issuedBy: string | null;
  addressees: Addressee[];
  /** Of its DOCX as it was issued. */
  sha256: string | null;
  signed: { at: string; by: string; sha256: string } | null;
  /** Localities that its annexes speak of, and what they lack in all. */
  localities: number;
  lacking: number;
}

export type DocumentDetail = DocumentHead & { text: string; choice: Choice; rows: DocumentRow[] };

const headOf = (sql: Sql) => sql`
  d.id, d.kind, d.province, d.programme, d.subject, d.state, d.revision, d.as_of as "asOf", d.created_at as "createdAt",
  d.created_by as "createdBy", d.number, d.day, d.signer_title as "signerTitle", d.issued_at as "issuedAt",
  d.issued_by as "issuedBy",
  (select coalesce(jsonb_agg(jsonb_build_object('kind', a.kind, 'code', a.code, 'nameVi', a.name_vi) order by a.position),
    '[]') from document_addressee a where a.document = d.id) as addressees,
  (select f.sha256 from document_file f where f.document = d.id and f.kind = 'docx' limit 1) as sha256,
  (select jsonb_build_object('at', f.at, 'by', f.by, 'sha256', f.sha256) from document_file f
    where f.document = d.id and f.kind = 'signed' order by f.id desc limit 1) as signed,
  (select count(distinct r.locality)::int from document_row r where r.document = d.id) as localities,
  (select count(*)::int from document_row r where r.document = d.id) as lacking`;

const readable = (sql: Sql, { provinces, drafts }: Readable) => sql`
  d.province = any(${provinces as string[]}) and (${drafts} or d.state = 'issued')`;

export interface DocumentQuery {
  kind?: DocumentKind | undefined;
  state?: DocumentState | undefined;
  province?: string | undefined;
  /** Of the day of an issued one, or the local day on which a draft was begun. */
  from?: Day | undefined;
  to?: Day | undefined;
  /** Those whose annexes speak of it. */
  locality?: string | undefined;
  indicator?: string | undefined;
  /** Those that are addressed to this locality, or to all of its province. */
  addressee?: string | undefined;
}

/** The latest first. */
export async function listDocuments(
  sql: Sql,
  who: Readable,
  query: DocumentQuery,
  page: { limit: number; before: number | null },
): Promise<DocumentHead[]> {
  const { kind = null, state = null, province = null, from = null, to = null } = query;
  const { locality = null, indicator = null, addressee = null } = query;
  const told = sql`coalesce(d.day, (d.created_at at time zone 'Asia/Ho_Chi_Minh')::date)`;
  return await sql<DocumentHead[]>`
    select ${headOf(sql)} from document d
    where ${readable(sql, who)}
      and (${kind}::text is null or d.kind = ${kind}) and (${state}::text is null or d.state = ${state})
      and (${province}::text is null or d.province = ${province})
      and (${from}::date is null or ${told} >= ${from}::date) and (${to}::date is null or ${told} <= ${to}::date)
      and (${locality}::text is null or exists (select from document_row r where r.document = d.id
        and r.locality = ${locality} and (${indicator}::text is null or r.indicator = ${indicator})))
      and (${addressee}::text is null or exists (select from document_addressee a where a.document = d.id
        and (a.kind = 'all_localities' or a.code = ${addressee})))
      and (${page.before}::bigint is null or d.id < ${page.before}::bigint)
    order by d.id desc limit ${page.limit}`;
}

export async function findDocument(sql: Sql, who: Readable, id: number): Promise<DocumentDetail | undefined> {
  const [found] = await sql<(DocumentHead & { text: string; choice: unknown })[]>`
    select ${headOf(sql)}, d.text, d.choice from document d where d.id = ${id} and ${readable(sql, who)}`;
  if (!found) return undefined;
  return { ...found, choice: choiceShape.parse(found.choice), rows: await readRows(sql, id) };
}

const rowShape = z.object({
  locality: z.string(),
  indicator: z.string(),
  state: z.enum(['unmet', 'unknown', 'not_reported']),
  have: z.number().nullable(),
  need: z.number().nullable(),
  missing: z.number().nullable(),
  since: z.string(),
  streak: z.number().nullable(),
});

async function readRows(sql: Sql, id: number): Promise<DocumentRow[]> {
  return await rowsAs(
    rowShape,
    sql`select locality, indicator, state, have, need, missing, since, streak from document_row
      where document = ${id} order by locality, indicator`,
  );
}

export interface NewDocument {
  kind: DocumentKind;
  province: string;
  programme: string;
  subject: string;
  text: string;
  choice: Choice;
  addressees: readonly Addressee[];
  rows: readonly DocumentRow[];
  at: Date;
  by: string;
}

export async function insertDocument(tx: Tx, given: NewDocument): Promise<number> {
  const { kind, province, programme, subject, text, choice, addressees, rows, at, by } = given;
  const [made] = await tx<{ id: number }[]>`
    insert into document (kind, province, programme, subject, text, state, as_of, choice, created_at, created_by)
    values (${kind}, ${province}, ${programme}, ${subject}, ${text}, 'draft', ${at.toISOString()}::timestamptz,
      ${JSON.stringify(choice)}::text::jsonb, ${at.toISOString()}::timestamptz, ${by}) returning id`;
  if (!made) throw new Error('A document was not stored.');
  await tx`
    insert into document_addressee (document, position, kind, code, name_vi)
    select ${made.id}, x.position, x.kind, x.code, x."nameVi"
    from jsonb_to_recordset(${JSON.stringify(addressees.map((one, position) => ({ ...one, position })))}::text::jsonb)
      as x(position smallint, kind text, code text, "nameVi" text)`;
  await insertRows(tx, made.id, rows);
  return made.id;
}

async function insertRows(tx: Tx, id: number, rows: readonly DocumentRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx`
    insert into document_row (document, locality, indicator, state, have, need, missing, since, streak)
    select ${id}, x.* from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as x(locality text, indicator text,
      state text, have float8, need float8, missing float8, since date, streak integer)`;
}

export type LockedDocument = Pick<
  DocumentHead,
  'id' | 'province' | 'kind' | 'state' | 'revision' | 'subject' | 'asOf'
> & { text: string };

/** Takes its lock: of two who change it the second sees what the first has done. */
export async function lockDocument(tx: Tx, id: number): Promise<LockedDocument | undefined> {
  const [row] = await tx<LockedDocument[]>`
    select id, province, kind, state, revision, subject, text, as_of as "asOf" from document where id = ${id} for update`;
  return row;
}

export async function updateWords(
  tx: Tx,
  id: number,
  { subject, text, revision }: { subject: string; text: string; revision: number },
): Promise<void> {
  await tx`update document set subject = ${subject}, text = ${text}, revision = ${revision} where id = ${id}`;
}

/** Takes a draft away, with all that hangs on it; one that was issued a trigger keeps. */
export async function deleteDraft(tx: Tx, id: number): Promise<void> {
  await tx`delete from document_row where document = ${id}`;
  await tx`delete from document_addressee where document = ${id}`;
  await tx`delete from document where id = ${id}`;
}

/** Other figures in place of those it had. */
export async function replaceRows(
  tx: Tx,
  id: number,
  { rows, asOf, revision }: { rows: readonly DocumentRow[]; asOf: Date; revision: number },
): Promise<void> {
  await tx`delete from document_row where document = ${id}`;
  await insertRows(tx, id, rows);
  await tx`update document set as_of = ${asOf.toISOString()}::timestamptz, revision = ${revision} where id = ${id}`;
}

export interface Issue {
  number: string;
  day: Day;
  signerTitle: string;
}

/** Whether a number is free in that year for a paper of the kind; nobody else gives one until the transaction ends. */
export async function holdNumber(
  tx: Tx,
  of: Pick<DocumentHead, 'province' | 'kind'>,
  issue: Pick<Issue, 'number' | 'day'>,
): Promise<boolean> {
  await tx`select pg_advisory_xact_lock(hashtext('phu-xanh document numbers'))`;
  return !(await isNumberTaken(tx as Sql, of, issue));
}

/** Whether another paper of the kind has the number in that year. */
export async function isNumberTaken(
  sql: Sql,
  { province, kind }: Pick<DocumentHead, 'province' | 'kind'>,
  { number, day }: Pick<Issue, 'number' | 'day'>,
): Promise<boolean> {
  const [row] = await sql<{ taken: boolean }[]>`
    select exists (select from document where state = 'issued' and province = ${province} and kind = ${kind}
      and number = ${number} and extract(year from day) = extract(year from ${day}::date)) as taken`;
  return row?.taken ?? false;
}

export async function issueRow(
  tx: Tx,
  id: number,
  { number, day, signerTitle, at, by }: Issue & { at: Date; by: string },
): Promise<void> {
  await tx`
    update document set state = 'issued', number = ${number}, day = ${day}, signer_title = ${signerTitle},
      issued_at = ${at.toISOString()}::timestamptz, issued_by = ${by} where id = ${id}`;
}

export interface NewFile {
  document: number;
  kind: 'docx' | 'signed';
  bytes: Buffer;
  sha256: string;
  by: string;
  at: Date;
}

export async function insertFile(tx: Tx, file: NewFile): Promise<void> {
  await tx`
    insert into document_file (document, kind, bytes, sha256, by, at)
    values (${file.document}, ${file.kind}, ${file.bytes}, ${file.sha256}, ${file.by},
      ${file.at.toISOString()}::timestamptz)`;
}

/** How many files of a kind a document has. */
export async function countFiles(tx: Tx, document: number, kind: NewFile['kind']): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int as count from document_file where document = ${document} and kind = ${kind}`;
  return row?.count ?? 0;
}

/** The latest of a kind. */
export async function readFile(
  sql: Sql,
  document: number,
  kind: NewFile['kind'],
): Promise<{ bytes: Buffer; sha256: string } | undefined> {
  const [row] = await sql<{ bytes: Buffer; sha256: string }[]>`
    select bytes, sha256 from document_file where document = ${document} and kind = ${kind} order by id desc limit 1`;
  return row;
}

/** The first day on which what a row (`r`) of a document (`d`) urged was there no more: a gap by the statuses since its figures, a report by its receipt. */
const closedOn = (sql: Sql, today: Day) => sql`
  case when r.state = 'not_reported' then
    (select min((s.received_at at time zone 'Asia/Ho_Chi_Minh')::date) from status s where s.programme = d.programme
      and s.locality = r.locality and s.day >= r.since and s.received_at > d.as_of)
  else (select min(s.day) from status s where s.programme = d.programme and s.locality = r.locality
      and s.day >= (d.as_of at time zone 'Asia/Ho_Chi_Minh')::date and s.day <= ${today}
      and not s.gaps ? r.indicator) end`;

/** Of all that issued documents urged when each was there no more, by document. */
export async function readUrged(
  sql: Sql,
  documents: readonly number[],
  today: Day,
): Promise<Map<number, Urged[]>> {
  if (documents.length === 0) return new Map();
  const rows = await sql<{ document: number; closedOn: Day | null; count: number }[]>`
    select d.id as document, e.closed_on as "closedOn", count(*)::int as count
    from document d join document_row r on r.document = d.id
    cross join lateral (select ${closedOn(sql, today)} as closed_on) e
    where d.id = any(${documents as number[]}::bigint[]) and d.state = 'issued'
    group by d.id, e.closed_on`;
  const found = new Map<number, Urged[]>();
  for (const { document, closedOn, count } of rows)
    found.set(document, [
      ...(found.get(document) ?? []),
      ...Array.from({ length: count }, () => ({ closedOn })),
    ]);
  return found;
}

/** An issued document as the story of what it urged tells of it. */
export interface Mention {
  id: number;
  kind: DocumentKind;
  province: string;
  number: string;
  day: Day;
  subject: string;
  locality: string;
  /** Blank: the report of a day. */
  indicator: string;
  /** Since when it is there no more; null while it is. */
  closedOn: Day | null;
}

/** Issued documents that urged something of these localities, the latest first. */
export async function readMentions(
  sql: Sql,
  who: Readable,
  localities: readonly string[],
  today: Day,
): Promise<Mention[]> {
  if (localities.length === 0) return [];
  return await sql<Mention[]>`
    select d.id, d.kind, d.province, d.number, d.day, d.subject, r.locality, r.indicator,
      ${closedOn(sql, today)} as "closedOn"
    from document_row r join document d on d.id = r.document
    where r.locality = any(${localities as string[]}) and d.state = 'issued' and ${readable(sql, who)}
    order by d.day desc, d.id desc, r.indicator`;
}

/** What was issued in an area and time, as it was known at an instant: for a report on it, the earliest first. */
export async function readIssued(
  sql: Sql,
  {
    province,
    programme,
    from,
    to,
    by,
  }: { province: string; programme: string; from: Day; to: Day; by: Date },
): Promise<
  Pick<DocumentHead, 'id' | 'kind' | 'province' | 'subject' | 'number' | 'day' | 'localities' | 'lacking'>[]
> {
  return await sql<DocumentHead[]>`
    select ${headOf(sql)} from document d
    where d.state = 'issued' and (${province} = '*' or d.province = ${province}) and d.programme = ${programme}
      and d.day between ${from} and ${to} and d.issued_at <= ${by.toISOString()}::timestamptz
    order by d.day, d.id`;
}
