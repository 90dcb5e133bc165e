import { sql } from 'drizzle-orm';
import {
  bigint,
  customType,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { locality } from './registry.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });
const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/**
 * An administrative paper: drafted from what is lacking, then issued under a number and a day. What was issued is never
 * changed, nor are its addressees, its annexes and its files: triggers hold to that.
 */
export const document = pgTable(
  'document',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: ['cong_van', 'to_trinh', 'bao_cao'] }).notNull(),
    province: text('province').notNull(),
    programme: text('programme').notNull(),
    subject: text('subject').notNull(),
    /** What people write in it, a paragraph a line; what is computed stands before it. */
    text: text('text').notNull(),
    state: text('state', { enum: ['draft', 'issued'] }).notNull(),
    /** Counts up with each change of the draft: who edits says which he has read. */
    revision: integer('revision').notNull().default(1),
    /** The instant of the figures in its text and annexes. */
    asOf: instant('as_of').notNull(),
    /** Of what it was drafted, to be looked at anew (`documents/types.ts`). */
    choice: jsonb('choice').notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    /** As it was typed: with its symbol, or without. */
    number: text('number'),
    day: date('day'),
    signerTitle: text('signer_title'),
    issuedAt: instant('issued_at'),
    issuedBy: text('issued_by'),
  },
  (t) => [
    // A number is given once a year, to one paper of a kind.
    uniqueIndex('document_number')
      .on(t.province, t.kind, sql`extract(year from ${t.day})`, t.number)
      .where(sql`${t.state} = 'issued'`),
    index('document_of_province').on(t.province, t.id),
  ],
);

/** To whom it goes, in their order, as they were called then. */
export const documentAddressee = pgTable(
  'document_addressee',
  {
    document: bigint('document', { mode: 'number' })
      .notNull()
      .references(() => document.id),
    position: smallint('position').notNull(),
    kind: text('kind', { enum: ['agency', 'locality', 'all_localities'] }).notNull(),
    code: text('code').notNull(),
    nameVi: text('name_vi').notNull(),
  },
  (t) => [primaryKey({ columns: [t.document, t.position] })],
);

/** What a locality lacked by the figures of a document: a row of its annexes. */
export const documentRow = pgTable(
  'document_row',
  {
    document: bigint('document', { mode: 'number' })
      .notNull()
      .references(() => document.id),
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    /** Blank: the report of a day. */
    indicator: text('indicator').notNull(),
    state: text('state', { enum: ['unmet', 'unknown', 'not_reported'] }).notNull(),
    have: doublePrecision('have'),
    need: doublePrecision('need'),
    missing: doublePrecision('missing'),
    /** First day of its run; of a report the day that it is owed for. */
    since: date('since').notNull(),
    /** Of a report: reporting days running without one. */
    streak: integer('streak'),
  },
  (t) => [
    primaryKey({ columns: [t.document, t.locality, t.indicator] }),
    index('document_row_of_gap').on(t.locality, t.indicator),
  ],
);

/** Files of an issued document: as it was written then, and as it came back signed (the latest counts). */
export const documentFile = pgTable(
  'document_file',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    document: bigint('document', { mode: 'number' })
      .notNull()
      .references(() => document.id),
    kind: text('kind', { enum: ['docx', 'signed'] }).notNull(),
    bytes: bytea('bytes').notNull(),
    sha256: text('sha256').notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('document_file_of_document').on(t.document, t.kind, t.id)],
);
