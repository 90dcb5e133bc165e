import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';

/** Access, audit and job runs: who may, who did, what ran. */

export const token = pgTable('token', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  /** SHA-256 of the token; the token itself is shown once and kept nowhere. */
  hash: text('hash').notNull().unique(),
  name: text('name').notNull(),
  role: text('role', {
    enum: ['officer', 'department', 'finance', 'leader', 'viewer', 'admin'],
  }).notNull(),
  /** A locality code, a province code, or `*`. */
  area: text('area').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  /** Who made it, as the audit names him; null where that was not kept. */
  createdBy: text('created_by'),
  /** Refused from then on; null for one that lasts until it is revoked. */
  expiresAt: timestamp('expires_at', { withTimezone: true }),
  /** To the hour: a request writes nothing when one has been noted within it. */
  lastUsedAt: timestamp('last_used_at', { withTimezone: true }),
  revokedAt: timestamp('revoked_at', { withTimezone: true }),
});

/** Rows are written once: triggers refuse whatever would change or remove one. */
export const audit = pgTable(
  'audit',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    /** What acts, with its number among those of its kind; null in rows from before that was kept. */
    actorKind: text('actor_kind', { enum: ['person', 'token', 'link', 'shell', 'service'] }),
    actorId: integer('actor_id'),
    actor: text('actor').notNull(),
    /** Where from: an address, or `shell`. */
    source: text('source').notNull(),
    action: text('action').notNull(),
    target: text('target').notNull(),
    /** Who may read it: a locality code, a province code, or `*` for who looks after all alone. */
    area: text('area').notNull(),
    before: jsonb('before'),
    after: jsonb('after'),
  },
  (t) => [index('audit_of_target').on(t.target), index('audit_of_area').on(t.area, t.id)],
);

/**
 * The chain over the audit's rows, in the order in which they were taken up: each hash is made of the one before
 * and of its row, so that no row can be changed or taken away without all hashes after it. Written once, too.
 */
export const auditLink = pgTable('audit_link', {
  seq: bigint('seq', { mode: 'number' }).primaryKey(),
  entry: bigint('entry', { mode: 'number' })
    .notNull()
    .unique()
    .references(() => audit.id),
  /** SHA-256 in hex. */
  hash: text('hash').notNull(),
});

/** A mark of the key that the database is sealed with: one row at most, by which another key is known. */
export const sealingKey = pgTable(
  'sealing_key',
  {
    id: smallint('id').primaryKey(),
    /** Tells keys apart, and says nothing of them. */
    fingerprint: text('fingerprint').notNull(),
    /** A word that opens with that key alone. */
    sealed: text('sealed').notNull(),
    since: timestamp('since', { withTimezone: true }).notNull(),
  },
  (t) => [check('sealing_key_is_one', sql`${t.id} = 1`)],
);

export const jobRun = pgTable(
  'job_run',
  {
    job: text('job').notNull(),
    slot: text('slot').notNull(),
    attempts: smallint('attempts').notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
    endedAt: timestamp('ended_at', { withTimezone: true }),
    outcome: text('outcome', { enum: ['running', 'succeeded', 'failed'] }).notNull(),
    /** By the database's clock: instances' own may differ. */
    leaseUntil: timestamp('lease_until', { withTimezone: true }),
    nextAttemptAt: timestamp('next_attempt_at', { withTimezone: true }),
    counts: jsonb('counts'),
    error: text('error'),
  },
  (t) => [primaryKey({ columns: [t.job, t.slot] }), index('job_run_started').on(t.startedAt)],
);
