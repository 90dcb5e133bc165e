import type { AlertCount, Escalation, Promised } from '../alerts/said-store.ts';
import type { Summary } from '../collect/summary.ts';
import type { Day } from '../days.ts';
import type { Change } from '../figures/changes.ts';
import type { Placed } from '../figures/ranking.ts';
import type { Target } from '../figures/target.ts';
import type { NamedView, Unit } from '../figures/units.ts';
import type { GapAnswer } from '../gaps/schema.ts';
import type { GapTotal } from '../gaps/totals.ts';
import type { LocalityName, Programme } from '../registry/types.ts';

export const DIGEST_ROLES = ['department', 'leader'] as const;
export type DigestRole = (typeof DIGEST_ROLES)[number];
export const PERIODS = ['day', 'week'] as const;
export type Period = (typeof PERIODS)[number];

/** Stands for every programme, or every province, that has no digest of its own. */
export const EACH = '*';

/** Who gets a summary, and when. */
export interface Digest {
  id: number;
  /** Code of a programme, or {@link EACH}. */
  programme: string;
  /** Code of a province, or {@link EACH}. */
  province: string;
  role: DigestRole;
  period: Period;
  /** Of a weekly one: 0 = Sunday … 6 = Saturday. */
  weekday: number | null;
  /** Local time `HH:MM`. */
  at: string;
  enabled: boolean;
  holdsFrom: Date;
}

/** What a digest tells of; all that its letter is made of when it is sent. */
export interface DigestContent {
  programme: string;
  province: string;
  /** The day its figures are of. */
  day: Day;
  period: Period;
}

/** All that a letter says, read and in order. */
export interface DigestFacts {
  programme: Programme;
  province: { code: string; name: string };
  period: Period;
  day: Day;
  /** When it was read. */
  now: Date;
  summary: Summary;
  /** By name, as Vietnamese sorts. */
  views: NamedView[];
  units: Unit[];
  ranking: Placed<Unit>[];
  names: ReadonlyMap<string, LocalityName>;
  /** Since the reporting day before, or since a week before; null where there is nothing to compare with. */
  change: Change | null;
  target: Target;
  alerts: AlertCount[];
  escalations: Escalation[];
  promises: Promised[];
  gaps: GapAnswer[];
  totals: GapTotal[];
  /** Names of indicators by code. */
  indicators: ReadonlyMap<string, { nameVi: string; nameEn: string }>;
}

/** A list in a letter: a few lines, the rest is counted. */
export interface Section {
  title: string;
  lines: readonly string[];
  /** What was left out, or what is said where there is nothing. */
  note?: string;
}
