import { nextWakingMoment, nextWorkingMoment } from '../alerts/working-hours.ts';
import type { SendResult } from '../channels/channel.ts';
import { because, type Reason } from '../channels/reasons.ts';
import { addDays, type Day, dayOf, instantOf } from '../days.ts';
import { DEFAULT_PREFERENCE, type Preference } from './preferences.ts';
import type { MessageAlert } from './types.ts';

/** A message is tried so often; greylisting and full mailboxes pass within these hours or do not. */
export const MAX_TRIES = 8;
/** Minutes to wait after the first try, the second, … */
const WAITS = [1, 2, 5, 15, 30, 60, 120];
/** Minutes for which a channel is left alone after its first failure, the second, …; the last for all that follow. */
const PAUSES = [1, 2, 5, 10, 15];
/** Waits differ by up to this share, so that what failed together does not come back together. */
const JITTER = 0.2;
/** Beyond a person's ceiling what is urgent is gathered for so long. */
const GATHER_MS = 60 * 60_000;
const MINUTE_MS = 60_000;

export type SendingDecision =
  | { action: 'send' }
  | { action: 'drop'; reason: Reason }
  | { action: 'postpone'; until: Date; reason: Reason };

/** What was sent to a person today, by all channels. */
export interface SentToday {
  count: number;
  lastAt: Date | null;
}

export interface SendingCase {
  /** The alerts that the message has still something to say of. */
  alerts: readonly Pick<MessageAlert, 'area' | 'hours'>[];
  isWorkingDay(province: string, day: Day): boolean;
  provinceOf(area: string): string;
  preference?: Preference | undefined;
  sentToday: SentToday;
}

/** What to do with a message about alerts whose time has come. */
export function decideSending(of: SendingCase, now: Date): SendingDecision {
  const { alerts, preference = DEFAULT_PREFERENCE } = of;
  if (alerts.length === 0) return { action: 'drop', reason: because('none_open') };
  // Its time may have come in the night: the mail server was away, or has only now been set.
  const working = (from: Date, area: string) =>
    nextWorkingMoment(from, (day) => of.isWorkingDay(of.provinceOf(area), day));
  const moments = alerts.map(({ area, hours }) => {
    if (hours === 'any') return now;
    if (hours === 'waking') return nextWakingMoment(now, preference.quietFrom, preference.quietUntil);
    return working(now, area);
  });
  const earliest = first(moments);
  if (earliest > now) {
    // Of what waits for a morning some may wait for the person's own: it is his hours that keep the first back.
    const first = alerts[moments.findIndex((moment) => moment.getTime() === earliest.getTime())];
    const reason = because(first?.hours === 'waking' ? 'quiet_hours' : 'working_hours');
    return { action: 'postpone', until: earliest, reason };
  }
  if (of.sentToday.count < preference.perDay) return { action: 'send' };
  const urgent = alerts.some(({ hours }) => hours !== 'working');
  const gathered = urgent
    ? new Date((of.sentToday.lastAt ?? now).getTime() + GATHER_MS)
    : first(alerts.map(({ area }) => working(instantOf(addDays(dayOf(now), 1)), area)));
  return gathered > now
    ? { action: 'postpone', until: gathered, reason: because('enough_today') }
    : { action: 'send' };
}

const first = (moments: readonly Date[]) => moments.reduce((a, b) => (b < a ? b : a));

export type AfterSending =
  | { state: 'sent' }
  | { state: 'failed'; reason: Reason }
  /** `uncertain`: it may have arrived, so it must not take further alerts under the same id. */
  | { state: 'again'; at: Date; reason: Reason; uncertain: boolean }
  /** Not this message's fault: back as it was, and nothing else is sent this round. */
  | { state: 'stopped'; kind: 'unavailable' | 'misconfigured'; reason: Reason };

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
        return { state: 'failed', reason: because('given_up', { tries: attempt, last: result.reason }) };
      const wait = Math.max(spread(minutes, random), (result.afterSeconds ?? 0) * 1000);
      const at = new Date(now.getTime() + Math.round(wait));
      return { state: 'again', at, reason: result.reason, uncertain: result.uncertain };
    }
    case 'unavailable':
    case 'misconfigured':
      return { state: 'stopped', kind: result.kind, reason: result.reason };
  }
}

/** Until when a channel is left alone that has failed so often, one after the other. `random` is in [0, 1). */
export function pausedUntil(failures: number, now: Date, random: number): Date {
  const minutes = PAUSES[Math.min(failures, PAUSES.length) - 1] ?? 1;
  return new Date(now.getTime() + Math.round(spread(minutes, random)));
}

const spread = (minutes: number, random: number) => minutes * MINUTE_MS * (1 - JITTER + 2 * JITTER * random);
