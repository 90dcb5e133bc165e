import type { Principal } from '../access/principal.ts';
import { viewStatuses } from '../collect/view.ts';
import { type Day, dayOf, daysBetween } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { type GapQuestion, gapFilter } from '../gaps/filter.ts';
import { readGaps } from '../gaps/store.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce, type Programme } from '../registry/types.ts';
import { notReported, OWED } from '../reminders/choose.ts';
import { type Choice, type DocumentRow, REPORT } from './types.ts';

/** Of what a document is: loading and permission are one. */

export interface Chooser {
  registry: Registry;
  principal: Principal;
  programme: Programme;
  now: Date;
}

export interface GapsWanted extends GapQuestion {
  state?: 'unmet' | 'unknown' | undefined;
  /** Gaps that have been there since this day, or for longer. */
  since?: Day | undefined;
  /** Localities of which the report of this day has not come. */
  notReported?: Day | undefined;
}

/** What a filter finds in the caller's area. */
export async function choiceOfFilter(
  sql: RootSql,
  chooser: Chooser,
  { state, since, notReported: day, ...asked }: GapsWanted,
): Promise<Choice> {
  const { registry, principal, programme, now } = chooser;
  const today = dayOf(now);
  const owing = day === undefined ? null : await notReported(sql, chooser, { day, province: asked.province });
  const codes = owing && new Set(owing.map((one) => one.code));
  const { province: _, ...narrowing } = { ...asked, state, since };
  const onlyReports = codes !== null && Object.values(narrowing).every((one) => one === undefined);
  const minAgeDays =
    since === undefined ? asked.minAgeDays : Math.max(asked.minAgeDays ?? 0, daysBetween(since, today));
  const filter = gapFilter(registry, principal, programme, { ...asked, minAgeDays }, today);
  const rows = onlyReports ? [] : await readGaps(sql, filter, { after: null, limit: null });
  const found = rows
    .filter((row) => state === undefined || row.state === state)
    .filter((row) => codes === null || codes.has(row.locality));
  const places = onlyReports ? codes : new Set(found.map((row) => row.locality));
  return {
    gaps: found.map(gapKey),
    localities: [],
    owing:
      day === undefined || codes === null
        ? null
        : { day, localities: [...codes].filter((code) => places.has(code)) },
  };
}

export const gapKey = ({ locality, indicator }: { locality: string; indicator: string }) =>
  `${locality}:${indicator}`;

/** The same choice, of some localities alone. */
export function within(choice: Choice, codes: ReadonlySet<string>): Choice {
  return {
    gaps: choice.gaps.filter((key) => codes.has(key.split(':')[0] ?? '')),
    localities: choice.localities.filter((code) => codes.has(code)),
    owing: choice.owing && {
      ...choice.owing,
      localities: choice.owing.localities.filter((code) => codes.has(code)),
    },
  };
}

/** What of a choice is lacking now, by locality: what is there no more is left out. */
export async function loadRows(
  sql: RootSql,
  registry: Registry,
  programme: Programme,
  { gaps, localities, owing }: Choice,
  now: Date,
): Promise<DocumentRow[]> {
  const today = dayOf(now);
  const wanted = groupBy(
    gaps.map((key) => key.split(':')),
    ([locality = '']) => locality,
  );
  const whole = new Set(localities);
  const inForceNow = (code: string) => {
    const found = registry.localities.get(code);
    return found && inForce(found, today) ? [found] : [];
  };
  const asked = [...new Set([...wanted.keys(), ...whole])].flatMap(inForceNow);
  const views = await viewStatuses(sql, registry, programme, asked, today, now);
  const rows = views.flatMap(({ row, reporting, missingStreak }): DocumentRow[] => {
    const own = wanted.get(row.locality)?.map(([, indicator]) => indicator);
    const lacking = Object.entries(row.gaps).filter(
      ([code]) => whole.has(row.locality) || own?.includes(code),
    );
    return [
      ...(whole.has(row.locality) && reporting === 'missing'
        ? [reportRow(row.locality, today, missingStreak)]
        : []),
      ...lacking.flatMap(([indicator, gap]): DocumentRow[] => {
        const { state, since, have, need, missing } = gap;
        return [{ locality: row.locality, indicator, state, have, need, missing, since, streak: null }];
      }),
    ];
  });
  if (owing === null) return rows;
  const of = owing.localities.flatMap((code) => registry.localities.get(code) ?? []);
  const then = await viewStatuses(sql, registry, programme, of, owing.day, now);
  const known = new Set(
    rows.filter((row) => row.indicator === REPORT).map((row) => `${row.locality} ${row.since}`),
  );
  return [
    ...rows,
    ...then.flatMap(({ locality: { code }, reporting, missingStreak }) =>
      OWED.includes(reporting) && !known.has(`${code} ${owing.day}`) && inForceNow(code).length > 0
        ? [reportRow(code, owing.day, missingStreak)]
        : [],
    ),
  ];
}

const reportRow = (locality: string, day: Day, streak: number): DocumentRow => ({
  ...{ locality, indicator: REPORT, state: 'not_reported' as const, have: null, need: null, missing: null },
  since: day,
  streak,
});
