import type { Colour, Gap, StatusRow } from '../collect/types.ts';

/** What changed of a locality between two days, and why. Pure. */

export const CHANGE_CAUSES = ['report', 'freshness', 'rule_changed', 'review', 'not_reported'] as const;
export type ChangeCause = (typeof CHANGE_CAUSES)[number];

export interface LocalityChange {
  locality: string;
  /** Null where the programme did not know it on that day. */
  from: Colour | null;
  to: Colour | null;
  opened: string[];
  closed: string[];
  causes: ChangeCause[];
}

type DayStatus = Pick<StatusRow, 'locality' | 'day' | 'colour' | 'gaps' | 'lastReportedOn'>;

/** What happened in between, beside what the two statuses say of themselves. */
export interface Between {
  /** Whether a record of one of these days came in. */
  reported: boolean;
  /** Indicators of which a reviewer said something. */
  reviewed: ReadonlySet<string>;
}

/** Null where nothing changed. */
export function changeOf(
  from: DayStatus | undefined,
  to: DayStatus | undefined,
  between: Between,
): LocalityChange | null {
  const locality = from?.locality ?? to?.locality;
  if (locality === undefined) return null;
  const [before, after] = [from?.gaps ?? {}, to?.gaps ?? {}];
  const opened = from && to ? Object.keys(after).filter((code) => !(code in before)) : [];
  const closed = from && to ? Object.keys(before).filter((code) => !(code in after)) : [];
  const colours = { from: from?.colour ?? null, to: to?.colour ?? null };
  if (colours.from === colours.to && opened.length + closed.length === 0) return null;
  const causes = new Set<ChangeCause>();
  if (!from || !to) causes.add('rule_changed');
  for (const code of opened) for (const cause of causesOfGap(after[code], between)) causes.add(cause);
  for (const code of closed) causes.add(causeOfClosing(code, before[code], between));
  if (causes.size === 0) {
    // The same things lacking, known or unknown: another colour by what is known of them, or by another threshold.
    const aged = Object.entries(after).filter(([code, gap]) => before[code]?.code !== gap.code);
    for (const [, gap] of aged) for (const cause of causesOfGap(gap, between)) causes.add(cause);
    if (causes.size === 0) causes.add('rule_changed');
  }
  return { locality, ...colours, opened, closed, causes: CHANGE_CAUSES.filter((one) => causes.has(one)) };
}

function causesOfGap(gap: Gap | undefined, { reported }: Between): ChangeCause[] {
  switch (gap?.code) {
    case 'stale':
      // An old value is old because nothing came; where something came, it left this out.
      return reported ? ['freshness'] : ['freshness', 'not_reported'];
    case 'questioned':
      return ['review'];
    case 'asked_anew':
    case 'never_reported':
      return ['rule_changed'];
    default:
      return [reported ? 'report' : 'rule_changed'];
  }
}

function causeOfClosing(code: string, gap: Gap | undefined, { reported, reviewed }: Between): ChangeCause {
  if (gap?.code === 'questioned' && reviewed.has(code) && !reported) return 'review';
  return reported ? 'report' : 'rule_changed';
}

/** The localities of two days that changed, in the order of codes. */
export function compareStandings(
  from: ReadonlyMap<string, DayStatus>,
  to: ReadonlyMap<string, DayStatus>,
  betweenOf: (locality: string) => Between,
): LocalityChange[] {
  const codes = [...new Set([...from.keys(), ...to.keys()])].sort();
  return codes.flatMap((code) => changeOf(from.get(code), to.get(code), betweenOf(code)) ?? []);
}
