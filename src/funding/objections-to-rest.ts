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

/** What is delivered and what is accepted are asked alike: of an item, at a locality. */
function ofGoods(room: typeof toDeliver, check: typeof checkDelivery | typeof checkAcceptance) {
  return async (
    { orm }: Clients,
    registry: Registry,
    row: ProposalRow,
    { locality, item, quantity = 0, day }: Rest<NewDelivery>,
    today: Day,
  ) => {
    const on = day ?? today;
    if (row.state !== 'approved' || locality === undefined || item === undefined) return future(on, today);
    const of = { locality, item, quantity, day: on };
    const found = check(await room(orm, registry, row.id, of), of, today);
    return 'objections' in found ? found.objections : [];
  };
}

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
  delivery: ofGoods(toDeliver, checkDelivery),
  acceptance: ofGoods(toAccept, checkAcceptance),
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
