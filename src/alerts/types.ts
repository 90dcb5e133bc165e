import type { Colour, TransitionKind } from '../collect/types.ts';
import type { Day } from '../days.ts';

/** What each kind of alert knows: all that its texts are made of. Instants are ISO 8601. */
export type AlertContent =
  | { kind: 'record_due_soon'; facts: { day: Day; cutoff: string } }
  | { kind: 'record_missing'; facts: { day: Day; cutoff: string; openThrough: Day } }
  | {
      kind: 'record_missing_streak';
      facts: { day: Day; streak: number; lastReportedOn: Day | null; openThrough: Day };
    }
  | {
      kind: 'regressed';
      /** `lacking`: codes of what was not met. `next`: when the colour is judged again. */
      facts: { day: Day; to: Colour; lacking: string[]; next: { day: Day; cutoff: string } };
    }
  | { kind: 'gap_deadline'; facts: GapDeadlineFacts }
  | { kind: 'promise_passed'; facts: PromiseFacts }
  | { kind: 'value_questioned'; facts: { indicator: string; reason: string; by: string; on: Day } }
  | { kind: 'certificate_expiring'; facts: CertificateFacts }
  | { kind: 'network_down'; facts: { lastBeatAt: string; downSince: string } }
  | {
      kind: 'nothing_received';
      /** How many were asked that day, and how many of them have reported. */
      facts: { day: Day; cutoff: string; expected: number; reported: number; lastReceivedAt: string | null };
    }
  | { kind: 'job_failed'; facts: { job: string; slot: string; at: string; error: string } }
  | { kind: 'job_late'; facts: { job: string; since: string } }
  | { kind: 'delivery_failing'; facts: { channel: string; since: string; reason: string } };

export interface GapDeadlineFacts {
  indicator: string;
  deadline: Day;
  /** Whether the deadline lies behind. */
  passed: boolean;
  state: 'unmet' | 'unknown';
  have: number | null;
  need: number | null;
  missing: number | null;
  since: Day;
}

export interface PromiseFacts {
  /** The alert that somebody took on, and what it is about. */
  alert: number;
  about: Exclude<AlertContent, { kind: 'promise_passed' }>;
  owner: string;
  promisedOn: Day;
}

export interface CertificateFacts {
  certificate: number;
  certificateKind: 'personal' | 'organisation' | 'device';
  holder: string | null;
  serial: string | null;
  validTo: Day;
  /** Whether that day lies behind. */
  expired: boolean;
}

export type AlertKind = AlertContent['kind'];
export type AlertState = 'open' | 'acknowledged' | 'resolved';

/** Every kind, in the order in which lists name them. */
export const ALERT_KINDS = [
  'record_due_soon',
  'record_missing',
  'record_missing_streak',
  'regressed',
  'gap_deadline',
  'promise_passed',
  'value_questioned',
  'certificate_expiring',
  'network_down',
  'nothing_received',
  'job_failed',
  'job_late',
  'delivery_failing',
] as const satisfies readonly AlertKind[];

/** What alerts that belong to no programme have for one. */
export const NO_PROGRAMME = '*';
/** The area of alerts that are about the service itself. */
export const SERVICE = '*';

/** Why an alert ended. */
export type Resolution =
  | 'reported'
  | 'reported_since'
  | 'cutoff_passed'
  | 'locked'
  | 'not_due'
  | 'green_again'
  | 'locality_ended'
  | 'programme_ended'
  | 'filled'
  | 'deadline_moved'
  | 'work_done'
  | 'promised_anew'
  | 'answered'
  | 'renewed'
  | 'next_stage'
  | 'connected_again'
  | 'received_again'
  | 'next_day'
  | 'succeeded_again'
  | 'delivered_again';

/** Why a transition made no alert. */
export type SkipReason =
  | 'not_latest_day'
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
}

/** How a locality stands in a programme at this moment, by its latest stored status. */
export interface Standing {
  colour: Colour | null;
  lastReportedOn: Day | null;
  /** Codes of the indicators not met. */
  lacking: string[];
}

export type NewAlert = { programme: string; area: string; subject: string } & AlertContent;

export type Decision =
  | { action: 'open'; alert: NewAlert }
  | { action: 'resolve'; id: number; resolution: Resolution }
  | { action: 'none'; reason: SkipReason };

/** All that people read of one alert, in both languages. */
export interface AlertTexts {
  /** One line that stands alone: of a list, or of a message's subject. */
  reasonVi: string;
  reason: string;
  /** What can be done, and until when. */
  todoVi: string;
  todo: string;
}

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
