import type { StatusRow, Transition, TransitionCause } from './types.ts';

/** How an indicator stands that has no gap: met, of no concern to the locality, or not asked any more. */
export type WithoutGap = 'met' | 'not_applicable' | 'ended';

/**
 * What changed between the status that was known before and the one computed now: of the same day
 * when it was stored already, else of the day before.
 */
export function transitionsBetween(
  before: StatusRow | undefined,
  after: StatusRow,
  cause: TransitionCause,
  withoutGap: (indicator: string) => WithoutGap,
): Transition[] {
  if (!before) return [];
  const { programme, locality, day } = after;
  const changes: Transition[] = [];
  const change = (kind: Transition['kind'], subject: string, from: string | null, to: string) =>
    changes.push({ programme, locality, day, kind, subject, from, to, cause });

  if (before.colour !== after.colour) change('colour', '', before.colour, after.colour);
  for (const indicator of new Set([...Object.keys(before.gaps), ...Object.keys(after.gaps)])) {
    const from = before.gaps[indicator]?.state ?? 'met';
    const to = after.gaps[indicator]?.state ?? withoutGap(indicator);
    if (from !== to) change('gap', indicator, from, to);
  }
  return changes;
}

/** Whether two statuses say the same; the closing colour is not the rules' to say. */
export function sameStatus(a: StatusRow, b: StatusRow): boolean {
  return (
    a.colour === b.colour &&
    a.required === b.required &&
    a.met === b.met &&
    a.given === b.given &&
    a.sound === b.sound &&
    a.receivedAt?.getTime() === b.receivedAt?.getTime() &&
    a.lastReportedOn === b.lastReportedOn &&
    sameEntries(a.conditions, b.conditions, (x, y) => x === y) &&
    sameEntries(
      a.gaps,
      b.gaps,
      (x, y) =>
        x.state === y.state &&
        x.code === y.code &&
        x.since === y.since &&
        x.have === y.have &&
        x.need === y.need &&
        x.missing === y.missing &&
        x.of === y.of,
    )
  );
}

function sameEntries<T>(a: Record<string, T>, b: Record<string, T>, same: (x: T, y: T) => boolean): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => {
    const x = a[key];
    const y = b[key];
    return x !== undefined && y !== undefined && same(x, y);
  });
}
