import type { Clients } from '../db/connect.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Sees } from './access.ts';
import type { ProposalFacts, WholeProposal } from './present.ts';
import type { ProposalState } from './proposal-rules.ts';
import {
  findProposal,
  type LineRow,
  listProposals,
  type ProposalQuery,
  type ProposalRow,
  readAcceptances,
  readAllocations,
  readDeliveries,
  readDisbursements,
  readLines,
} from './proposal-store.ts';

/** Proposals as somebody may see them: a locality sees those that were approved, and its own lines of them. */

type Eyes = NonNullable<Sees>;

/** Undefined where it is not there for who asks. */
export async function seeProposal(
  orm: Clients['orm'],
  sees: Eyes,
  id: number,
): Promise<WholeProposal | undefined> {
  const row = await findProposal(orm, id);
  if (!row || !isSeen(sees, row)) return undefined;
  const [lines, allocations, deliveries, acceptances, disbursements] = await Promise.all([
    readLines(orm, [id]),
    readAllocations(orm, id),
    readDeliveries(orm, id),
    readAcceptances(orm, id),
    readDisbursements(orm, [id]),
  ]);
  const own = ownLines(sees, lines);
  if (!('all' in sees) && own.length === 0) return undefined;
  return { row, lines: own, allocations, deliveries, acceptances, disbursements: ofAll(sees, disbursements) };
}

export async function seeProposals(
  orm: Clients['orm'],
  sees: Eyes,
  asked: { province?: string | undefined; state?: ProposalState | undefined },
  page: { limit: number; after: number | null },
): Promise<ProposalFacts[]> {
  const query: ProposalQuery =
    'all' in sees
      ? { provinces: sees.all.filter((code) => (asked.province ?? code) === code), state: asked.state }
      : { provinces: [sees.province], state: 'approved', localities: sees.lines };
  if (!('all' in sees) && asked.state !== undefined && asked.state !== 'approved') return [];
  const rows = await listProposals(orm, query, page);
  const ids = rows.map(({ id }) => id);
  const [lines, paid] = await Promise.all([readLines(orm, ids), readDisbursements(orm, ids)]);
  const byProposal = groupBy(lines, ({ proposal }) => proposal);
  return rows.map((row) => ({
    row,
    lines: ownLines(sees, byProposal.get(row.id) ?? []),
    disbursements: ofAll(
      sees,
      paid.filter(({ proposal }) => proposal === row.id),
    ),
  }));
}

function isSeen(sees: Eyes, row: ProposalRow): boolean {
  return 'all' in sees
    ? sees.all.includes(row.province)
    : row.province === sees.province && row.state === 'approved';
}

/** What was granted to one that has ended is the business of who took over from it, too. */
function ownLines(sees: Eyes, lines: readonly LineRow[]): readonly LineRow[] {
  return 'all' in sees ? lines : lines.filter(({ locality }) => sees.lines.includes(locality));
}

/** What was paid is of all lines together: nobody could say how much of it is one locality's. */
const ofAll = <T>(sees: Eyes, paid: readonly T[]): readonly T[] => ('all' in sees ? paid : []);
