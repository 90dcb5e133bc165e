import type { RegisterFigure } from '../certificates/figures.ts';
import type { Day } from '../days.ts';
import type { CurrentValues, Value, Values } from '../intake/types.ts';
import type { Indicator } from '../registry/types.ts';

/** Why a value is looked at. `same_record` is of a whole record. */
export const FLAG_KINDS = [
  'sharp_fall',
  'back_and_forth',
  'contradiction',
  'need_falls',
  'same_record',
  'no_evidence',
  'register_differs',
  'delivery_not_shown',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** `corrected`: questioned, and another value came since. */
export type FlagState = 'open' | 'questioned' | 'verified' | 'corrected';

/** What a flag was raised by, as far as its kind knows it. */
export interface FlagFacts {
  /** What was said before, and of which day. */
  before?: { day: Day; value: Value };
  /** Returns to what was said before, and the reporting days looked at. */
  returns?: number;
  days?: number;
  /** The indicator that bounds this one, and its figure. */
  bound?: { indicator: string; figure: number };
  /** What the register of certificates says. */
  register?: RegisterFigure;
  /** Units that were delivered, those of them that records show, and the day of the last delivery. */
  delivery?: Delivered;
  /** Records that say the same, and the day of the first. */
  records?: number;
  since?: Day;
}

/** Items that were delivered to a locality and of which its records show fewer. */
export interface Delivered {
  delivered: number;
  shown: number;
  /** Of the last delivery. */
  day: Day;
}

/** Indicator of a flag that is of a whole record. */
export const WHOLE_RECORD = '';

/** A doubt as the rules raise it. */
export interface Doubt {
  indicator: string;
  day: Day;
  kind: FlagKind;
  /** Null of a whole record. */
  value: Value;
  facts: FlagFacts;
}

/** A doubt that is stored. */
export interface KnownFlag extends Doubt {
  state: FlagState;
}

/** From when on a value is doubted. */
export interface ReviewSettings {
  /** A fall by so many percent and by so many units is sharp. */
  fallPercent: number;
  fallUnits: number;
  /** So many returns to what was said before, within so many reporting days, are back and forth. */
  returns: number;
  returnDays: number;
  /** So many records that say the very same are looked at. */
  sameRecords: number;
  /** Indicators that are not believed to be met without a file. */
  evidenceFor: readonly string[];
}

/**
 * Where an operator has set nothing. No file is asked for: most offices send none, and a queue of a flag
 * for each of them would hide the rest.
 */
export const DEFAULT_SETTINGS: ReviewSettings = {
  fallPercent: 30,
  fallUnits: 2,
  returns: 2,
  returnDays: 10,
  sameRecords: 20,
  evidenceFor: [],
};

/** The latest revision of a day, for the rules. */
export interface PastRecord {
  day: Day;
  values: Values;
}

/** All that the doubts about a locality are made of. No clock: only days. */
export interface ReviewFacts {
  /** The latest revisions, oldest first, as far back as the settings look. */
  records: readonly PastRecord[];
  current: CurrentValues;
  /** The earliest day whose records raise doubts. */
  openFrom: Day;
  isReportingDay(day: Day): boolean;
  /** Reporting days in (after, through]. */
  count(after: Day, through: Day): number;
  indicatorsOn(day: Day): ReadonlyMap<string, Indicator>;
  requirement(indicator: string, day: Day): number | null;
  /** Indicators for which there is a file. */
  withEvidence: ReadonlySet<string>;
  /** What the register of certificates says of an indicator on a day; undefined where it says nothing. */
  registerSays(indicator: string, day: Day): RegisterFigure | undefined;
  /** What was delivered of an indicator and is not in the records; undefined where nothing is like that. */
  notShown(indicator: string): Delivered | undefined;
  /** Indicators whose value, as it stands, is questioned. */
  questioned: ReadonlySet<string>;
  /** Flags already stored: one that still holds stays the one it is. */
  known: readonly KnownFlag[];
  settings: ReviewSettings;
}
