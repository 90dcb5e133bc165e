import { bigint, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { locality } from './registry.ts';

/** Who was reminded of a locality by hand, or called: a row for each locality and person; never changed. */
export const reminder = pgTable(
  'reminder',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    programme: text('programme').notNull(),
    kind: text('kind', { enum: ['message', 'call'] }).notNull(),
    /** Who was reminded; blank where a call does not say. */
    person: text('person').notNull(),
    /** Of the outbox; null of a call. What became of it stands there. */
    message: uuid('message'),
    /** Of a call: what was said. */
    note: text('note'),
    /** Name of who reminded. */
    by: text('by').notNull(),
    at: timestamp('at', { withTimezone: true }).notNull(),
  },
  (t) => [index('reminder_of_locality').on(t.locality, t.id)],
);
