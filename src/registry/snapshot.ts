import { addDays, type Day } from '../days.ts';
import { groupBy } from '../lib/group-by.ts';
import { memo } from '../lib/memo.ts';
import { type Calendar, createCalendar, isWorkingDay } from './calendar.ts';
import {
  type Agency,
  type CalendarKind,
  type Condition,
  type Exemption,
  type Indicator,
  inForce,
  type Locality,
  type LocalityName,
  type Period,
  type Programme,
  type ProgrammeSettings,
  versionOn,
} from './types.ts';

/** Rows of the registry as the store reads them. */
export interface RegistryRows {
  version: number;
  provinces: { code: string; name: string }[];
  localities: Locality[];
  conditions: Condition[];
  indicators: Indicator[];
  programmes: Programme[];
  calendarDays: { scope: string; day: Day; kind: CalendarKind }[];
  /** Oldest first. */
  requirements: { locality: string; indicator: string; validFrom: Day; need: number | null }[];
  exemptions: Exemption[];
  exceptions: LockException[];
  heldDays: HeldDay[];
  /** Oldest first. */
  agencies: Agency[];
}

/** What a later change does not move of a day: see the table `day_held`. */
export interface HeldDay {
  programme: string;
  province: string;
  day: Day;
  as: 'locked' | 'asked_late';
}

export interface LockException {
  locality: string;
  day: Day;
  until: Date;
}

/** The whole registry at one version, with the questions the stages ask of it. Never changes. */
export interface Registry {
  version: number;
  provinces: Map<string, string>;
  /** By code, in the order of codes. */
  localities: Map<string, Locality>;
  conditions: Condition[];
  /** By code. */
  programmes: Map<string, Programme>;
  exceptions: LockException[];
  heldDays: HeldDay[];
  /** Every version of every agency, oldest first. */
  agencies: readonly Agency[];
  /** Every version of every indicator, by position. */
  indicators: Indicator[];
  /** Codes of the units that a locality took over from, or was made of a part of. */
  predecessorsOf(locality: string): readonly string[];
  nameOn(locality: Locality, day: Day): LocalityName;
  /** Indicators in force on a day, by code, in the catalogue's order. */
  indicatorsOn(day: Day): Map<string, Indicator>;
  /** Indicators that a programme asks of a locality on a day. */
  asked(programme: Programme, locality: Locality, day: Day): Indicator[];
  /** Those that it would ask, did they apply to that locality. */
  notAsked(programme: Programme, locality: Locality, day: Day): Indicator[];
  /** By which an indicator does not apply to a locality on a day; undefined where it does. */
  exemption(locality: string, indicator: string, day: Day): Exemption | undefined;
  /** All of a locality, those of other days too. */
  exemptionsOf(locality: string): readonly Exemption[];
  /**
   * What holds in a province of a programme on a day: the province's own settings, else the programme's.
   * Without a province, the programme's: what is asked, and until when, is the same in all.
   */
  settingsOn(programme: Programme, province: string | undefined, day: Day): ProgrammeSettings;
  /** Whether a day stays as it was, whatever has changed since. */
  isHeld(as: HeldDay['as'], programme: Programme, province: string, day: Day): boolean;
  /** The calendar of a programme in one province; without one, of all its provinces together. */
  calendar(programme: Programme, province?: string): Calendar;
  /** The calendar that a programme's locks are counted by: its own, or of periods longer than a day the offices'. */
  lockCalendar(programme: Programme, province?: string): Calendar;
  /** Whether the offices of a province work on a day, whatever days a programme asks reports of. */
  isWorkingDay(province: string, day: Day): boolean;
  /** The same as it was lived: a day that was made one of work only once it was over had nobody at his desk. */
  wasWorkingDay(province: string, day: Day): boolean;
  /** What the department set that a locality needs of an indicator; null where it set nothing. */
  need(locality: string, indicator: string, day: Day): number | null;
  /** Codes of the provinces that a programme asks. */
  provincesOf(programme: Pick<Programme, 'provinces'>): string[];
  /** Localities of a programme, or of one of its provinces, that are in force on a day, by code. */
  localitiesOf(programme: Programme, day: Day, province?: string): readonly Locality[];
}

/** Days and provinces of a programme whose localities are remembered: the last asked for, as most callers ask for today. */
const LISTS_KEPT = 100;

/** Of the whole nation, where a province is asked for: its holidays, its reports. */
export const NATION = 'VN';

export function covers(programme: Pick<Programme, 'provinces'>, province: string): boolean {
  return programme.provinces.includes('*') || programme.provinces.includes(province);
}

