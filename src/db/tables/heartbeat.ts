import { date, integer, pgTable, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core';
import { locality } from './registry.ts';

/** Calls by which a commune's network shows that it is up. Of a call nothing is kept but its time. */

const instant = (name: string) => timestamp(name, { withTimezone: true });

/**
 * The one row of a locality that has an address to call. It is written with almost every call, so it is
 * narrow, nothing that changes is indexed, and its pages are left half empty (migration): updates stay in the page.
 */
export const heartbeat = pgTable('heartbeat', {
  locality: text('locality')
    .primaryKey()
    .references(() => locality.code),
  /** SHA-256 of the secret in the address, which is shown once and kept nowhere. */
  tokenHash: text('token_hash').notNull().unique(),
  /** A call is expected this often; so much later than that it is still no outage. */
  everyMinutes: smallint('every_minutes').notNull(),
  graceMinutes: smallint('grace_minutes').notNull(),
  createdAt: instant('created_at').notNull(),
  rotatedAt: instant('rotated_at').notNull(),
  /** Null before the first call, as are the others. */
  lastBeatAt: instant('last_beat_at'),
  upSince: instant('up_since'),
  /** Set while it is known to be down, as far as `counted_until`. */
  downSince: instant('down_since'),
  /** Until when `up_ms` and `watched_ms` count, of the local day of this instant. */
  countedUntil: instant('counted_until'),
  upMs: integer('up_ms').notNull().default(0),
  watchedMs: integer('watched_ms').notNull().default(0),
});

/** What was counted of a day that is over. Kept when the address is removed: it was a fact. */
export const heartbeatDay = pgTable(
  'heartbeat_day',
  {
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    day: date('day').notNull(),
    upMs: integer('up_ms').notNull(),
    watchedMs: integer('watched_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.locality, t.day] })],
);

/** Times over which the service, by whichever instance, took calls. What lies between is nobody else's outage. */
export const servingSpan = pgTable('serving_span', {
  startedAt: instant('started_at').primaryKey(),
  seenAt: instant('seen_at').notNull(),
});
