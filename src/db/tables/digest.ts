import { boolean, integer, pgTable, smallint, text, timestamp, unique } from 'drizzle-orm/pg-core';

/** Who gets a summary of the day or the week, and when. Of several that fit, the most particular holds. */
export const digest = pgTable(
  'digest',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** Code of a programme, or `*` for each that has none of its own. */
    programme: text('programme').notNull(),
    /** Code of a province, or `*` for each that has none of its own. */
    province: text('province').notNull(),
    role: text('role', { enum: ['department', 'leader'] }).notNull(),
    period: text('period', { enum: ['day', 'week'] }).notNull(),
    /** Of a weekly one: 0 = Sunday … 6 = Saturday. */
    weekday: smallint('weekday'),
    /** Local time `HH:MM`. */
    at: text('at').notNull(),
    enabled: boolean('enabled').notNull(),
    /** What had passed before is not made up for. */
    holdsFrom: timestamp('holds_from', { withTimezone: true }).notNull(),
  },
  (t) => [unique('digest_once').on(t.programme, t.province, t.role, t.period)],
);