function programmeSettingsOn(programme: Programme, day: Day): ProgrammeSettings {
  const settings = versionOn(programme.settings, day) ?? programme.settings[0];
  if (!settings) throw new Error(`Programme ${programme.code} has no settings.`);
  return settings;
}

function settingsOn(programme: Programme, province: string | undefined, day: Day): ProgrammeSettings {
  const settings = programmeSettingsOn(programme, day);
  const own = programme.provinceSettings.findLast((one) => one.province === province && one.validFrom <= day);
  if (!own) return settings;
  return {
    ...settings,
    cutoff: own.cutoff ?? settings.cutoff,
    lockDays: own.lockDays ?? settings.lockDays,
    freshness: own.freshness ?? settings.freshness,
    amberThreshold: own.amberThreshold ?? settings.amberThreshold,
    missingStreak: own.missingStreak ?? settings.missingStreak,
    dueSoonMinutes: own.dueSoonMinutes ?? settings.dueSoonMinutes,
  };
}

export function createRegistry(rows: RegistryRows): Registry {
  const sorted = [...rows.localities].sort((a, b) => (a.code < b.code ? -1 : 1));
  const byProvince = groupBy(sorted, (locality) => locality.province);
  const needs = groupBy(rows.requirements, (row) => row.locality);
  const predecessors = groupBy(
    sorted.flatMap(({ code, successors }) => successors.map((successor) => ({ code, successor }))),
    (one) => one.successor,
  );
  const exempt = groupBy(rows.exemptions, (row) => row.locality);
  const held = new Set(rows.heldDays.map(keyOfHeld));
  const madeLate = new Set(
    rows.heldDays.filter(({ as }) => as === 'asked_late').map(({ province, day }) => `${province} ${day}`),
  );
  const special = new Map(rows.calendarDays.map((row) => [`${row.scope} ${row.day}`, row.kind]));

  const isOfficeDay = (province: string, day: Day): boolean =>
    isWorkingDay(day, special.get(`${province} ${day}`) ?? special.get(`${NATION} ${day}`));
  const isReportingDay = (programme: Programme, province: string, day: Day): boolean => {
    if (programme.period !== 'day') return programme.closesOn.includes(day.slice(5));
    return programmeSettingsOn(programme, day).reportingDays === 'every' || isOfficeDay(province, day);
  };
  const provincesOf = (programme: Pick<Programme, 'provinces'>): string[] =>
    programme.provinces.includes('*') ? rows.provinces.map((row) => row.code) : programme.provinces;

  // Provinces without days of their own share the nation's calendar: its days are counted once, not 34 times.
  const withOwnDays = new Set(rows.calendarDays.map((row) => row.scope));
  const scopeOf = (province: string): string => (withOwnDays.has(province) ? province : NATION);
  const calendar = memo(
    (programme: Programme, province?: string) =>
      `${programme.code} ${province === undefined ? '' : scopeOf(province)}`,
    (programme: Programme, province?: string): Calendar => {
      const scopes = new Set((province === undefined ? provincesOf(programme) : [province]).map(scopeOf));
      return createCalendar((day) => [...scopes].some((scope) => isReportingDay(programme, scope, day)));
    },
  );
  const officeCalendars = memo(
    (scope: string) => scope,
    (scope: string): Calendar => createCalendar((day) => isOfficeDay(scope, day)),
  );
  const officeCalendar = (province: string): Calendar => officeCalendars(scopeOf(province));
  const lockCalendar = (programme: Programme, province?: string): Calendar =>
    programme.period === 'day'
      ? calendar(programme, province)
      : officeCalendar(province ?? provincesOf(programme)[0] ?? '');
  const indicatorsOn = memo(
    (day: Day) => day,
    (day: Day) => new Map(rows.indicators.filter((one) => inForce(one, day)).map((one) => [one.code, one])),
  );
  const askedOfType = memo(
    (programme: Programme, type: string, day: Day) => `${programme.code} ${type} ${day}`,
    (programme: Programme, type: string, day: Day): Indicator[] => {
      const chosen = programmeSettingsOn(programme, day).indicators;
      return [...indicatorsOn(day).values()].filter(
        (one) =>
          one.period === programme.period &&
          (chosen === null || chosen.includes(one.code)) &&
          (one.appliesTo.length === 0 || one.appliesTo.includes(type)),
      );
    },
  );
  // A programme of one province is asked at every request; going through the nation's localities costs more than its answer.
  const among = (programme: Programme, province: string | undefined): Locality[] => {
    if (province !== undefined) return byProvince.get(province) ?? [];
    const [only, ...more] = programme.provinces;
    return only === undefined || only === '*' || more.length > 0 ? sorted : (byProvince.get(only) ?? []);
  };
  const localitiesOf = (programme: Programme, day: Day, province: string | undefined): readonly Locality[] =>
    among(programme, province).filter(
      (locality) => covers(programme, locality.province) && inForce(locality, day),
    );
  // By the programme itself: one that is only being tried may have the code of another.
  const lists = new WeakMap<Programme, (day: Day, province: string | undefined) => readonly Locality[]>();
  const listKey = (day: Day, province: string | undefined) => `${day} ${province ?? ''}`;
  const nameOn = (locality: Locality, day: Day): LocalityName => {
    const named = versionOn(locality.names, day) ?? locality.names[0];
    if (!named) throw new Error(`Locality ${locality.code} has no name.`);
    return { code: locality.code, name: named.name, type: named.type, province: locality.province };
  };

  const exemption = (locality: string, indicator: string, day: Day): Exemption | undefined =>
    exempt.get(locality)?.find((one) => one.indicator === indicator && inForce(one, day));
  const asked = (programme: Programme, locality: Locality, day: Day, applies: boolean): Indicator[] => {
    const all = askedOfType(programme, nameOn(locality, day).type, day);
    if (!exempt.has(locality.code)) return applies ? all : [];
    return all.filter((one) => (exemption(locality.code, one.code, day) === undefined) === applies);
  };

  return {
    version: rows.version,
    provinces: new Map(rows.provinces.map((row) => [row.code, row.name])),
    localities: new Map(sorted.map((locality) => [locality.code, locality])),
    conditions: rows.conditions,
    programmes: new Map(rows.programmes.map((programme) => [programme.code, programme])),
    exceptions: rows.exceptions,
    heldDays: rows.heldDays,
    agencies: rows.agencies,
    indicators: rows.indicators,
    predecessorsOf: (locality) => (predecessors.get(locality) ?? []).map(({ code }) => code),
    nameOn,
    indicatorsOn,
    settingsOn,
    isHeld: (as, programme, province, day) =>
      held.has(keyOfHeld({ as, programme: programme.code, province, day })),
    calendar,
    lockCalendar,
    isWorkingDay: isOfficeDay,
    wasWorkingDay: (province, day) => isOfficeDay(province, day) && !madeLate.has(`${province} ${day}`),
    asked: (programme, locality, day) => asked(programme, locality, day, true),
    notAsked: (programme, locality, day) => asked(programme, locality, day, false),
    exemption,
    exemptionsOf: (locality) => exempt.get(locality) ?? [],
    need: (locality, indicator, day) =>
      needs.get(locality)?.findLast((one) => one.indicator === indicator && one.validFrom <= day)?.need ??
      null,
    provincesOf,
    localitiesOf: (programme, day, province) => {
      const known =
        lists.get(programme) ?? memo(listKey, (...asked) => localitiesOf(programme, ...asked), LISTS_KEPT);
      lists.set(programme, known);
      return known(day, province);
    },
  };
}

