import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/** What somebody ought to hear of, who is told when, and what was said to whom. */

const instant = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Who hears when of one kind of alert. A change is a new row, so that an alert keeps the ladder it
 * started with; the latest of a (programme, kind) is the one in force.
 */
export const ladder = pgTable(
  'ladder',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** Code of a programme, or `*` for each that has none of its own. */
    programme: text('programme').notNull(),
    kind: text('kind').notNull(),
    /** `[{role, waitMinutes, channel, hours, repeatMinutes, atMost, tellEnd}]` */
    steps: jsonb('steps').notNull(),
    /** What makes an alert of the kind, where that is not said elsewhere: days ahead, minutes of quiet. */
    settings: jsonb('settings').notNull(),
    /** From it on the programme has none of its own. */
    withdrawn: boolean('withdrawn').notNull().default(false),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (t) => [index('ladder_in_force').on(t.programme, t.kind, t.id)],
);

export const alert = pgTable(
  'alert',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** `*` when it belongs to no programme. */
    programme: text('programme').notNull(),
    /** What it is about: a locality's code, a province's, or `*` for the service itself. */
    area: text('area').notNull(),
    kind: text('kind').notNull(),
    /** The day, indicator, certificate, job, … it is about; empty when the area itself. */
    subject: text('subject').notNull(),
    state: text('state', { enum: ['open', 'acknowledged', 'resolved'] }).notNull(),
    openedAt: instant('opened_at').notNull(),
    resolvedAt: instant('resolved_at'),
    /** Why it ended: `reported`, `locked`, `locality_ended`, … */
    resolution: text('resolution'),
    /** Facts its texts are made of: day, cutoff, streak, colours. */
    facts: jsonb('facts').notNull(),
    /** Null for alerts of before there were ladders: nobody hears more of them. */
    ladder: integer('ladder').references(() => ladder.id),
    /** When its ladder is looked at next; null when it has no more to say, or somebody has taken it on. */
    nextStepAt: instant('next_step_at'),
    owner: text('owner'),
    acknowledgement: text('acknowledgement'),
    promisedOn: date('promised_on'),
    acknowledgedAt: instant('acknowledged_at'),
    acknowledgedBy: text('acknowledged_by'),
  },
  (t) => [
    uniqueIndex('alert_one_open')
      .on(t.programme, t.area, t.kind, t.subject)
      .where(sql`${t.state} <> 'resolved'`),
    index('alert_of_area').on(t.area),
    index('alert_step_due').on(t.nextStepAt).where(sql`${t.state} = 'open'`),
    index('alert_promised').on(t.promisedOn).where(sql`${t.state} = 'acknowledged'`),
  ],
);

/** A step of a ladder that was taken, once a turn. */
export const alertNotice = pgTable(
  'alert_notice',
  {
    alert: bigint('alert', { mode: 'number' })
      .notNull()
      .references(() => alert.id, { onDelete: 'cascade' }),
    /** Place in the ladder, from 0. */
    step: smallint('step').notNull(),
    /** 1 the first time, then one for each repeat. */
    turn: smallint('turn').notNull(),
    at: instant('at').notNull(),
    /** How many people it went to. */
    told: smallint('told').notNull(),
    /** Why it went to nobody, or not by the channel that was asked for. */
    reason: text('reason'),
  },
  (t) => [primaryKey({ columns: [t.alert, t.step, t.turn] })],
);

/** Nobody hears of what lies in it, and ladders stand still. It ends by itself. */
export const silence = pgTable(
  'silence',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** A locality's code, a province's, or `*`. */
    area: text('area').notNull(),
    /** Null for every kind. */
    kind: text('kind'),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    reason: text('reason').notNull(),
    by: text('by').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Set when somebody ended it before its time; `endsAt` is then that moment. */
    endedBy: text('ended_by'),
    /** The same of all that were made at once: they end at once. */
    together: uuid('together'),
  },
  (t) => [index('silence_ends').on(t.endsAt)],
);
