import {
  bigint,
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
  revokedAt: timestamp('revoked_at', { withTimezone: true }),
});

export const audit = pgTable(
  'audit',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    actor: text('actor').notNull(),
    /** Where from: an address, or `shell`. */
    source: text('source').notNull(),
    action: text('action').notNull(),
    target: text('target').notNull(),
    before: jsonb('before'),
    after: jsonb('after'),
  },
  (t) => [index('audit_of_target').on(t.target)],
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
