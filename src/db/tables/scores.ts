import { sql } from 'drizzle-orm';
import {
  bigint,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { locality } from './registry.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });
const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** By what localities are scored, version by version; a version never changes. */
export const criteriaSet = pgTable(
  'criteria_set',
  {
    code: text('code').notNull(),
    version: integer('version').notNull(),
    /** Whose it is: code of a province. */
    province: text('province').notNull(),
    nameVi: text('name_vi').notNull(),
    /** Groups, criteria, bands of grades: see `scores/types.ts`. */
    definition: jsonb('definition').notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.code, t.version] })],
);

/**
 * The scoring of a period by a set: open → published → approved. What is approved never changes, which a trigger holds
 * to; a correction is the next version. The row is the lock of all that is done in it.
 */
export const scoreRound = pgTable(
  'score_round',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    set: text('criteria_set').notNull(),
    setVersion: integer('set_version').notNull(),
    period: text('period').notNull(),
    version: integer('version').notNull(),
    state: text('state', { enum: ['open', 'published', 'approved'] }).notNull(),
    publishedAt: instant('published_at'),
    publishedBy: text('published_by'),
    /** Last day on which objections count. */
    objectionsUntil: date('objections_until'),
    approvedAt: instant('approved_at'),
    approvedBy: text('approved_by'),
  },
  (t) => [uniqueIndex('score_round_of').on(t.set, t.period, t.version)],
);

/** What was said of a locality's points, step by step; the latest of a kind counts. */
export const scoreEntry = pgTable(
  'score_entry',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    round: bigint('round', { mode: 'number' })
      .notNull()
      .references(() => scoreRound.id),
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    kind: text('kind', { enum: ['self', 'verification'] }).notNull(),
    /** Counts up by locality and kind. */
    revision: integer('revision').notNull(),
    /** `{code: {points?, value?, notApplicable?, unknown?, note?, evidence?}}` */
    said: jsonb('said').notNull(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
  },
  (t) => [uniqueIndex('score_entry_of').on(t.round, t.locality, t.kind, t.revision)],
);

export const scoreObjection = pgTable(
  'score_objection',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    round: bigint('round', { mode: 'number' })
      .notNull()
      .references(() => scoreRound.id),
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    /** Criteria that it is about; empty: the whole sheet. */
    criteria: text('criteria').array().notNull(),
    reason: text('reason').notNull(),
    evidence: text('evidence').array().notNull().default([]),
    at: instant('at').notNull(),
    by: text('by').notNull(),
    accepted: text('accepted', { enum: ['yes', 'no'] }),
    answer: text('answer'),
    answeredAt: instant('answered_at'),
    answeredBy: text('answered_by'),
  },
  (t) => [
    // One at a time of a locality: what is not answered yet can be added to by nobody.
    uniqueIndex('score_objection_open').on(t.round, t.locality).where(sql`${t.answeredAt} is null`),
    index('score_objection_of_round').on(t.round),
  ],
);

/** What was published, each time that it was, as everybody could read it from then on. Never changed, never deleted. */
export const scorePublication = pgTable(
  'score_publication',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    round: bigint('round', { mode: 'number' })
      .notNull()
      .references(() => scoreRound.id),
    kind: text('kind', { enum: ['provisional', 'answer', 'approval'] }).notNull(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
    /** Localities in their order, each with its arithmetic: see `scores/types.ts`. */
    sheets: jsonb('sheets').notNull(),
  },
  (t) => [index('score_publication_of_round').on(t.round, t.at)],
);

/** A file that a locality shows for a criterion. */
export const scoreEvidence = pgTable(
  'score_evidence',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    set: text('criteria_set').notNull(),
    period: text('period').notNull(),
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    criterion: text('criterion').notNull(),
    fileName: text('file_name').notNull(),
    type: text('type', { enum: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] }).notNull(),
    size: integer('size').notNull(),
    /** SHA-256 in hexadecimal. */
    hash: text('hash').notNull(),
    body: bytea('body').notNull(),
    by: text('by').notNull(),
    /** Null for who came with a token. */
    person: integer('person').references(() => person.id),
    at: instant('at').notNull(),
  },
  (t) => [index('score_evidence_of').on(t.set, t.period, t.locality)],
);
