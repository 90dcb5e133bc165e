import type { Colour, TransitionCause, TransitionKind } from '../collect/types.ts';
import type { Day } from '../days.ts';
import type { AlertContent, AlertKind } from './kinds/all.ts';
import type { Resolution } from './resolutions.ts';

export { type AlertTexts, NO_PROGRAMME, SERVICE } from './kind.ts';
export { ALERT_KINDS, type AlertContent, type AlertKind } from './kinds/all.ts';
export type { Resolution } from './resolutions.ts';

export type AlertState = 'open' | 'acknowledged' | 'resolved';

/** Why a transition made no alert. */
export type SkipReason =
  | 'not_latest_day'
  | 'asked_late'
  | 'rule_changed'
  | 'before_alerts'
  | 'reported_since'
  | 'recovered'
  | 'not_reported'
  | 'not_a_regression'
  | 'not_green_now'
  | 'nothing_open'
  | 'locality_ended'
  | 'programme_ended';

/** An alert that has not been resolved. */
export interface LiveAlert {
  id: number;
  programme: string;
  /** What it is about: a locality's code, a province's, or `*` for the service itself. */
  area: string;
  kind: AlertKind;
  subject: string;
}

/** A transition that the alert stage has not dealt with yet. */
export interface PendingTransition {
  id: number;
  programme: string;
  locality: string;
  day: Day;
  kind: TransitionKind;
  from: string | null;
  to: string;
  cause?: TransitionCause;
}

/** How a locality stands in a programme at this moment, by its latest stored status. */
export interface Standing {
  colour: Colour | null;
  lastReportedOn: Day | null;
  /** Codes of the indicators not met. */
  lacking: string[];
  /** The latest day that was closed; null before the first. */
  closedThrough?: Day | null;
}

export type NewAlert = { programme: string; area: string; subject: string } & AlertContent;

export type Decision =
  | { action: 'open'; alert: NewAlert }
  | { action: 'resolve'; id: number; resolution: Resolution }
  | { action: 'none'; reason: SkipReason };

/** What somebody says who takes an alert on. */
export interface Acknowledgement {
  owner: string;
  reason: string;
  promisedOn: Day;
}

/** A time in which nobody hears. */
export interface NewSilence {
  /** A locality's code, a province's, or `*`. */
  area: string;
  /** Null for every kind. */
  kind: AlertKind | null;
  startsAt: Date;
  endsAt: Date;
  reason: string;
}
