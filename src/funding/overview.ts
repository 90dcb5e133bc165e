import type { Day } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Programme } from '../registry/types.ts';
import type { Sees } from './access.ts';
import { sumOf } from './money-rules.ts';
import { type NeedSum, sumNeeds } from './need-rules.ts';
import { areKnown, loadNeeds, type Need } from './needs.ts';
import type { ProposalFacts } from './present.ts';
import { amountOfLines, isOpen } from './proposal-rules.ts';
import { seeProposals } from './view.ts';

/** How far the money has come: need, proposed, approved, allocated, delivered, accepted, in đồng. */
export interface Stage {
  key: 'need' | 'proposed' | 'approved' | 'allocated' | 'disbursed' | 'delivered' | 'accepted';
  /** Null where it is not known. */
  amount: bigint | null;
}

export interface Overview {
  stages: Stage[];
  needs: NeedSum;
  /** Newest first. */
  proposals: ProposalFacts[];
  /** The nearest deadline of those that are not done. */
  deadline: Day | null;
}

/** Proposals that a page counts; a province makes a few a year. */
const MANY = 500;

export async function loadOverview(
  db: Clients,
  registry: Registry,
  asked: { sees: NonNullable<Sees>; programme: Programme; localities: readonly string[]; day: Day },
): Promise<Overview & { all: Need[] }> {
  const { sees, programme, localities, day } = asked;
  const [all, proposals] = await Promise.all([
    loadNeeds(db, registry, { programme, localities, day }),
    seeProposals(db.orm, sees, {}, { limit: MANY, after: null }),
  ]);
  const needs = sumNeeds(all, await areKnown(db.sql, asked, all));
  return { ...overviewOf(needs, proposals, 'all' in sees), all };
}

/** `whole`: whether who reads sees all lines of the proposals, and so what was paid of them. */
export function overviewOf(needs: NeedSum, proposals: ProposalFacts[], whole: boolean): Overview {
  const put = proposals.filter(({ row }) => row.state !== 'draft');
  const approved = put.filter(({ row }) => row.state === 'approved');
  const sum = (of: readonly ProposalFacts[], what: Parameters<typeof amountOfLines>[1]) =>
    sumOf(of.map(({ lines }) => amountOfLines(lines, what)));
  const deadlines = proposals
    .filter(({ row, lines }) => isOpen(row.state, lines))
    .flatMap(({ row }) => row.deadline ?? []);
  return {
    needs,
    proposals,
    deadline: deadlines.sort()[0] ?? null,
    stages: [
      { key: 'need', amount: needs.amount === null ? null : BigInt(needs.amount) },
      { key: 'proposed', amount: sum(put, 'quantity') },
      { key: 'approved', amount: sum(approved, 'quantity') },
      { key: 'allocated', amount: sum(approved, 'allocated') },
      ...(whole ? [{ key: 'disbursed', amount: paidOf(approved) } as const] : []),
      { key: 'delivered', amount: sum(approved, 'delivered') },
      { key: 'accepted', amount: sum(approved, 'accepted') },
    ],
  };
}

const paidOf = (proposals: readonly ProposalFacts[]) =>
  sumOf(proposals.flatMap(({ disbursements }) => disbursements.map(({ amount }) => amount)));
