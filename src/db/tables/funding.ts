import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  customType,
  date,
  doublePrecision,
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
import { locality } from './registry.ts';

/** What the gaps cost, and what became of the money: đồng, whole ones, in `bigint`. */

const instant = (name: string) => timestamp(name, { withTimezone: true });
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const number = (name: string) => bigint(name, { mode: 'number' });
const id = () => number('id').primaryKey().generatedAlwaysAsIdentity();

/** Which indicator is which item of the norms (`funding/norms.ts`): what money can fill, and by what ceiling. */
export const fundingItem = pgTable('funding_item', {
  indicator: text('indicator').primaryKey(),
  /** Code of an item of the norms; null where none has a norm, and money fills it all the same. */
  norm: text('norm'),
});

/** What a unit costs in a province from a day on; a later one takes its place. Withdrawn, it is kept and counts no more. */
export const fundingPrice = pgTable(
  'funding_price',
  {
    id: id(),
    item: text('item').notNull(),
    province: text('province').notNull(),
    unitPrice: number('unit_price').notNull(),
    ceiling: number('ceiling'),
    basis: text('basis').notNull(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnBy: text('withdrawn_by'),
  },
  (t) => [
    uniqueIndex('funding_price_begins_once')
      .on(t.province, t.item, t.validFrom)
      .where(sql`${t.withdrawnAt} is null`),
    check('funding_price_is_one', sql`${t.unitPrice} > 0`),
    check('funding_price_within_ceiling', sql`${t.ceiling} is null or ${t.unitPrice} <= ${t.ceiling}`),
  ],
);

/** Needs put together for approval. How far the money has come since is worked out of what hangs on it. */
export const fundingProposal = pgTable(
  'funding_proposal',
  {
    id: id(),
    title: text('title').notNull(),
    province: text('province').notNull(),
    programme: text('programme').notNull(),
    /** The day whose needs and prices they are. */
    day: date('day').notNull(),
    /** What was asked for, as it was asked. */
    needs: jsonb('needs').notNull(),
    state: text('state', { enum: ['draft', 'submitted', 'approved'] }).notNull(),
    deadline: date('deadline'),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    submittedAt: instant('submitted_at'),
    submittedBy: text('submitted_by'),
    approvedAt: instant('approved_at'),
    approvedBy: text('approved_by'),
    /** Number and day of the paper by which it was approved. */
    approvalPaper: text('approval_paper'),
    returnReason: text('return_reason'),
    returnedAt: instant('returned_at'),
    returnedBy: text('returned_by'),
  },
  (t) => [index('funding_proposal_of_province').on(t.province, t.id)],
);

/** So many of an item for a locality, at the price of then. */
export const fundingLine = pgTable(
  'funding_line',
  {
    id: id(),
    proposal: number('proposal')
      .notNull()
      .references(() => fundingProposal.id),
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    item: text('item').notNull(),
    quantity: integer('quantity').notNull(),
    unitPrice: number('unit_price').notNull(),
    basis: text('basis').notNull(),
  },
  (t) => [
    unique('funding_line_is_one').on(t.proposal, t.locality, t.item),
    index('funding_line_of_locality').on(t.locality, t.item),
    check('funding_line_of_some', sql`${t.quantity} > 0 and ${t.unitPrice} > 0`),
  ],
);

/** Money granted, from one source, by one paper, for lines of a proposal. */
export const fundingAllocation = pgTable(
  'funding_allocation',
  {
    id: id(),
    proposal: number('proposal')
      .notNull()
      .references(() => fundingProposal.id),
    source: text('source').notNull(),
    paper: text('paper'),
    day: date('day').notNull(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
  },
  (t) => [index('funding_allocation_of_proposal').on(t.proposal)],
);

export const fundingAllocationLine = pgTable(
  'funding_allocation_line',
  {
    allocation: number('allocation')
      .notNull()
      .references(() => fundingAllocation.id),
    line: number('line')
      .notNull()
      .references(() => fundingLine.id),
    quantity: integer('quantity').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.allocation, t.line] }),
    index('funding_allocation_line_of_line').on(t.line),
    check('funding_allocation_of_some', sql`${t.quantity} > 0`),
  ],
);

/** Items handed over, to the locality of the line or to who has taken over from it. */
export const fundingDelivery = pgTable(
  'funding_delivery',
  {
    id: id(),
    line: number('line')
      .notNull()
      .references(() => fundingLine.id),
    receiver: text('receiver')
      .notNull()
      .references(() => locality.code),
    quantity: integer('quantity').notNull(),
    day: date('day').notNull(),
    /** Number of the minutes. */
    minutes: text('minutes'),
    /** What the receiver said it had before; null where it had said nothing. */
    haveBefore: doublePrecision('have_before'),
    at: instant('at').notNull(),
    by: text('by').notNull(),
  },
  (t) => [
    index('funding_delivery_of_line').on(t.line),
    index('funding_delivery_of_receiver').on(t.receiver),
    check('funding_delivery_of_some', sql`${t.quantity} > 0`),
  ],
);

/** The minutes of a delivery as a file: one a delivery. */
export const fundingMinutes = pgTable('funding_minutes', {
  delivery: number('delivery')
    .primaryKey()
    .references(() => fundingDelivery.id),
  fileName: text('file_name').notNull(),
  type: text('type', { enum: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] }).notNull(),
  size: integer('size').notNull(),
  /** SHA-256 in hexadecimal. */
  hash: text('hash').notNull(),
  body: bytea('body').notNull(),
  at: instant('at').notNull(),
  by: text('by').notNull(),
});

/** Money that was paid out of what was granted. */
export const fundingDisbursement = pgTable(
  'funding_disbursement',
  {
    id: id(),
    proposal: number('proposal')
      .notNull()
      .references(() => fundingProposal.id),
    source: text('source').notNull(),
    amount: number('amount').notNull(),
    day: date('day').notNull(),
    paper: text('paper'),
    at: instant('at').notNull(),
    by: text('by').notNull(),
  },
  (t) => [
    index('funding_disbursement_of_proposal').on(t.proposal),
    check('funding_disbursement_of_some', sql`${t.amount} > 0`),
  ],
);

/** Items that were delivered and found in order (nghiệm thu). */
export const fundingAcceptance = pgTable(
  'funding_acceptance',
  {
    id: id(),
    line: number('line')
      .notNull()
      .references(() => fundingLine.id),
    quantity: integer('quantity').notNull(),
    day: date('day').notNull(),
    paper: text('paper'),
    at: instant('at').notNull(),
    by: text('by').notNull(),
  },
  (t) => [
    index('funding_acceptance_of_line').on(t.line),
    check('funding_acceptance_of_some', sql`${t.quantity} > 0`),
  ],
);
