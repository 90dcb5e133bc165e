import { and, asc, desc, eq, inArray, lt, sql as raw } from 'drizzle-orm';
import type { Orm, OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { chunks } from '../lib/chunks.ts';
import type { Line, ProposalState } from './proposal-rules.ts';

/** Proposals with their lines, and what was granted, delivered, paid and accepted of them. */

const {
  fundingAcceptance,
  fundingAllocation,
  fundingAllocationLine,
  fundingDelivery,
  fundingDisbursement,
  fundingLine,
  fundingMinutes,
  fundingProposal,
} = t;

export type ProposalRow = typeof fundingProposal.$inferSelect;
export type LineRow = Line & { proposal: number; basis: string };
export type AllocationRow = typeof fundingAllocation.$inferSelect & {
  lines: { line: number; quantity: number }[];
};
export type DeliveryRow = Omit<typeof fundingDelivery.$inferSelect, 'haveBefore'> & {
  file: { name: string; type: string; size: number } | null;
};
export type DisbursementRow = typeof fundingDisbursement.$inferSelect;
export type AcceptanceRow = typeof fundingAcceptance.$inferSelect;

type Any = Orm | OrmTx;

export interface ProposalQuery {
  provinces: readonly string[];
  state?: ProposalState | undefined;
  /** Only those with a line of one of these. */
  localities?: readonly string[] | undefined;
}

/** Newest first. */
export async function listProposals(
  orm: Any,
  { provinces, state, localities }: ProposalQuery,
  page: { limit: number; after: number | null },
): Promise<ProposalRow[]> {
  return await orm
    .select()
    .from(fundingProposal)
    .where(
      and(
        inArray(fundingProposal.province, [...provinces]),
        state && eq(fundingProposal.state, state),
        localities === undefined
          ? undefined
          : inArray(
              fundingProposal.id,
              orm
                .select({ id: fundingLine.proposal })
                .from(fundingLine)
                .where(inArray(fundingLine.locality, [...localities])),
            ),
        page.after === null ? undefined : lt(fundingProposal.id, page.after),
      ),
    )
    .orderBy(desc(fundingProposal.id))
    .limit(page.limit);
}

export async function findProposal(orm: Any, id: number): Promise<ProposalRow | undefined> {
  const [row] = await orm.select().from(fundingProposal).where(eq(fundingProposal.id, id));
  return row;
}

/** Takes its lock: of two who change it the second sees what the first has done. */
export async function lockProposal(tx: OrmTx, id: number): Promise<ProposalRow | undefined> {
  const [row] = await tx.select().from(fundingProposal).where(eq(fundingProposal.id, id)).for('update');
  return row;
}

export async function insertProposal(
  tx: OrmTx,
  given: Pick<
    ProposalRow,
    'title' | 'province' | 'programme' | 'day' | 'needs' | 'deadline' | 'createdAt' | 'createdBy'
  >,
): Promise<number> {
  const [row] = await tx
    .insert(fundingProposal)
    .values({ ...given, state: 'draft' })
    .returning({ id: fundingProposal.id });
  if (!row) throw new Error('A proposal that was inserted has no number.');
  return row.id;
}

export async function updateProposal(
  tx: OrmTx,
  id: number,
  change: Partial<Omit<ProposalRow, 'id' | 'province' | 'programme' | 'createdAt' | 'createdBy'>>,
): Promise<void> {
  await tx.update(fundingProposal).set(change).where(eq(fundingProposal.id, id));
}

export interface NewLine {
  locality: string;
  item: string;
  quantity: number;
  unitPrice: number;
  basis: string;
}

/** In place of those it had. Only a draft's: nothing is granted of its lines. */
export async function replaceLines(tx: OrmTx, proposal: number, lines: readonly NewLine[]): Promise<void> {
  await tx.delete(fundingLine).where(eq(fundingLine.proposal, proposal));
  for (const some of chunks(lines, 5_000))
    await tx.insert(fundingLine).values(
      some.map(({ locality, item, quantity, unitPrice, basis }) => ({
        proposal,
        locality,
        item,
        quantity,
        unitPrice,
        basis,
      })),
    );
}

/** Lines of proposals, by locality and item, with what was granted, delivered and accepted of each. */
export async function readLines(orm: Any, proposals: readonly number[]): Promise<LineRow[]> {
  if (proposals.length === 0) return [];
  // Of one table drizzle leaves the table out, and `id` would be that of the inner one.
  const summed = (table: typeof fundingDelivery | typeof fundingAcceptance | typeof fundingAllocationLine) =>
    raw<number>`coalesce((select sum(s.quantity) from ${table} s where s.line = funding_line.id), 0)::int`;
  return await orm
    .select({
      id: fundingLine.id,
      proposal: fundingLine.proposal,
      locality: fundingLine.locality,
      item: fundingLine.item,
      quantity: fundingLine.quantity,
      unitPrice: fundingLine.unitPrice,
      basis: fundingLine.basis,
      allocated: summed(fundingAllocationLine),
      delivered: summed(fundingDelivery),
      accepted: summed(fundingAcceptance),
    })
    .from(fundingLine)
    .where(inArray(fundingLine.proposal, [...proposals]))
    .orderBy(asc(fundingLine.locality), asc(fundingLine.item));
}

export async function insertAllocation(
  tx: OrmTx,
  given: typeof fundingAllocation.$inferInsert,
  lines: readonly { line: number; quantity: number }[],
): Promise<number> {
  const [row] = await tx.insert(fundingAllocation).values(given).returning({ id: fundingAllocation.id });
  if (!row) throw new Error('An allocation that was inserted has no number.');
  for (const some of chunks(lines, 5_000))
    await tx
      .insert(fundingAllocationLine)
      .values(some.map(({ line, quantity }) => ({ allocation: row.id, line, quantity })));
  return row.id;
}

/** By day. */
export async function readAllocations(orm: Any, proposal: number): Promise<AllocationRow[]> {
  const [rows, lines] = await Promise.all([
    orm
      .select()
      .from(fundingAllocation)
      .where(eq(fundingAllocation.proposal, proposal))
      .orderBy(asc(fundingAllocation.day), asc(fundingAllocation.id)),
    orm
      .select({
        allocation: fundingAllocationLine.allocation,
        line: fundingAllocationLine.line,
        quantity: fundingAllocationLine.quantity,
      })
      .from(fundingAllocationLine)
      .innerJoin(fundingAllocation, eq(fundingAllocation.id, fundingAllocationLine.allocation))
      .where(eq(fundingAllocation.proposal, proposal))
      .orderBy(asc(fundingAllocationLine.line)),
  ]);
  return rows.map((row) => ({
    ...row,
    lines: lines
      .filter(({ allocation }) => allocation === row.id)
      .map(({ line, quantity }) => ({ line, quantity })),
  }));
}

export async function insertDelivery(tx: OrmTx, given: typeof fundingDelivery.$inferInsert): Promise<number> {
  const [row] = await tx.insert(fundingDelivery).values(given).returning({ id: fundingDelivery.id });
  if (!row) throw new Error('A delivery that was inserted has no number.');
  return row.id;
}

/** By day. */
export async function readDeliveries(orm: Any, proposal: number): Promise<DeliveryRow[]> {
  const rows = await orm
    .select({
      id: fundingDelivery.id,
      line: fundingDelivery.line,
      receiver: fundingDelivery.receiver,
      quantity: fundingDelivery.quantity,
      day: fundingDelivery.day,
      minutes: fundingDelivery.minutes,
      at: fundingDelivery.at,
      by: fundingDelivery.by,
      name: fundingMinutes.fileName,
      type: fundingMinutes.type,
      size: fundingMinutes.size,
    })
    .from(fundingDelivery)
    .innerJoin(fundingLine, eq(fundingLine.id, fundingDelivery.line))
    .leftJoin(fundingMinutes, eq(fundingMinutes.delivery, fundingDelivery.id))
    .where(eq(fundingLine.proposal, proposal))
    .orderBy(asc(fundingDelivery.day), asc(fundingDelivery.id));
  return rows.map(({ name, type, size, ...row }) => ({
    ...row,
    file: name === null || type === null || size === null ? null : { name, type, size },
  }));
}

export async function insertDisbursement(
  tx: OrmTx,
  given: typeof fundingDisbursement.$inferInsert,
): Promise<void> {
  await tx.insert(fundingDisbursement).values(given);
}

export async function readDisbursements(orm: Any, proposals: readonly number[]): Promise<DisbursementRow[]> {
  if (proposals.length === 0) return [];
  return await orm
    .select()
    .from(fundingDisbursement)
    .where(inArray(fundingDisbursement.proposal, [...proposals]))
    .orderBy(asc(fundingDisbursement.day), asc(fundingDisbursement.id));
}

export async function insertAcceptances(
  tx: OrmTx,
  given: readonly (typeof fundingAcceptance.$inferInsert)[],
): Promise<void> {
  await tx.insert(fundingAcceptance).values([...given]);
}

export async function readAcceptances(orm: Any, proposal: number): Promise<AcceptanceRow[]> {
  const rows = await orm
    .select({ of: fundingAcceptance })
    .from(fundingAcceptance)
    .innerJoin(fundingLine, eq(fundingLine.id, fundingAcceptance.line))
    .where(eq(fundingLine.proposal, proposal))
    .orderBy(asc(fundingAcceptance.day), asc(fundingAcceptance.id));
  return rows.map(({ of }) => of);
}

export type MinutesFile = typeof fundingMinutes.$inferSelect;

/** Of a delivery of a proposal; undefined where there is none. */
export async function readMinutes(
  orm: Any,
  proposal: number,
  delivery: number,
): Promise<MinutesFile | undefined> {
  const [row] = await orm
    .select({ of: fundingMinutes })
    .from(fundingMinutes)
    .innerJoin(fundingDelivery, eq(fundingDelivery.id, fundingMinutes.delivery))
    .innerJoin(fundingLine, eq(fundingLine.id, fundingDelivery.line))
    .where(and(eq(fundingMinutes.delivery, delivery), eq(fundingLine.proposal, proposal)));
  return row?.of;
}

/** The one file of a delivery; a later takes the place of an earlier. */
export async function putMinutes(tx: OrmTx, given: MinutesFile): Promise<void> {
  const { delivery, ...rest } = given;
  await tx
    .insert(fundingMinutes)
    .values({ delivery, ...rest })
    .onConflictDoUpdate({ target: fundingMinutes.delivery, set: rest });
}
