import { z } from 'zod';
import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { rowsAs } from '../db/rows.ts';
import { FREQUENCIES } from './deadline-rules.ts';
import type { DeadlineRow, PlanRow } from './types.ts';
import type { Rows } from './view-rules.ts';

/** What the watches of each minute read, in the transaction of theirs. */

/** Which tasks a watch asks about. */
export interface Watched {
  /** Not cancelled, not known to be done, with a last day on time in these days. */
  lastDay?: { from: Day; to: Day };
  /** Claimed, and not decided of. */
  waiting?: true;
  /** Whose deadline was moved at this instant or later. */
  movedSince?: Date;
  /** These, whatever has become of them. */
  tasks: readonly number[];
  /** Of plans of these provinces alone, `*` for the nation's; of all where it is left out. */
  provinces?: readonly string[];
}

const id = z.coerce.number();
const day = z.string().nullable();
const planRow = z.object({
  id,
  code: z.string(),
  province: z.string(),
  kind: z.string(),
  title: z.string(),
  standing: z.string(),
  number: z.string().nullable(),
  day,
  dayNamedCounts: z.boolean(),
  version: z.number(),
  createdAt: z.date(),
  createdBy: z.string(),
});
const taskRow = z.object({
  id,
  plan: id,
  no: z.string(),
  position: z.number(),
  parent: id.nullable(),
  title: z.string(),
  content: z.null(),
  leads: z.array(z.string()),
  coordinators: z.array(z.string()),
  followers: z.array(z.string()),
  perUnit: z.boolean(),
  measure: z.enum(['daily_records']).nullable(),
  products: z.array(z.string()),
  createdAt: z.date(),
  cancelledAt: z.date().nullable(),
  cancelledBy: z.string().nullable(),
  cancelReason: z.string().nullable(),
});
const deadlineRow = z.object({
  task: id,
  asWritten: z.string(),
  lastDay: day,
  recurring: z
    .object({
      freq: z.enum(FREQUENCIES),
      dates: z.array(z.string()).optional(),
      until: z.string().optional(),
    })
    .nullable(),
  reason: z.string().nullable(),
  basis: z.string().nullable(),
  at: z.date(),
  by: z.string(),
});
const claimRow = z.object({
  id,
  task: id,
  locality: z.string().nullable(),
  on: z.string(),
  products: z.array(z.never()),
  at: z.date(),
  by: z.string(),
  accepted: z.boolean().nullable(),
  reason: z.string().nullable(),
  decidedAt: z.date().nullable(),
  decidedBy: z.string().nullable(),
});
const begunRow = z.object({ task: id, locality: z.string().nullable(), at: z.date() });

const NONE: Rows = { plans: [], tasks: [], deadlines: [], claims: [], begun: [] };

/** The plans with a task that is asked about, drafts aside (`isDraft`); whole, since a task stands as its parts do; without what no watch reads. */
export async function readWatched(
  tx: Sql,
  { lastDay, waiting, movedSince, tasks, provinces }: Watched,
): Promise<Rows> {
  const found = await rowsAs(
    z.object({ plan: id }),
    tx`select distinct t.plan from task t join plan p on p.id = t.plan
      where (p.number is not null or p.day is not null) and ${
        provinces ? tx`p.province = any(${provinces as string[]})` : tx`true`
      } and (t.id = any(${tasks as number[]}::bigint[])
      ${
        lastDay
          ? tx`or (t.cancelled_at is null
            and (t.per_unit or not exists (select from task_claim c where c.task = t.id and c.accepted))
            and (select d.last_day from task_deadline d where d.task = t.id order by d.id desc limit 1)
              between ${lastDay.from} and ${lastDay.to})`
          : tx``
      }
      ${waiting ? tx`or exists (select from task_claim c where c.task = t.id and c.decided_at is null)` : tx``}
      ${
        movedSince
          ? tx`or exists (select from task_deadline d where d.task = t.id and d.reason is not null
            and d.at >= ${movedSince.toISOString()}::timestamptz)`
          : tx``
      })`,
  );
  if (found.length === 0) return NONE;
  const ids = found.map(({ plan }) => plan);
  const ofPlans = tx`(select id from task where plan = any(${ids}::bigint[]))`;
  const plans = await rowsAs(
    planRow,
    tx`select id, code, province, kind, title, standing, number, day, day_named_counts as "dayNamedCounts", version,
      created_at as "createdAt", created_by as "createdBy" from plan where id = any(${ids}::bigint[]) order by code`,
  );
  const all = await rowsAs(
    taskRow,
    tx`select id, plan, no, position, parent, title, null as content, leads, coordinators, followers,
      per_unit as "perUnit", measure, products, created_at as "createdAt", cancelled_at as "cancelledAt",
      cancelled_by as "cancelledBy", cancel_reason as "cancelReason"
      from task where plan = any(${ids}::bigint[]) order by plan, position`,
  );
  const deadlines = await rowsAs(
    deadlineRow,
    tx`select task, as_written as "asWritten", last_day as "lastDay", recurring, reason, basis, at, by
      from task_deadline where task in ${ofPlans} order by id`,
  );
  const claims = await rowsAs(
    claimRow,
    tx`select id, task, locality, done_on as "on", '[]'::jsonb as products, at, by, accepted, reason,
      decided_at as "decidedAt", decided_by as "decidedBy" from task_claim where task in ${ofPlans} order by id`,
  );
  const begun = await rowsAs(
    begunRow,
    tx`select task, locality, min(at) as at from task_note where task in ${ofPlans} group by task, locality`,
  );
  return {
    plans: plans.map((plan): PlanRow => ({ ...plan, paper: {} })),
    tasks: all,
    deadlines: deadlines as DeadlineRow[],
    claims,
    begun,
  };
}
