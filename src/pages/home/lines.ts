import type { AlertKind } from '../../alerts/types.ts';
import type { Words } from '../say.ts';

/** What waits for somebody, in lines. Pure. */

/** One thing that waits: how many, what of it, and where it is done. */
export interface Line {
  key: string;
  /** Null where it is known only once it is opened. */
  count: number | null;
  /** What is counted; the count stands before it. */
  words: Words;
  /** Said of it where there is none. */
  none: Words;
  href: string;
  /** Whether somebody waits for it already. */
  urgent?: boolean;
  /** A few of them by name, the first to look at. */
  names?: readonly { name: string; href: string }[];
}

export interface WorkList {
  key: string;
  title: Words;
  lines: readonly Line[];
}

/** Kinds of alerts, those first that hide others, then those about which least time is left. */
const URGENCY: readonly AlertKind[] = [
  'job_failed',
  'job_late',
  'delivery_failing',
  'nothing_received',
  'record_missing_streak',
  'promise_passed',
  'regressed',
  'gap_deadline',
  'delivery_not_shown',
  'proposal_deadline',
  'task_overdue',
  'task_unconfirmed',
  'task_due_soon',
  'value_questioned',
  'network_down',
  'certificate_expiring',
  'record_missing',
  'record_due_soon',
];

const urgencyOf = (kind: AlertKind) => {
  const place = URGENCY.indexOf(kind);
  return place < 0 ? URGENCY.length : place;
};

/** The most urgent kind first; a kind that this page does not know comes last. */
export function byUrgency<T extends { kind: AlertKind }>(counts: readonly T[]): T[] {
  return [...counts].sort((a, b) => urgencyOf(a.kind) - urgencyOf(b.kind));
}

/** Lines that want something, and those that want nothing. */
export function partOf(lines: readonly Line[]): { waiting: Line[]; none: Line[] } {
  return {
    waiting: lines.filter(({ count }) => count !== 0),
    none: lines.filter(({ count }) => count === 0),
  };
}
