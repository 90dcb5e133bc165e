import type { Day } from '../days.ts';
import type { Step } from './ladder.ts';
import { momentAfter, type Span } from './ladder-clock.ts';

/** A step that was taken: `turn` is 1 the first time. */
export interface Taken {
  step: number;
  turn: number;
  at: Date;
}

/** All that decides where an open alert stands on its ladder. */
export interface Climb {
  openedAt: Date;
  steps: readonly Step[];
  taken: readonly Taken[];
  /** Silences that concern the alert, past ones included: its clock stood still in them. */
  silences: readonly Span[];
  /** Something larger is the matter, of which others hear: this one waits. */
  inhibited: boolean;
  isWorkingDay(day: Day): boolean;
}

/** A turn of a step that has not been taken yet. */
export interface Turn {
  step: number;
  turn: number;
  at: Date;
}

/** What follows now; each answer says why. */
export type ClimbDecision =
  | { action: 'tell'; turns: Turn[]; next: Date | null }
  | { action: 'wait'; reason: 'next_step' | 'silenced' | 'inhibited'; next: Date }
  | { action: 'stop'; reason: 'nobody_left_to_tell' };

/** Something inhibited is looked at again after so long; whatever inhibits may have ended without a word. */
const LOOK_AGAIN_MS = 5 * 60_000;

/** What an alert's ladder asks for at `now`. Steps that were overdue are said once, not as often as they were due. */
export function climb(alert: Climb, now: Date): ClimbDecision {
  const turns = turnsLeft(alert);
  if (turns.length === 0) return { action: 'stop', reason: 'nobody_left_to_tell' };
  if (alert.silences.some(({ from, until }) => from <= now && now < until)) {
    // What was overdue as the silence began, or was taken back because of it, comes after it.
    const after = turns.map(({ step, at }) => {
      const place = alert.steps[step];
      return at > now || !place ? at : momentAfter(now, 0, alert.silences, officeOf(alert, place));
    });
    return { action: 'wait', reason: 'silenced', next: earliest(after) ?? now };
  }
  const due = turns.filter(({ at }) => at <= now);
  const next = earliest(turns.filter(({ at }) => at > now).map(({ at }) => at));
  if (due.length > 0 && alert.inhibited)
    return { action: 'wait', reason: 'inhibited', next: new Date(now.getTime() + LOOK_AGAIN_MS) };
  if (due.length > 0) {
    const repeats = due.flatMap((turn) => nextOf(alert, { ...turn, at: now }));
    return {
      action: 'tell',
      turns: due,
      next: earliest([...(next ? [next] : []), ...repeats.map(({ at }) => at)]),
    };
  }
  return { action: 'wait', reason: 'next_step', next: next ?? now };
}

function earliest(moments: readonly Date[]): Date | null {
  return moments.length === 0 ? null : moments.reduce((first, one) => (one < first ? one : first));
}

/** Of each step the turn that comes next, with its moment; steps that are through are left out. */
export function turnsLeft(alert: Climb): Turn[] {
  return alert.steps.flatMap((step, index): Turn[] => {
    const last = alert.taken.findLast((one) => one.step === index);
    if (last) return nextOf(alert, last);
    const at = momentAfter(alert.openedAt, step.waitMinutes, alert.silences, officeOf(alert, step));
    return [{ step: index, turn: 1, at }];
  });
}

function nextOf(alert: Climb, { step: index, turn, at }: Taken): Turn[] {
  const step = alert.steps[index];
  if (!step || step.repeatMinutes === null || turn >= step.atMost) return [];
  const next = momentAfter(at, step.repeatMinutes, alert.silences, officeOf(alert, step));
  return [{ step: index, turn: turn + 1, at: next }];
}

const officeOf = (alert: Climb, step: Step) => (step.hours === 'working' ? alert.isWorkingDay : null);
