import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Ladders } from './ladder.ts';
import type { LiveContent } from './store.ts';
import type { AlertContent, AlertKind, Decision, NewAlert, Resolution } from './types.ts';

/** What a watch looks at. */
export interface Seen {
  tx: Tx;
  registry: Registry;
  ladders: Ladders;
  /** Alerts of the watched kinds that are live. */
  live: readonly LiveContent[];
  now: Date;
}

/**
 * Alerts that follow from how things stand, not from a change that was written down: a deadline that comes
 * near, a promise that has passed, a job that is late. Every minute those that ought to be live are laid
 * beside those that are.
 */
export interface Watch {
  kind: AlertKind;
  /** All that ought to be live at `now`. */
  wanted(seen: Seen): Promise<NewAlert[]>;
  /** Why one that ought not to be live any more has ended. */
  ended(alert: LiveContent, seen: Seen, wanted: readonly NewAlert[]): Resolution;
}

export const identityOf = ({
  programme,
  area,
  kind,
  subject,
}: Pick<NewAlert, 'programme' | 'area' | 'subject'> & { kind: AlertKind }) =>
  `${programme} ${area} ${kind} ${subject}`;

/** What makes the live alerts of a watch those that are wanted: opened, given new facts, ended. Pure. */
export function reconcile(
  wanted: readonly NewAlert[],
  live: readonly LiveContent[],
  ended: (alert: LiveContent) => Resolution,
): Decision[] {
  const known = new Map(live.map((one) => [identityOf(one), one]));
  const asked = new Map(wanted.map((one) => [identityOf(one), one]));
  const opened = [...asked].flatMap(([key, alert]): Decision[] => {
    const before = known.get(key);
    return before && sameFacts(before, alert) ? [] : [{ action: 'open', alert }];
  });
  const over = live
    .filter((one) => !asked.has(identityOf(one)))
    .map((one): Decision => ({ action: 'resolve', id: one.id, resolution: ended(one) }));
  return [...opened, ...over];
}

/** Facts are JSON, flat but for a few: tens of thousands are compared each minute when a deadline is near. */
function sameFacts(before: AlertContent, after: AlertContent): boolean {
  const [one, other] = [before.facts, after.facts] as unknown as Record<string, unknown>[];
  if (!one || !other) return false;
  const names = Object.keys(other);
  return (
    Object.keys(one).length === names.length &&
    names.every((name) => one[name] === other[name] || isDeepStrictEqual(one[name], other[name]))
  );
}
