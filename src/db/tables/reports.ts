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
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });
const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/**
 * What is said of an area and a period. A draft's figures are worked out when it is read; from its submission on they
 * are kept. A correction is the next version; what was approved is never changed, which a trigger holds to.
 */
export const report = pgTable(
  'report',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: ['daily', 'deadline', 'monthly', 'half_yearly'] }).notNull(),
    /** Code of a province, or `*` for the nation. */
    province: text('province').notNull(),
    programme: text('programme').notNull(),
    periodFrom: date('period_from').notNull(),
    periodTo: date('period_to').notNull(),
    /** Of a report that is due by a day: that day. */
    deadline: date('deadline'),
    version: integer('version').notNull().default(1),
    state: text('state', { enum: ['draft', 'submitted', 'approved'] }).notNull(),
    /** Text by section. */
    narrative: jsonb('narrative').$type<Record<string, string>>().notNull(),
    /** Counts up with each change of the narrative: who edits says which he has read. */
    revision: integer('revision').notNull().default(1),
    /** The figures as they were submitted. */
    snapshot: jsonb('snapshot'),
    /** Set where it was drafted on its day by itself, and whether people are reminded of it; null where somebody began it. */
    scheduled: text('scheduled', { enum: ['draft', 'tell'] }),
    /** How it was drawn when it was submitted: by which template and layout. */
    drawn: jsonb('drawn'),
    /** Numbers of the remarks that its author took over. */
    taken: jsonb('taken').$type<number[]>().notNull().default([]),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    submittedAt: instant('submitted_at'),
    submittedBy: text('submitted_by'),
    approvedAt: instant('approved_at'),
    approvedBy: text('approved_by'),
    /** Why it was sent back last; it is a draft again. */
    returnReason: text('return_reason'),
    returnedAt: instant('returned_at'),
    returnedBy: text('returned_by'),
  },
  (t) => [
    unique('report_version').on(t.kind, t.province, t.programme, t.periodFrom, t.periodTo, t.version),
    // One at work a period, however many people and instances begin it.
    uniqueIndex('report_at_work')
      .on(t.kind, t.province, t.programme, t.periodFrom, t.periodTo)
      .where(sql`${t.state} <> 'approved'`),
  ],
);

/** The files of an approved report, as they were rendered then. */
export const reportFile = pgTable(
  'report_file',
  {
    report: bigint('report', { mode: 'number' })
      .notNull()
      .references(() => report.id),
    format: text('format', { enum: ['docx', 'xlsx', 'json'] }).notNull(),
    bytes: bytea('bytes').notNull(),
    sha256: text('sha256').notNull(),
  },
  (t) => [primaryKey({ columns: [t.report, t.format] })],
);

/**
 * Which reports are drafted by themselves, on which day, and who approves them. Of several that fit, the most
 * particular holds. `off`: none; `draft`: it is there; `tell`: its author is told and reminded of it, too.
 */
const HOW = ['off', 'draft', 'tell'] as const;
export const reportSchedule = pgTable(
  'report_schedule',
  {
    /** Code of a programme, or `*` for each that has none of its own. */
    programme: text('programme').notNull(),
    /** Code of a province, `VN` for reports of the nation, or `*` for each that has none of its own. */
    province: text('province').notNull(),
    daily: text('daily', { enum: HOW }).notNull(),
    deadline: text('deadline', { enum: HOW }).notNull(),
    monthly: text('monthly', { enum: HOW }).notNull(),
    halfYearly: text('half_yearly', { enum: HOW }).notNull(),
    /** Day of the month, 1–28: from the 16th on of the month that runs, before of the month that is over. */
    monthlyDay: smallint('monthly_day').notNull(),
    /** `MM-DD` on which the report of the first half of the year is drafted, and that of the second. */
    firstHalfOn: text('first_half_on').notNull(),
    secondHalfOn: text('second_half_on').notNull(),
    /** Working days before a programme's deadline. */
    deadlineDays: smallint('deadline_days').notNull(),
    /** Who approves besides the leaders of the area. */
    approver: text('approver', { enum: ['leader', 'department'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.programme, t.province] })],
);

/** Word templates of a province by kind of report, each upload a version; at most one is in use, else the built-in one. */
export const reportTemplate = pgTable(
  'report_template',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Code of a province, or `*` for the nation. */
    province: text('province').notNull(),
    kind: text('kind', { enum: ['daily', 'deadline', 'monthly', 'half_yearly'] }).notNull(),
    version: integer('version').notNull(),
    /** As the file was called. */
    name: text('name').notNull(),
    bytes: bytea('bytes').notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    inUse: boolean('in_use').notNull().default(false),
    uploadedAt: instant('uploaded_at').notNull(),
    uploadedBy: text('uploaded_by').notNull(),
  },
  (t) => [
    unique('report_template_version').on(t.province, t.kind, t.version),
    uniqueIndex('report_template_in_use').on(t.province, t.kind).where(sql`${t.inUse}`),
  ],
);

/** How a province lays its reports out, each change a version; the last holds. What it leaves out is the decree's. */
export const reportLayout = pgTable(
  'report_layout',
  {
    province: text('province').notNull(),
    version: integer('version').notNull(),
    values: jsonb('values').notNull(),
    savedAt: instant('saved_at').notNull(),
    savedBy: text('saved_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.version] })],
);

/** What a locality wants said in the report of a period: never changed, withdrawn where it was wrong. */
export const reportRemark = pgTable(
  'report_remark',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    locality: text('locality').notNull(),
    day: date('day').notNull(),
    about: text('about', { enum: ['highlight', 'difficulty', 'proposal'] }).notNull(),
    text: text('text').notNull(),
    sentAt: instant('sent_at').notNull(),
    sentBy: text('sent_by').notNull(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [index('report_remark_of').on(t.locality, t.day)],
);
