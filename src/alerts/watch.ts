import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Ladders } from './ladders.ts';
import type { LiveContent } from './store.ts';
import type { AlertContent, AlertKind, Decision, NewAlert, Resolution } from './types.ts';

/** What a watch looks at. */
export interface Seen {
  tx: Sql;
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
  /** Whether the day alone may bring it about: hours back is then a day on which it had not come yet. */
  byDay?: true;
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

const HOUR_MS = 3_600_000;
/** By how much clocks are put right; what was opened farther ahead was opened by a clock that was simply wrong. */
const SET_BACK_MS = { byDay: 26 * HOUR_MS, other: 2 * HOUR_MS };

/**
 * What makes the live alerts of a watch those that are wanted: opened, given new facts, ended. One that was
 * opened a little ahead of `now` is not ended: the clock has been set back, and it would open again. Pure.
 */
export function reconcile(
  { byDay }: Pick<Watch, 'byDay'>,
  wanted: readonly NewAlert[],
  live: readonly LiveContent[],
  ended: (alert: LiveContent) => Resolution,
  now: Date,
): Decision[] {
  const limit = byDay ? SET_BACK_MS.byDay : SET_BACK_MS.other;
  const isAhead = ({ openedAt }: LiveContent) =>
    openedAt > now && openedAt.getTime() - now.getTime() <= limit;
  const known = new Map(live.map((one) => [identityOf(one), one]));
  const asked = new Map(wanted.map((one) => [identityOf(one), one]));
  const opened = [...asked].flatMap(([key, alert]): Decision[] => {
    const before = known.get(key);
    return before && sameFacts(before, alert) ? [] : [{ action: 'open', alert }];
  });
  const over = live
    .filter((one) => !asked.has(identityOf(one)) && !isAhead(one))
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
