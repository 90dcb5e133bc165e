import type { LocalityName } from '../registry/types.ts';

export const HOWS = ['hand', 'share', 'steps', 'figure'] as const;
export type HowKind = (typeof HOWS)[number];

/** What the service itself knows of a locality in a period, each a share. */
export const FIGURES = ['days_on_time', 'days_reported', 'days_green', 'complete', 'accurate'] as const;
export type FigureCode = (typeof FIGURES)[number];

/** From a value on, up to but without the next one; the highest with its end. */
export interface Step {
  from: number;
  to: number;
  points: number;
}

export interface Grade {
  grade: string;
  /** Percent. */
  from: number;
  to: number;
}

export interface Criterion {
  code: string;
  nameVi: string;
  max: number;
  /** Points by hand; a share of the maximum; by a table of steps; or of the service's own figures. */
  how: HowKind;
  /** Of `figure`: which; by `steps` where there are any, else its share of the maximum. */
  figure: FigureCode | null;
  steps: Step[];
  /** What has to be shown; null where nothing has. */
  evidence: string | null;
  /** Who verifies, in words. */
  verifier: string | null;
}

export interface CriteriaGroup {
  nameVi: string;
  max: number;
  criteria: Criterion[];
}

export interface Definition {
  max: number;
  groups: CriteriaGroup[];
  /** Empty: no grades. */
  grades: Grade[];
}

export interface CriteriaSet extends Definition {
  code: string;
  version: number;
  /** Code of a province, or `*`. */
  province: string;
  nameVi: string;
}

/** What somebody says of a criterion. */
export interface Said {
  points?: number | undefined;
  /** A percentage, or what the steps are of. */
  value?: number | undefined;
  have?: number | undefined;
  need?: number | undefined;
  notApplicable?: boolean | undefined;
  unknown?: boolean | undefined;
  note?: string | undefined;
  /** Links, or numbers of papers; files stand beside. */
  evidence?: string[] | undefined;
}
/** By code of the criterion. */
export type SaidOfAll = Record<string, Said>;

/** A figure of the service's own; null where nothing is known. */
export interface OwnFigure {
  have: number;
  of: number;
}
export type OwnFigures = Partial<Record<FigureCode, OwnFigure>>;

/** A criterion with its points and the arithmetic. */
export interface Line {
  code: string;
  /** 0 where nothing is known; null where it does not apply. */
  points: number | null;
  max: number;
  state: 'counted' | 'not_applicable' | 'unknown';
  /** Points by the locality's own word, and by the verifier's; null without one. */
  self: number | null;
  verified: number | null;
  how: string;
  howVi: string;
  note: string | null;
  evidence: string[];
}

export interface Total {
  points: number;
  max: number;
  /** Two decimals; null where nothing applies. */
  percent: number | null;
  notApplicable: number;
  unknown: number;
}

export const SHEET_STATES = [
  'not_started',
  'self_scored',
  'verified',
  'published',
  'objected',
  'answered',
  'approved',
] as const;
export type SheetState = (typeof SHEET_STATES)[number];

/** A locality's points in a period. */
export interface Sheet extends Total {
  locality: LocalityName;
  rank: number | null;
  grade: string | null;
  state: SheetState;
  criteria: Line[];
}
