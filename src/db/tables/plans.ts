import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { locality } from './registry.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });
const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/**
 * A document that gives tasks. How far they are is nowhere stored: it follows from what stands in the tables below it,
 * in which nothing is changed but a claim that is decided and a task that a later version of the plan words anew.
 */
export const plan = pgTable(
  'plan',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    code: text('code').notNull().unique(),
    /** Code of a province, or `*` for the nation. */
    province: text('province').notNull(),
    /** As the paper calls itself: a plan, a dispatch. */
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    /** Code of the agency that looks after it and confirms. */
    standing: text('standing').notNull(),
    /** Number and day of the paper; a draft has neither. */
    number: text('number'),
    day: date('day'),
    /** Whether “trước ngày 30/9” is met on the 30th. */
    dayNamedCounts: boolean('day_named_counts').notNull().default(false),
    /** What else stands in the paper, by which its page reads like it. */
    paper: jsonb('paper').notNull().default({}),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (t) => [index('plan_province').on(t.province)],
);

/** Each version of a plan after the first, with what it changed and by which paper. */
export const planVersion = pgTable(
  'plan_version',
  {
    plan: bigint('plan', { mode: 'number' })
      .notNull()
      .references(() => plan.id),
    version: integer('version').notNull(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
    reason: text('reason'),
    basis: text('basis'),
    /** What became of which task, as `[{no, what, before, after}]`. */
    changes: jsonb('changes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.plan, t.version] })],
);

export const task = pgTable(
  'task',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    plan: bigint('plan', { mode: 'number' })
      .notNull()
      .references(() => plan.id),
    /** As it is written, once a plan. */
    no: text('no').notNull(),
    /** In the order of the paper. */
    position: integer('position').notNull(),
    parent: bigint('parent', { mode: 'number' }).references((): AnyPgColumn => task.id),
    title: text('title').notNull(),
    content: text('content'),
    /** Codes of agencies and localities, `all-localities`; of co-ordinators and followers words, too, as they are written. */
    leads: text('leads').array().notNull(),
    coordinators: text('coordinators').array().notNull(),
    followers: text('followers').array().notNull(),
    /** Each locality does it for itself. */
    perUnit: boolean('per_unit').notNull().default(false),
    /** From what a task measures itself, without anybody's claim. */
    measure: text('measure', { enum: ['daily_records'] }),
    /** Names of what it must bring, in their order. */
    products: text('products').array().notNull(),
    createdAt: instant('created_at').notNull(),
    cancelledAt: instant('cancelled_at'),
    cancelledBy: text('cancelled_by'),
    cancelReason: text('cancel_reason'),
  },
  (t) => [
    unique('task_number').on(t.plan, t.no),
    index('task_parent').on(t.parent),
    check('task_is_no_parent_of_itself', sql`${t.parent} <> ${t.id}`),
  ],
);

/** The deadlines of a task, the original first; the last one holds. */
export const taskDeadline = pgTable(
  'task_deadline',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    task: bigint('task', { mode: 'number' })
      .notNull()
      .references(() => task.id),
    asWritten: text('as_written').notNull(),
    /** Null of what comes again, and of what could not be read. */
    lastDay: date('last_day'),
    /** `{freq, dates?, until?}` of what comes again. */
    recurring: jsonb('recurring'),
    /** Null of the original. */
    reason: text('reason'),
    /** The paper that moves it. */
    basis: text('basis'),
    at: instant('at').notNull(),
    by: text('by').notNull(),
  },
  (t) => [index('task_deadline_task').on(t.task, t.id)],
);

/** What is told of how a task goes on. */
export const taskNote = pgTable(
  'task_note',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    task: bigint('task', { mode: 'number' })
      .notNull()
      .references(() => task.id),
    /** Of a task that each locality does for itself. */
    locality: text('locality').references(() => locality.code),
    text: text('text').notNull(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
  },
  (t) => [index('task_note_task').on(t.task, t.id)],
);

/** That a task is done, said by who does it, and what was decided of that. */
export const taskClaim = pgTable(
  'task_claim',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    task: bigint('task', { mode: 'number' })
      .notNull()
      .references(() => task.id),
    locality: text('locality').references(() => locality.code),
    /** The day on which it was done. */
    on: date('done_on').notNull(),
    /** `[{name, paper? | link? | file?}]` */
    products: jsonb('products').notNull(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
    accepted: boolean('accepted'),
    reason: text('reason'),
    decidedAt: instant('decided_at'),
    decidedBy: text('decided_by'),
  },
  (t) => [
    index('task_claim_task').on(t.task, t.id),
    // One waits at a time, however many people and instances claim.
    uniqueIndex('task_claim_waits')
      .on(t.task, sql`coalesce(${t.locality}, '')`)
      .where(sql`${t.decidedAt} is null`),
    check('task_claim_is_decided_as_a_whole', sql`(${t.accepted} is null) = (${t.decidedAt} is null)`),
  ],
);

/** Files that tasks bring. */
export const taskFile = pgTable(
  'task_file',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    task: bigint('task', { mode: 'number' })
      .notNull()
      .references(() => task.id),
    locality: text('locality').references(() => locality.code),
    fileName: text('file_name').notNull(),
    type: text('type', { enum: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] }).notNull(),
    size: integer('size').notNull(),
    /** SHA-256 in hexadecimal. */
    hash: text('hash').notNull(),
    body: bytea('body').notNull(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
  },
  (t) => [index('task_file_task').on(t.task)],
);

/** An address of deadlines for somebody's calendar, known by its hash alone. */
export const calendarFeed = pgTable(
  'calendar_feed',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    hash: text('hash').notNull().unique(),
    /** Whose it is: a person's own, or one that a token has made. */
    person: integer('person').references(() => person.id),
    area: text('area').notNull(),
    /** Of which agency's tasks; null for all of the area. */
    agency: text('agency'),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('calendar_feed_person').on(t.person)],
);