/** The programmes by whose rules a province reports, daily ones first: those that ask it; where none does, the first. */
export function governingProgrammes(registry: Registry, province: string): Programme[] {
  const all = [...registry.programmes.values()];
  const own = all.filter((programme) => covers(programme, province));
  if (own.length === 0) return all.slice(0, 1);
  return [...own.filter(({ period }) => period === 'day'), ...own.filter(({ period }) => period !== 'day')];
}

/** Those of them whose figures are of a period; all, where none is or no period is given. */
export function governingFor(registry: Registry, province: string, period?: Period): Programme[] {
  const all = governingProgrammes(registry, province);
  const some = all.filter((one) => one.period === period);
  return some.length > 0 ? some : all;
}

/** The province whose calendar and departments count for an area: a locality's own, else the area as it is. */
export function provinceOf(registry: Pick<Registry, 'localities'>, area: string): string {
  return registry.localities.get(area)?.province ?? area;
}

/** The last day of a locality in a programme, or null while none is set. */
export function lastDayIn(programme: Programme, locality: Locality): Day | null {
  const ends = [programme.endsOn, locality.validTo].filter((day) => day !== null).sort();
  return ends[0] ?? null;
}

/** The first day of a locality in a programme; null when the programme has not started. */
export function firstDayIn(programme: Programme, locality: Locality): Day | null {
  if (programme.startsOn === null) return null;
  return programme.startsOn > locality.validFrom ? programme.startsOn : locality.validFrom;
}

/** The day before the first on which a locality could have reported: streaks count from here. */
export function dayBeforeFirst(programme: Programme, locality: Locality): Day | null {
  const first = firstDayIn(programme, locality);
  return first === null ? null : addDays(first, -1);
}

const keyOfHeld = ({ as, programme, province, day }: HeldDay) => `${as} ${programme} ${province} ${day}`;
