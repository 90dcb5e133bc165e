import type { Day } from '../days.ts';
import type { Words } from '../i18n/say.ts';
import { groupBy } from '../lib/group-by.ts';
import { amountOf, sumOf, toNumber } from './money-rules.ts';

/** What a gap costs, and how much of it is granted, delivered and shown. Pure. */

/** What has become of the money for one item of one locality. Units, and đồng at the prices of their proposals. */
export interface Granted {
  /** In proposals that were put forward, and not granted yet. */
  proposed: number;
  allocated: number;
  allocatedAmount: bigint;
  delivered: number;
  deliveredAmount: bigint;
  accepted: number;
  /** What the locality had before the first delivery; null where it had said nothing. */
  haveBefore: number | null;
  /** The most that it has said to have since; null where it has said nothing since. */
  haveSince: number | null;
  /** Whether it has reported since the last delivery. */
  reportedSince: boolean;
  lastDelivery: Day | null;
  /** Whether a reviewer has said that what was recorded since is right, though it is less. */
  settled: boolean;
}

export const NOTHING_GRANTED: Granted = {
  proposed: 0,
  allocated: 0,
  allocatedAmount: 0n,
  delivered: 0,
  deliveredAmount: 0n,
  accepted: 0,
  haveBefore: null,
  haveSince: null,
  reportedSince: false,
  lastDelivery: null,
  settled: false,
};

/** How far the money for a gap has come. `not_shown`: delivered, and the next record shows less. */
export const FUNDING_STATES = ['none', 'proposed', 'allocated', 'delivered', 'not_shown'] as const;
export type FundingState = (typeof FUNDING_STATES)[number];

/** Delivered, and fewer recorded since. */
export interface NotShown {
  delivered: number;
  shown: number;
}

export interface GapCost {
  /** Units that the gap lacks by its record; null where it is not known. */
  recorded: number | null;
  /** Units still needed: those less what was delivered and no record shows yet. */
  missing: number | null;
  unitPrice: number | null;
  /** `missing` at that price. */
  amount: bigint | null;
  /** Units needed for which no money is granted; and their price. */
  open: number | null;
  openAmount: bigint | null;
  allocated: number;
  allocatedAmount: bigint;
  delivered: number;
  deliveredAmount: bigint;
  accepted: number;
  /** Of what was delivered, what records have shown since. */
  shown: number;
  funding: FundingState;
  notShown: NotShown | null;
}

/** Of what was delivered, what was recorded since; what was shown once stays so, whatever breaks later. */
export function shownOf({ delivered, haveBefore, haveSince }: Granted): number {
  if (delivered === 0 || haveSince === null) return 0;
  // Who has never reported before says with his first record all that he has.
  if (haveBefore === null) return delivered;
  return Math.min(delivered, Math.max(0, haveSince - haveBefore));
}

/** Beside a gap: what it costs, what is granted and what is left. */
export function costOf(recorded: number | null, unitPrice: number | null, granted: Granted): GapCost {
  const { allocated, allocatedAmount, delivered, deliveredAmount, accepted } = granted;
  const shown = shownOf(granted);
  // What is still looked for in the records; of what a reviewer has settled nothing is.
  const sought = granted.settled ? 0 : delivered - shown;
  const missing = recorded === null ? null : Math.max(0, recorded - sought);
  const open = missing === null ? null : Math.max(0, missing - Math.max(0, allocated - delivered));
  const notShown = sought > 0 && granted.reportedSince ? { delivered, shown } : null;
  return {
    recorded,
    missing,
    unitPrice,
    amount: amountOf(missing, unitPrice),
    open,
    openAmount: amountOf(open, unitPrice),
    allocated,
    allocatedAmount,
    delivered,
    deliveredAmount,
    accepted,
    shown,
    notShown,
    funding: notShown ? 'not_shown' : stateOf(granted, sought),
  };
}

function stateOf({ proposed, allocated, delivered }: Granted, sought: number): FundingState {
  if (sought > 0) return 'delivered';
  if (allocated > delivered) return 'allocated';
  return proposed > 0 ? 'proposed' : 'none';
}

/** Whether money is granted for it and not all has shown yet. */
export const isFunded = (state: FundingState): boolean =>
  state === 'allocated' || state === 'delivered' || state === 'not_shown';

/** “Đã cấp 3, ghi nhận tăng 2.” */
export function notShownWords({ delivered, shown }: NotShown): Words {
  return [`Đã cấp ${delivered}, ghi nhận tăng ${shown}.`, `${delivered} delivered, ${shown} more recorded.`];
}

/** Needs added up. An amount is of those needs whose amount is known; how many are not stands beside it. */
export interface NeedSum {
  needs: number;
  /** Units; null where none of the needs is known. */
  missing: number | null;
  amount: number | null;
  open: number | null;
  openAmount: number | null;
  allocated: number;
  allocatedAmount: number | null;
  delivered: number;
  deliveredAmount: number | null;
  shown: number;
  /** Needs whose amount is not known: without a price, or lacking nobody knows how much. */
  unknown: number;
  notShown: number;
}

/** @param known whether it is known what is needed at all; else no units and no amount are */
export function sumNeeds(needs: readonly GapCost[], known = true): NeedSum {
  const units = (of: (need: GapCost) => number | null) => {
    const told = needs.map(of).filter((one) => one !== null);
    return told.length === 0 && (needs.length > 0 || !known) ? null : told.reduce((sum, one) => sum + one, 0);
  };
  const money = (of: (need: GapCost) => bigint | null) => {
    const told = needs.map(of).filter((one) => one !== null);
    return told.length === 0 && (needs.length > 0 || !known) ? null : toNumber(sumOf(told));
  };
  return {
    needs: needs.length,
    missing: units(({ missing }) => missing),
    amount: money(({ amount }) => amount),
    open: units(({ open }) => open),
    openAmount: money(({ openAmount }) => openAmount),
    allocated: units(({ allocated }) => allocated) ?? 0,
    allocatedAmount: money(({ allocatedAmount }) => allocatedAmount) ?? 0,
    delivered: units(({ delivered }) => delivered) ?? 0,
    deliveredAmount: money(({ deliveredAmount }) => deliveredAmount) ?? 0,
    shown: units(({ shown }) => shown) ?? 0,
    unknown: needs.filter(({ amount }) => amount === null).length,
    notShown: needs.filter(({ notShown }) => notShown !== null).length,
  };
}

/** The same, for each of what `key` tells apart, in the order of their first need. */
export function sumNeedsBy<N extends GapCost>(
  needs: readonly N[],
  key: (need: N) => string,
): (NeedSum & { code: string })[] {
  return [...groupBy(needs, key)].map(([code, of]) => ({ code, ...sumNeeds(of) }));
}
