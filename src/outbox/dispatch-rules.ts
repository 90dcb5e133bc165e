import { ROUTING } from '../alerts/routing.ts';
import type { Day } from '../days.ts';
import type { SendResult } from './channel.ts';
import type { MessageAlert } from './types.ts';
import { nextWorkingMoment } from './working-hours.ts';

/** A message is tried so often; greylisting and full mailboxes pass within these hours or do not. */
export const MAX_TRIES = 8;
/** Minutes to wait after the first try, the second, … */
const WAITS = [1, 2, 5, 15, 30, 60, 120];
/** Waits differ by up to this share, so that what failed together does not come back together. */
const JITTER = 0.2;

export type SendingDecision =
  | { action: 'send' }
  | { action: 'drop'; reason: string }
  | { action: 'postpone'; until: Date; reason: string };

/** What to do with a message whose time has come, by the alerts it speaks of that are still open. */
export function decideSending(
  open: readonly MessageAlert[],
  now: Date,
  isWorkingDay: (province: string, day: Day) => boolean,
  provinceOf: (locality: string) => string,
): SendingDecision {
  if (open.length === 0) return { action: 'drop', reason: 'none of its alerts is open any more' };
  // Its time may have come in the night: the mail server was away, or has only now been set.
  const moments = open.map((alert) =>
    ROUTING[alert.kind].urgent
      ? now
      : nextWorkingMoment(now, (day) => isWorkingDay(provinceOf(alert.area), day)),
  );
  const earliest = moments.reduce((first, one) => (one < first ? one : first));
  return earliest > now
    ? { action: 'postpone', until: earliest, reason: 'outside working hours' }
    : { action: 'send' };
}

export type AfterSending =
  | { state: 'sent' }
  | { state: 'failed'; reason: string }
  /** `uncertain`: it may have arrived, so it must not take further alerts under the same id. */
  | { state: 'again'; at: Date; reason: string; uncertain: boolean }
  /** Not this message's fault: back as it was, and nothing else is sent this round. */
  | { state: 'stopped'; kind: 'unavailable' | 'misconfigured'; reason: string };

/** What follows from an attempt. `random` is in [0, 1). */
export function afterSending(result: SendResult, attempt: number, now: Date, random: number): AfterSending {
  switch (result.kind) {
    case 'accepted':
      return { state: 'sent' };
    case 'refused':
      return { state: 'failed', reason: result.reason };
    case 'retry': {
      const minutes = WAITS[attempt - 1];
      if (attempt >= MAX_TRIES || minutes === undefined)
        return { state: 'failed', reason: `given up after ${attempt} tries: ${result.reason}` };
      const wait = minutes * 60_000 * (1 - JITTER + 2 * JITTER * random);
      const at = new Date(now.getTime() + Math.round(wait));
      return { state: 'again', at, reason: result.reason, uncertain: result.uncertain };
    }
    case 'unavailable':
    case 'misconfigured':
      return { state: 'stopped', kind: result.kind, reason: result.reason };
  }
}
