import type { Colour, TransitionKind } from '../collect/types.ts';
import type { Day } from '../days.ts';

/** What each kind of alert knows when it opens: all that its texts are made of. */
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
    };

export type AlertKind = AlertContent['kind'];
export type AlertState = 'open' | 'acknowledged' | 'resolved';

/** Why an alert ended. */
export type Resolution =
  | 'reported'
  | 'reported_since'
  | 'cutoff_passed'
  | 'locked'
  | 'not_due'
  | 'green_again'
  | 'locality_ended'
  | 'programme_ended';

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
export type OpenedAlert = { id: number; programme: string; area: string } & AlertContent;

export type Decision =
  | { action: 'open'; alert: NewAlert }
  | { action: 'resolve'; id: number; resolution: Resolution }
  | { action: 'none'; reason: SkipReason };
