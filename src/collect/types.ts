import type { Day } from '../days.ts';
import type { Value } from '../intake/types.ts';

export type Colour = 'green' | 'yellow' | 'red' | 'grey';
/** How an indicator stands that is asked. */
export type AskedState = 'met' | 'unmet' | 'unknown';
/** `not_applicable`: neither met nor missing, and counted nowhere. */
export type IndicatorState = AskedState | 'not_applicable';
export type ReportingState = 'due' | 'on_time' | 'late' | 'missing' | 'not_due';

/** Why an indicator is not met. */
export type ReasonCode =
  | 'not_yet'
  | 'below_need'
  | 'below_threshold'
  | 'above_threshold'
  | 'expires_soon'
  | 'questioned'
  | 'never_reported'
  | 'asked_anew'
  | 'stale'
  | 'said_unknown'
  | 'unusable';

/** A required indicator that is not met, as it is stored with the status of a day. */
export interface Gap {
  state: 'unmet' | 'unknown';
  code: ReasonCode;
  /** First day of the unbroken run in this state. */
  since: Day;
  have: number | null;
  need: number | null;
  /** Units lacking; null where that cannot be known. */
  missing: number | null;
  /** Day of the value judged; null when there is none. */
  of: Day | null;
}

export interface StatusRow {
  programme: string;
  locality: string;
  day: Day;
  colour: Colour;
  required: number;
  met: number;
  given: number;
  sound: number;
  receivedAt: Date | null;
  lastReportedOn: Day | null;
  conditions: Record<string, IndicatorState>;
  gaps: Record<string, Gap>;
  closingColour: Colour | null;
}

/** The same with conditions and gaps as the JSON that they are stored as: for who hands them on. */
export type UnreadStatus = Omit<StatusRow, 'conditions' | 'gaps'> & { conditions: string; gaps: string };

/** A reviewer's word on a value; it counts from `setOn` for as long as that value stands, and none other has come. */
export interface Mark {
  indicator: string;
  setOn: Day;
  /** The earliest day of which another value has come in since: from it on the word says nothing, for good. */
  clearedOn: Day | null;
  state: 'verified' | 'questioned';
  value: Value;
}

export type TransitionKind = 'colour' | 'reporting' | 'gap' | 'closing';
export type TransitionCause = 'intake' | 'collect' | 'close' | 'restated' | 'rule_changed';

export interface Transition {
  programme: string;
  locality: string;
  day: Day;
  kind: TransitionKind;
  subject: string;
  from: string | null;
  to: string;
  cause: TransitionCause;
}
