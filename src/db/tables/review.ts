import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { locality } from './registry.ts';

/** What a reviewer looks at: doubts that the records themselves raise, and the files that settle them. */

const instant = (name: string) => timestamp(name, { withTimezone: true });
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** A doubt about one value of a locality, or about a whole record where `indicator` is blank. */
export const flag = pgTable(
  'flag',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    indicator: text('indicator').notNull(),
    /** The day whose record raised it. */
    day: date('day').notNull(),
    kind: text('kind', {
      enum: [
        'sharp_fall',
        'back_and_forth',
        'contradiction',
        'need_falls',
        'same_record',
        'no_evidence',
        'register_differs',
        'delivery_not_shown',
      ],
    }).notNull(),
    /** The value in doubt; null of a whole record. */
    value: jsonb('value'),
    /** What the words of the page are made of: the value before, how often, since when. */
    facts: jsonb('facts').notNull(),
    raisedAt: instant('raised_at').notNull(),
    /** `corrected`: questioned, and another value came since. */
    state: text('state', { enum: ['open', 'questioned', 'verified', 'corrected'] }).notNull(),
    decidedAt: instant('decided_at'),
    decidedBy: text('decided_by'),
    reason: text('reason'),
  },
  (t) => [
    uniqueIndex('flag_is_raised_once').on(t.locality, t.indicator, t.day, t.kind),
    index('flag_queue').on(t.state, t.day, t.id),
  ],
);

/** By locality, what its records were like when they were last looked through: the same need not be again. */
export const reviewSeen = pgTable('review_seen', {
  locality: text('locality')
    .primaryKey()
    .references(() => locality.code),
  seen: text('seen').notNull(),
});

/** From when on a value is doubted. One row at most; without it the defaults hold. */
export const reviewSettings = pgTable('review_settings', {
  id: boolean('id').primaryKey().default(true),
  /** A fall by so many percent, and by so many units, is sharp. */
  fallPercent: smallint('fall_percent').notNull(),
  fallUnits: integer('fall_units').notNull(),
  /** So many returns to what was said before, within so many reporting days, are back and forth. */
  returns: smallint('returns').notNull(),
  returnDays: smallint('return_days').notNull(),
  /** So many records that say the very same are looked at. */
  sameRecords: smallint('same_records').notNull(),
  /** Indicators that are not believed to be met without a file. */
  evidenceFor: text('evidence_for').array().notNull(),
});

/** A picture or a document that shows what a locality reported. Only the bytes are ever taken away. */
export const evidence = pgTable(
  'evidence',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    indicator: text('indicator').notNull(),
    day: date('day').notNull(),
    fileName: text('file_name').notNull(),
    type: text('type', { enum: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] }).notNull(),
    size: integer('size').notNull(),
    /** SHA-256 in hexadecimal. */
    hash: text('hash').notNull(),
    /** Null once it was removed long enough ago. */
    body: bytea('body'),
    by: text('by').notNull(),
    /** Null for who came with a token. */
    person: integer('person').references(() => person.id),
    at: instant('at').notNull(),
    removedAt: instant('removed_at'),
    removedBy: text('removed_by'),
  },
  (t) => [
    index('evidence_of_locality').on(t.locality, t.day),
    index('evidence_removed')
      .on(t.removedAt)
      .where(sql`${t.body} is not null and ${t.removedAt} is not null`),
  ],
);
