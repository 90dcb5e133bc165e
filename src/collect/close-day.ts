import { addDays, type Day, dayOf, daysFrom, instantOf } from '../days.ts';
import type { RootSql, Tx } from '../db/connect.ts';
import { inLockedChunks } from '../intake/in-chunks.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Registry } from '../registry/snapshot.ts';
import { isSettled } from '../registry/times.ts';
import type { Locality, Programme } from '../registry/types.ts';
import { settle } from './settle.ts';
import { readMovedByRules, readStatusesOf, writeClosing, writeStatuses } from './store.ts';
import type { Colour, StatusRow, Transition } from './types.ts';

/** After the cutoff, so that a record received on its stroke is in. */
export const CLOSE_AFTER_MS = 60_000;
/** How far back a missed close is still made up for. */
const LOOK_BACK_DAYS = 400;

/** The close of a reporting day for those provinces of a programme that have one cutoff. */
export interface Close {
  programme: Programme;
  day: Day;
  /** `HH:MM`; null for the programme's own, whatever it is that day. */
  cutoff: string | null;
  provinces: string[];
}

/** The closes of a programme that are due at `now`, oldest day first. */
export function closesDue(registry: Registry, programme: Programme, now: Date): Close[] {
  const { startsOn } = programme;
  const today = dayOf(now);
  const oldest = addDays(today, -LOOK_BACK_DAYS);
  if (startsOn === null || startsOn > today) return [];
  const days = daysFrom(startsOn > oldest ? startsOn : oldest, today);
  return days.flatMap((day) => closesDueOn(registry, programme, day, now));
}

/**
 * The closes of one day that are due at `now`: one for all whose cutoff is the programme's own, and one for each
 * other cutoff. A cutoff moves neither once it has passed nor to a time that has, so nobody changes between them
 * after the first of them ran.
 */
export function closesDueOn(registry: Registry, programme: Programme, day: Day, now: Date): Close[] {
  const { startsOn, endsOn } = programme;
  if (startsOn === null || day < startsOn || (endsOn !== null && day > endsOn)) return [];
  if (day < addDays(dayOf(now), -LOOK_BACK_DAYS)) return [];
  const common = registry.settingsOn(programme, undefined, day);
  const asked = registry
    .provincesOf(programme)
    .filter((province) => registry.calendar(programme, province).isReportingDay(day));
  return [...groupBy(asked, (province) => registry.settingsOn(programme, province, day).cutoff)]
    .filter(([cutoff]) => instantOf(day, cutoff).getTime() + CLOSE_AFTER_MS <= now.getTime())
    .map(([cutoff, provinces]) => ({
      programme,
      day,
      cutoff: cutoff === common.cutoff ? null : cutoff,
      provinces,
    }));
}

export type CloseCounts = Record<'localities' | 'missing' | 'turned', number>;

/**
 * Closes a reporting day of provinces that it asks: writes down who is missing and with which colour each locality closed, and a
 * transition where that colour differs from the close before. A locality is closed once, whatever
 * comes later, so running it again changes nothing.
 */
export async function closeDay(
  sql: RootSql,
  registry: Registry,
  { programme, day, provinces }: Pick<Close, 'programme' | 'day' | 'provinces'>,
  now: Date,
  signal?: AbortSignal,
): Promise<CloseCounts> {
  const counts: CloseCounts = { localities: 0, missing: 0, turned: 0 };
  const expected = registry
    .localitiesOf(programme, day)
    .filter(({ province }) => provinces.includes(province));
  await inLockedChunks(
    sql,
    expected,
    async (tx, chunk, current) => {
      const codes = chunk.map((locality) => locality.code);
      const from = isSettled(programme, day) ? dayOf(now) : day;
      const localities = chunk.map((locality) => ({ locality, from }));
      await settle(
        tx,
        registry,
        { programme, localities, through: dayOf(now), cause: 'close', current },
        now,
      );

      const rows = (await readStatusesOf(tx, programme.code, day, codes)).filter(
        (row) => row.closingColour === null,
      );
      const before = await closingsBefore(tx, registry, programme, chunk, day);
      const fallen = rows.filter((row) => before.get(row.locality) === 'green' && row.colour !== 'green');
      const ours = await readMovedByRules(tx, programme.code, fallen);
      const transitions = rows.flatMap((row) =>
        closingTransitions(row, before.get(row.locality), ours.has(row.locality)),
      );
      await writeClosing(tx, programme.code, day, rows);
      await writeStatuses(tx, [], transitions, now);
      counts.localities += rows.length;
      counts.missing += transitions.filter((one) => one.kind === 'reporting').length;
      counts.turned += transitions.filter((one) => one.kind === 'closing').length;
    },
    signal,
  );
  return counts;
}

function closingTransitions(row: StatusRow, before: Colour | undefined, isOurs: boolean): Transition[] {
  const { programme, locality, day } = row;
  const common = { programme, locality, day, subject: '', cause: 'close' as const };
  const transitions: Transition[] = [];
  if (row.receivedAt === null) transitions.push({ ...common, kind: 'reporting', from: 'due', to: 'missing' });
  if (before !== undefined && before !== row.colour)
    transitions.push({
      ...common,
      kind: 'closing',
      from: before,
      to: row.colour,
      ...(isOurs && { cause: 'rule_changed' }),
    });
  return transitions;
}

/**
 * With which colour each locality closed its last reporting day before `day`. One that is not closed, as
 * when two instances make up for missed days side by side, would close with the colour that it has.
 */
async function closingsBefore(
  tx: Tx,
  registry: Registry,
  programme: Programme,
  localities: readonly Locality[],
  day: Day,
): Promise<Map<string, Colour>> {
  const byDay = groupBy(localities, (one) => registry.calendar(programme, one.province).previous(day));
  const closings = new Map<string, Colour>();
  for (const [previous, group] of byDay)
    for (const row of await readStatusesOf(
      tx,
      programme.code,
      previous,
      group.map((one) => one.code),
    ))
      closings.set(row.locality, row.closingColour ?? row.colour);
  return closings;
}
