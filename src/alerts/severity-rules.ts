import { kindOf } from './kinds/all.ts';
import type { AlertKind, AlertState } from './types.ts';

/** How much an alert asks for somebody's eye: of its kind, of how far its ladder has come, of its age. Pure. */

export const SEVERITIES = ['urgent', 'high', 'normal'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a kind weighs where it says nothing itself. */
const USUAL_WEIGHT = 1;
/** A second step was taken: whom the first reached has done nothing. */
const ESCALATED = 2;
const OLD_MS = 3 * 24 * 3_600_000;

/** Null for one that has ended. What is taken on has somebody, and counts by its kind alone. */
export function severityOf(
  alert: { kind: AlertKind; state: AlertState; openedAt: Date; stepsTaken: number },
  now: Date,
): Severity | null {
  if (alert.state === 'resolved') return null;
  const weight = kindOf(alert.kind).weight ?? USUAL_WEIGHT;
  const open = alert.state === 'open';
  const escalated = open && alert.stepsTaken >= ESCALATED ? 1 : 0;
  const old = open && now.getTime() - alert.openedAt.getTime() >= OLD_MS ? 1 : 0;
  const points = weight + escalated + old;
  return points >= 3 ? 'urgent' : points === 2 ? 'high' : 'normal';
}
