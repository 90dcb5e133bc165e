import type { Day } from '../days.ts';

/** What the rules know of the registry: plain data, read once and not changed. */

export const LOCALITY_TYPES = ['xã', 'phường', 'đặc khu'] as const;
export type LocalityType = (typeof LOCALITY_TYPES)[number];

/** A locality as an answer names it. */
export interface LocalityName {
  code: string;
  name: string;
  type: LocalityType;
  province: string;
}

export interface Locality {
  code: string;
  province: string;
  validFrom: Day;
  /** Last day in force; null while it is. */
  validTo: Day | null;
  /** Codes of the units that took over when it ended, or were made of a part of it. */
  successors: string[];
  /** Oldest first; at least one. */
  names: { validFrom: Day; name: string; type: LocalityType }[];
  lon: number | null;
  lat: number | null;
  tile: { column: number; row: number } | null;
}

export const AGENCY_KINDS = ['committee', 'office', 'department', 'party', 'other'] as const;
export type AgencyKind = (typeof AGENCY_KINDS)[number];

/** Whoever leads, co-ordinates, follows or is addressed in a province, from a day on. */
export interface Agency {
  province: string;
  code: string;
  nameVi: string;
  nameEn: string;
  kind: AgencyKind;
  validFrom: Day;
  validTo: Day | null;
}

export const INDICATOR_KINDS = ['boolean', 'ratio', 'number', 'date'] as const;
export type IndicatorKind = (typeof INDICATOR_KINDS)[number];

/** The largest figure that is taken, whether reported or asked for. */
export const LARGEST_COUNT = 999_999_999;

/** What a programme asks figures of: a day, half a year, a year. */
export const PERIODS = ['day', 'half_year', 'year'] as const;
export type Period = (typeof PERIODS)[number];

export interface Indicator {
  code: string;
  condition: string;
  kind: IndicatorKind;
  nameVi: string;
  nameEn: string;
  unit: string | null;
  agency: string;
  basis: string;
  required: boolean;
  threshold: number | null;
  direction: 'atLeast' | 'atMost' | null;
  /** Reporting days a value stands; null: the programme's own. */
  freshness: number | null;
  /** Types of locality asked; empty: all. */
  appliesTo: string[];
  allowsSurplus: boolean;
  allowsZeroNeed: boolean;
  /** đồng a missing unit. */
  unitCost: number | null;
  /** The question itself changed: what was answered before `validFrom` does not stand. */
  asksAnew: boolean;
  /** Code of the indicator whose figure this one's cannot exceed. */
  atMostOf: string | null;
  /** Programmes of this period ask it, and no others. */
  period: Period;
  validFrom: Day;
  validTo: Day | null;
}

/** An indicator that does not apply to a locality from a day on, through `validTo` where that is set. */
export interface Exemption {
  locality: string;
  indicator: string;
  validFrom: Day;
  validTo: Day | null;
  reason: string;
}

export interface Condition {
  code: string;
  nameVi: string;
  nameEn: string;
}

export interface ProgrammeSettings {
  validFrom: Day;
  /** Local time `HH:MM`. */
  cutoff: string;
  lockDays: number;
  reportingDays: 'working' | 'every';
  freshness: number;
  amberThreshold: number;
  deadline: Day | null;
  missingStreak: number;
  dueSoonMinutes: number;
  indicators: string[] | null;
}

/**
 * What of its settings a province of a programme may have otherwise. Which days are asked, what is asked and
 * until when make the programme one, and are the same everywhere.
 */
export type LocalSettings = Pick<
  ProgrammeSettings,
  'cutoff' | 'lockDays' | 'freshness' | 'amberThreshold' | 'missingStreak' | 'dueSoonMinutes'
>;

/** A province's own settings from a day on; null: as the programme has it. */
export type ProvinceSettings = { [K in keyof LocalSettings]: LocalSettings[K] | null } & {
  province: string;
  validFrom: Day;
};

export interface Programme {
  code: string;
  nameVi: string;
  nameEn: string;
  /** Province codes, or `*`. */
  provinces: string[];
  startsOn: Day | null;
  endsOn: Day | null;
  finalThrough: Day | null;
  alertsFrom: Day | null;
  period: Period;
  /** Of periods longer than a day: the days of the year, `MM-DD`, that their figures are of, in order. */
  closesOn: string[];
  /** Oldest first; at least one. */
  settings: ProgrammeSettings[];
  /** Of all its provinces, oldest first. */
  provinceSettings: ProvinceSettings[];
}

export const CALENDAR_KINDS = ['holiday', 'swapped_off', 'compensatory_off', 'makeup_workday'] as const;
export type CalendarKind = (typeof CALENDAR_KINDS)[number];

/** The latest of dated versions that holds on `day`; undefined before the first. */
export function versionOn<T extends { validFrom: Day }>(versions: readonly T[], day: Day): T | undefined {
  return versions.findLast((version) => version.validFrom <= day);
}

/** True when `day` lies in `validFrom..validTo`, both included. */
export function inForce(unit: { validFrom: Day; validTo: Day | null }, day: Day): boolean {
  return unit.validFrom <= day && (unit.validTo === null || day <= unit.validTo);
}
