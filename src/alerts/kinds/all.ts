import { own } from '../../lib/own.ts';
import type { KindOf } from '../kind.ts';
import { certificateExpiring } from './certificate-expiring.ts';
import { deliveryFailing } from './delivery-failing.ts';
import { deliveryNotShown } from './delivery-not-shown.ts';
import { gapDeadline } from './gap-deadline.ts';
import { jobFailed } from './job-failed.ts';
import { jobLate } from './job-late.ts';
import { networkDown } from './network-down.ts';
import { nothingReceived } from './nothing-received.ts';
import { promisePassed } from './promise-passed.ts';
import { proposalDeadline } from './proposal-deadline.ts';
import { recordDueSoon } from './record-due-soon.ts';
import { recordMissing } from './record-missing.ts';
import { recordMissingStreak } from './record-missing-streak.ts';
import { regressed } from './regressed.ts';
import { reportDraft } from './report-draft.ts';
import { reportSubmitted } from './report-submitted.ts';
import { taskDueSoon } from './task-due-soon.ts';
import { taskMoved } from './task-moved.ts';
import { taskOverdue } from './task-overdue.ts';
import { taskUnconfirmed } from './task-unconfirmed.ts';
import { valueQuestioned } from './value-questioned.ts';

/** Every kind of alert, in the order in which lists name them. */
const ALL = [
  recordDueSoon,
  recordMissing,
  recordMissingStreak,
  regressed,
  gapDeadline,
  promisePassed,
  valueQuestioned,
  certificateExpiring,
  networkDown,
  nothingReceived,
  reportDraft,
  reportSubmitted,
  proposalDeadline,
  deliveryNotShown,
  taskDueSoon,
  taskOverdue,
  taskUnconfirmed,
  taskMoved,
  jobFailed,
  jobLate,
  deliveryFailing,
] as const;

type ContentOf<One> = One extends KindOf<infer Kind, infer Facts> ? { kind: Kind; facts: Facts } : never;

/** What each kind of alert knows: all that its texts are made of. Instants are ISO 8601. */
export type AlertContent = ContentOf<(typeof ALL)[number]>;
export type AlertKind = AlertContent['kind'];

const kinds: readonly KindOf<AlertKind, unknown>[] = ALL;
const byKind = Object.fromEntries(kinds.map((one) => [one.kind, one])) as Record<
  AlertKind,
  KindOf<AlertKind, unknown>
>;

export const ALERT_KINDS = kinds.map(({ kind }) => kind) as unknown as readonly [AlertKind, ...AlertKind[]];

export const kindOf = (kind: AlertKind): KindOf<AlertKind, unknown> => byKind[kind];

/** A kind by a name that was stored; undefined for one that this release does not know. */
export const findKind = (kind: string): KindOf<AlertKind, unknown> | undefined => own(byKind, kind);

/** Those whose subject is a day. */
export const KINDS_OF_A_DAY: readonly AlertKind[] = ALERT_KINDS.filter((kind) => byKind[kind].ofADay);
