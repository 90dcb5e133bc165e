import type { z } from 'zod';
import { type Day, isoLocal } from '../days.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce } from '../registry/types.ts';
import { receiversOf } from './heir-rules.ts';
import { amountOf, inWords, sumOf, toNumber } from './money-rules.ts';
import { notShownWords } from './need-rules.ts';
import type { Need } from './needs.ts';
import { amountOfLines, progressOf, waitsFor } from './proposal-rules.ts';
import type {
  AcceptanceRow,
  AllocationRow,
  DeliveryRow,
  DisbursementRow,
  LineRow,
  ProposalRow,
} from './proposal-store.ts';
import type { needAnswer, proposalAnswer, proposalItem } from './schema.ts';

/** Money as the API has it. */

export type NeedAnswer = z.infer<typeof needAnswer>;
export type ProposalItem = z.infer<typeof proposalItem>;
export type ProposalAnswer = z.infer<typeof proposalAnswer>;

export function presentNeed(registry: Registry, need: Need, day: Day): NeedAnswer {
  const { notShown, amount, openAmount, allocatedAmount, deliveredAmount, ...rest } = need;
  const locality = registry.localities.get(need.locality);
  if (!locality) throw new Error(`A need of an unknown ${need.locality}`);
  const words = notShown && notShownWords(notShown);
  return {
    ...rest,
    locality: registry.nameOn(locality, day),
    amount: toNumber(amount),
    openAmount: toNumber(openAmount),
    allocatedAmount: Number(allocatedAmount),
    deliveredAmount: Number(deliveredAmount),
    flag:
      notShown && words
        ? {
            delivered: notShown.delivered,
            recorded: notShown.shown,
            messageVi: words[0],
            message: words[1],
          }
        : null,
  };
}

/** Everything that hangs on a proposal. */
export interface ProposalFacts {
  row: ProposalRow;
  lines: readonly LineRow[];
  disbursements: readonly DisbursementRow[];
}

export interface WholeProposal extends ProposalFacts {
  allocations: readonly AllocationRow[];
  deliveries: readonly DeliveryRow[];
  acceptances: readonly AcceptanceRow[];
}

/** `whole`: whether who reads sees more than his own lines; what was paid is of all lines together. */
export function presentHead({ row, lines, disbursements }: ProposalFacts, whole: boolean): ProposalItem {
  const total = amountOfLines(lines, 'quantity');
  const portion = (of: 'allocated' | 'delivered' | 'accepted') => ({
    quantity: lines.reduce((sum, line) => sum + line[of], 0),
    amount: toNumber(amountOfLines(lines, of)),
  });
  return {
    id: row.id,
    title: row.title,
    province: row.province,
    programme: row.programme,
    day: row.day,
    deadline: row.deadline,
    state: row.state,
    progress: row.state === 'approved' ? progressOf(lines) : null,
    waitsFor: waitsFor(row.state, lines),
    total: Number(total),
    totalInWords: inWords(total),
    quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
    localities: new Set(lines.map(({ locality }) => locality)).size,
    allocated: portion('allocated'),
    delivered: portion('delivered'),
    accepted: portion('accepted'),
    disbursed: whole ? toNumber(sumOf(disbursements.map(({ amount }) => amount))) : null,
    createdAt: isoLocal(row.createdAt),
    createdBy: row.createdBy,
    submittedAt: row.submittedAt && isoLocal(row.submittedAt),
    submittedBy: row.submittedBy,
    approvedAt: row.approvedAt && isoLocal(row.approvedAt),
    approvedBy: row.approvedBy,
    paper: row.approvalPaper,
    returned:
      row.returnReason !== null && row.returnedAt
        ? { reason: row.returnReason, at: isoLocal(row.returnedAt), by: row.returnedBy ?? '' }
        : null,
  };
}

export function presentProposal(
  registry: Registry,
  given: WholeProposal,
  whole: boolean,
  today: Day,
): ProposalAnswer {
  const { row, lines, allocations, deliveries, acceptances, disbursements } = given;
  const byId = new Map(lines.map((line) => [line.id, line]));
  const costs = (line: LineRow | undefined, quantity: number) =>
    line === undefined ? null : amountOf(quantity, line.unitPrice);
  const byWhom = ({ by, at }: { by: string; at: Date }) => ({ by, at: isoLocal(at) });
  return {
    ...presentHead(given, whole),
    // It may name others one by one.
    needs: whole ? (row.needs as Record<string, unknown>) : {},
    lines: lines.map((line) => {
      const locality = registry.localities.get(line.locality);
      if (!locality) throw new Error(`A line of an unknown ${line.locality}`);
      const { item, quantity, unitPrice, basis, allocated, delivered, accepted } = line;
      return {
        locality: registry.nameOn(locality, row.day),
        item,
        quantity,
        unitPrice,
        basis,
        amount: toNumber(amountOf(quantity, unitPrice)),
        allocated,
        delivered,
        accepted,
        receivers: inForce(locality, today) ? null : receiversOf(registry, line.locality, today),
      };
    }),
    allocations: allocations.flatMap(({ id, source, paper, day, lines: of, ...rest }) => {
      const own = of.filter(({ line }) => byId.has(line));
      if (own.length === 0) return [];
      const amounts = own.map(({ line, quantity }) => costs(byId.get(line), quantity) ?? 0n);
      return [
        {
          id,
          source,
          paper,
          day,
          amount: toNumber(sumOf(amounts)),
          lines: own.map(({ line, quantity }, place) => ({
            locality: byId.get(line)?.locality ?? '',
            item: byId.get(line)?.item ?? '',
            quantity,
            amount: toNumber(amounts[place] ?? null),
          })),
          ...byWhom(rest),
        },
      ];
    }),
    deliveries: deliveries.flatMap(({ id, line, receiver, quantity, day, minutes, file, ...rest }) => {
      const of = byId.get(line);
      return of
        ? [
            {
              ...{ id, locality: receiver, of: of.locality, item: of.item, quantity, day, minutes, file },
              ...byWhom(rest),
            },
          ]
        : [];
    }),
    acceptances: acceptances.flatMap(({ id, line, quantity, day, paper, ...rest }) => {
      const of = byId.get(line);
      return of ? [{ id, locality: of.locality, item: of.item, quantity, day, paper, ...byWhom(rest) }] : [];
    }),
    disbursements: (whole ? disbursements : []).map(({ id, source, amount, day, paper, ...rest }) => ({
      ...{ id, source, amount, day, paper },
      ...byWhom(rest),
    })),
  };
}
