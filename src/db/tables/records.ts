import { sql } from 'drizzle-orm';
import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { locality } from './registry.ts';

/** Append-only: what a locality said of one day, revision by revision. */
export const record = pgTable(
  'record',
  {
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    day: date('day').notNull(),
    revision: integer('revision').notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull(),
    /** Name of the token or person that sent it. */
    by: text('by').notNull(),
    channel: text('channel', { enum: ['api', 'batch', 'import', 'form', 'dhis2'] }).notNull(),
    note: text('note'),
    /** `{code: true | 12 | {have, need} | "2027-03-01" | null}` */
    values: jsonb('values').notNull(),
    /**
     * Where a day's records also hold figures of a half-year or a year: when those of each period came first,
     * `{day: instant, half_year: instant}`. Null where all are the day's own, which came with the first revision.
     */
    firsts: jsonb('firsts').$type<Partial<Record<'day' | 'half_year' | 'year', string>>>(),
  },
  (t) => [primaryKey({ columns: [t.locality, t.day, t.revision] })],
);

/**
 * The latest value of every indicator of a locality, one row a locality: also the row that is locked
 * by whoever writes the locality's records, marks or status. `{code: {day, revision, value}}`
 */
export const currentValues = pgTable('current_values', {
  locality: text('locality')
    .primaryKey()
    .references(() => locality.code),
  values: jsonb('values').notNull(),
  /** The latest day with a record. */
  lastDay: date('last_day'),
});

/** A reviewer's word on one value; it counts from the day it is set, until a new value comes. */
export const mark = pgTable(
  'mark',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    indicator: text('indicator').notNull(),
    setOn: date('set_on').notNull(),
    state: text('state', { enum: ['verified', 'questioned'] }).notNull(),
    /** The value spoken of: another one is not marked by it. */
    value: jsonb('value').notNull(),
    reason: text('reason').notNull(),
    by: text('by').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    /** The earliest day of which another value has come in since it was set: from that day on it says nothing. */
    clearedOn: date('cleared_on'),
  },
  (t) => [index('mark_of_locality').on(t.locality, t.indicator)],
);

/** Completion status of (programme, locality, day): a cache of the rules, rebuilt at will until final. */
export const status = pgTable(
  'status',
  {
    programme: text('programme').notNull(),
    locality: text('locality').notNull(),
    day: date('day').notNull(),
    colour: text('colour', { enum: ['green', 'yellow', 'red', 'grey'] }).notNull(),
    required: smallint('required').notNull(),
    met: smallint('met').notNull(),
    /** Required values given, not null, in the day's own record. */
    given: smallint('given').notNull(),
    /** Those given that are neither questioned nor in contradiction. */
    sound: smallint('sound').notNull(),
    /** Receipt of the day's first revision: it fixes on time or late. */
    receivedAt: timestamp('received_at', { withTimezone: true }),
    /** The latest reporting day up to this one that has a record. */
    lastReportedOn: date('last_reported_on'),
    /** `{group: 'met' | 'unmet' | 'unknown' | 'not_applicable'}` */
    conditions: jsonb('conditions').notNull(),
    /** Indicators not met: `{code: {state, code, since, have, need, missing}}` */
    gaps: jsonb('gaps').notNull(),
    /** Colour when the day closed: what `regressed` compares. */
    closingColour: text('closing_colour', { enum: ['green', 'yellow', 'red', 'grey'] }),
  },
  (t) => [
    primaryKey({ columns: [t.programme, t.locality, t.day] }),
    index('status_of_day').on(t.programme, t.day),
  ],
);

/** A row for each change of colour, reporting state or gap, written with the status it is of. */
export const transition = pgTable(
  'transition',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    programme: text('programme').notNull(),
    locality: text('locality').notNull(),
    day: date('day').notNull(),
    kind: text('kind', { enum: ['colour', 'reporting', 'gap', 'closing'] }).notNull(),
    /** The indicator of a gap; empty otherwise. */
    subject: text('subject').notNull(),
    from: text('from_state'),
    to: text('to_state').notNull(),
    cause: text('cause', { enum: ['intake', 'collect', 'close', 'restated', 'rule_changed'] }).notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    /** When the alert stage has dealt with it; gaps are not its business yet and start out done. */
    consumedAt: timestamp('consumed_at', { withTimezone: true }),
  },
  (t) => [
    index('transition_of_locality').on(t.programme, t.locality, t.day),
    index('transition_unconsumed').on(t.id).where(sql`${t.consumedAt} is null`),
  ],
);
