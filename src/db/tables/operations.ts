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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { contact } from './registry.ts';

/** Alerts, messages, access and job runs: what the service does about what it knows. */

export const alert = pgTable(
  'alert',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    programme: text('programme').notNull(),
    locality: text('locality').notNull(),
    kind: text('kind', {
      enum: [
        'record_due_soon',
        'record_missing',
        'record_missing_streak',
        'regressed',
        'gap_deadline',
        'promise_passed',
        'value_questioned',
        'certificate_expiring',
      ],
    }).notNull(),
    /** The day or indicator it is about; empty when the locality itself. */
    subject: text('subject').notNull(),
    state: text('state', { enum: ['open', 'acknowledged', 'resolved'] }).notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
    resolvedAt: timestamp('resolved_at', { withTimezone: true }),
    /** Why it ended: `reported`, `locked`, `locality_ended`, … */
    resolution: text('resolution'),
    /** Facts its texts are made of: day, cutoff, streak, colours. */
    facts: jsonb('facts').notNull(),
    owner: text('owner'),
    acknowledgement: text('acknowledgement'),
    promisedOn: date('promised_on'),
  },
  (t) => [
    uniqueIndex('alert_one_open')
      .on(t.programme, t.locality, t.kind, t.subject)
      .where(sql`${t.state} <> 'resolved'`),
    index('alert_of_locality').on(t.locality),
  ],
);

/** A message to one person by one channel. Its text is made when it is sent. */
export const outbox = pgTable(
  'outbox',
  {
    /** Also the Message-ID. */
    id: uuid('id').primaryKey(),
    contact: integer('contact').references(() => contact.id, { onDelete: 'set null' }),
    channel: text('channel', { enum: ['email'] }).notNull(),
    address: text('address').notNull(),
    recipientName: text('recipient_name').notNull(),
    state: text('state', { enum: ['waiting', 'sending', 'sent', 'dropped', 'failed'] }).notNull(),
    notBefore: timestamp('not_before', { withTimezone: true }).notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    attempts: smallint('attempts').notNull().default(0),
    leaseUntil: timestamp('lease_until', { withTimezone: true }),
    sentAt: timestamp('sent_at', { withTimezone: true }),
    /** Why dropped, or the last error. */
    reason: text('reason'),
    subject: text('subject'),
    body: text('body'),
  },
  (t) => [
    index('outbox_due').on(t.notBefore).where(sql`${t.state} in ('waiting', 'sending')`),
    // One unsent message a person and channel: further alerts join it.
    uniqueIndex('outbox_one_waiting').on(t.channel, t.address).where(sql`${t.state} = 'waiting'`),
  ],
);

export const outboxAlert = pgTable(
  'outbox_alert',
  {
    message: uuid('message')
      .notNull()
      .references(() => outbox.id, { onDelete: 'cascade' }),
    alert: bigint('alert', { mode: 'number' })
      .notNull()
      .references(() => alert.id),
  },
  (t) => [primaryKey({ columns: [t.message, t.alert] })],
);

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
