import { bigint, date, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { locality } from './registry.ts';

/** What was promised of a gap: never changed; a later one takes its place. How it ended follows from the statuses. */
export const promise = pgTable(
  'promise',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    programme: text('programme').notNull(),
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    indicator: text('indicator').notNull(),
    owner: text('owner').notNull(),
    reason: text('reason').notNull(),
    promisedOn: date('promised_on').notNull(),
    /** Name of who promised. */
    by: text('by').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    /** The local day of that instant. */
    madeOn: date('made_on').notNull(),
  },
  (t) => [
    index('promise_of_gap').on(t.locality, t.indicator, t.programme, t.id),
    index('promise_promised').on(t.promisedOn),
  ],
);
