import type { Day } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import {
  checkAcceptance,
  checkAllocation,
  checkDelivery,
  checkDisbursement,
  future,
} from './proposal-rules.ts';
import { type ProposalRow, readLines } from './proposal-store.ts';
import type { NewAllocation, NewDelivery } from './proposals.ts';
import { bySource, toAccept, toDeliver } from './rooms.ts';

/**
 * All that speaks against what can be read of a request of which something cannot be: so that whoever sent it hears of
 * everything at once. Nothing of a proposal of which nothing can be granted yet.
 */
export const objectionsToRest = {
  async allocation({ orm }: Clients, row: ProposalRow, { lines, day }: Rest<NewAllocation>, today: Day) {
    if (row.state !== 'approved') return [];
    const found = checkAllocation(await readLines(orm, [row.id]), lines ?? []);
    return [...('objections' in found ? found.objections : []), ...future(day, today)];
  },
  async delivery(
    { orm }: Clients,
    registry: Registry,
    row: ProposalRow,
    asked: Rest<NewDelivery>,
    today: Day,
  ) {
    const { locality, item, quantity = 0, day = today } = asked;
    if (row.state !== 'approved' || locality === undefined || item === undefined) return future(day, today);
    const of = { locality, item, quantity, day };
    const found = checkDelivery(await toDeliver(orm, registry, row.id, of), of, today);
    return 'objections' in found ? found.objections : [];
  },
  async acceptance(
    { orm }: Clients,
    registry: Registry,
    row: ProposalRow,
    asked: Rest<NewDelivery>,
    today: Day,
  ) {
    const { locality, item, quantity = 0, day = today } = asked;
    if (row.state !== 'approved' || locality === undefined || item === undefined) return future(day, today);
    const of = { locality, item, quantity, day };
    const found = checkAcceptance(await toAccept(orm, registry, row.id, of), of, today);
    return 'objections' in found ? found.objections : [];
  },
  async disbursement(
    { orm }: Clients,
    row: ProposalRow,
    asked: { source?: string | undefined; amount?: number | undefined; day?: Day | undefined },
    today: Day,
  ) {
    const { source, amount, day = today } = asked;
    if (row.state !== 'approved' || source === undefined) return future(day, today);
    const { granted, paid } = await bySource(orm, row.id);
    return checkDisbursement(granted, paid, { source, amount, day }, today);
  },
};

/** What can be read of it; undefined what cannot. */
type Rest<T> = {
  [K in keyof T]?: (T[K] extends readonly (infer One)[] ? (One | undefined)[] : T[K]) | undefined;
};
