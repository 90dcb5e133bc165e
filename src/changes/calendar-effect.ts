import { type Day, dayOf } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { reportedOn } from '../intake/store.ts';
import { createRegistry, type Registry, type RegistryRows } from '../registry/snapshot.ts';
import { readRegistry } from '../registry/store.ts';
import { cutoffOf } from '../registry/times.ts';
import type { CalendarKind, Locality, Programme } from '../registry/types.ts';
import { type Preview, previewColours } from './preview.ts';

/** What a word of the calendar does to the reports of one programme in one province. */
export interface DayEffect {
  programme: Programme;
  province: string;
  /** Whether the day is a reporting day: as things stand, and then. */
  before: boolean;
  after: boolean;
  /** Localities that are asked on such a day. */
  expected: number;
  /** Those of them without a record of it. */
  unreported: Locality[];
  /** Whether its cutoff has passed: they are missing at once, and nobody is alerted of it. */
  isPast: boolean;
}

export interface CalendarEffect {
  /** Only where the day becomes a reporting day, or ceases to be one. */
  days: DayEffect[];
  /** What it does to today's colours: values stand for so many reporting days. */
  colours: Preview[];
}

export interface WantedDay {
  /** `VN` or a province. */
  scope: string;
  day: Day;
  /** Null for a plain day of its week. */
  kind: CalendarKind | null;
}

/** What a word of the calendar would do, by the rules that judge and over what is stored. Nothing is written. */
export async function calendarEffect(db: Clients, wanted: WantedDay, now: Date): Promise<CalendarEffect> {
  const change = (rows: RegistryRows): RegistryRows => withDay(rows, wanted);
  const rows = await readRegistry(db.orm);
  const [present, changed] = [createRegistry(rows), createRegistry(change(rows))];
  const days = turnedDays(present, changed, wanted.day, now);
  const codes = days.flatMap(({ expected }) => expected.map(({ code }) => code));
  const reported = await reportedOn(db.sql, codes, wanted.day);
  return {
    days: days.map(({ expected, ...one }) => ({
      ...one,
      expected: expected.length,
      unreported: expected.filter(({ code }) => !reported.has(code)),
    })),
    // A day to come is not counted yet.
    colours: wanted.day > dayOf(now) ? [] : withChanges(await previewColours(db, change, now)),
  };
}

const withChanges = (previews: readonly Preview[]) => previews.filter(({ changes }) => changes.length > 0);

function isRunningOn({ startsOn, endsOn }: Programme, day: Day): boolean {
  return startsOn !== null && startsOn <= day && (endsOn === null || day <= endsOn);
}

function withDay(rows: RegistryRows, { scope, day, kind }: WantedDay): RegistryRows {
  const others = rows.calendarDays.filter((one) => one.scope !== scope || one.day !== day);
  return { ...rows, calendarDays: kind === null ? others : [...others, { scope, day, kind }] };
}

/** Where a day becomes a reporting day or ceases to be one, with the localities that are asked then. Pure. */
function turnedDays(before: Registry, after: Registry, day: Day, now: Date) {
  return [...before.programmes.values()].flatMap((programme) =>
    before.provincesOf(programme).flatMap((province) => {
      const [was, is] = [before, after].map((one) => one.calendar(programme, province).isReportingDay(day));
      if (was === is || !isRunningOn(programme, day)) return [];
      const expected = before.localitiesOf(programme, day, province);
      if (expected.length === 0) return [];
      const isPast = day < dayOf(now) || cutoffOf(before.settingsOn(programme, province, day), day) <= now;
      return [{ programme, province, before: was === true, after: is === true, expected, isPast }];
    }),
  );
}
