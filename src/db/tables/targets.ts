import { sql } from 'drizzle-orm';
import {
  bigint,
  date,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { locality, programme } from './registry.ts';

/**
 * What an indicator of a programme of half-years or years is to come to, from a day on: a change is another row, which
 * ends the one before. Values are reported as any others are.
 */
export const target = pgTable(
  'target',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    programme: text('programme')
      .notNull()
      .references(() => programme.code),
    /** In the catalogue; of a target that is no figure, a code of its own. */
    indicator: text('indicator').notNull(),
    /** Whose target it is; null: of each locality that the programme asks. */
    locality: text('locality').references(() => locality.code),
    validFrom: date('valid_from').notNull(),
    /** Last day in force; null while it is. */
    validTo: date('valid_to'),
    position: integer('position').notNull(),
    nameVi: text('name_vi').notNull(),
    nameEn: text('name_en').notNull(),
    /** Null: not measurable, its words are all there is. */
    comparator: text('comparator', { enum: ['>', '≥', '=', '≤', '<', 'done'] }),
    value: doublePrecision('value'),
    unit: text('unit'),
    /** By the end of which year; null where the paper names none. */
    year: integer('year'),
    path: jsonb('path').$type<readonly { year: number; value: number }[]>().notNull().default([]),
    /** Between two given years: on a line, or the earlier one until the next, where the paper gives years one by one. */
    between: text('between', { enum: ['line', 'steps'] })
      .notNull()
      .default('line'),
    /** The words of the paper. */
    asWritten: text('as_written').notNull(),
    /** What of it the paper does not say and was read into it. */
    assumed: text('assumed').array().notNull().default([]),
    /** The paper, and where in it. */
    source: text('source'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    createdBy: text('created_by').notNull(),
    /** When it was put otherwise; null while it stands. What stood before stays: reports are told by what was known. */
    replacedAt: timestamp('replaced_at', { withTimezone: true }),
  },
  (t) => [
    uniqueIndex('target_of')
      .on(t.programme, t.indicator, sql`coalesce(${t.locality}, '')`, t.validFrom)
      .where(sql`${t.replacedAt} is null`),
  ],
);
