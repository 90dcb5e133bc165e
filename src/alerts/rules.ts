import { missingStreak } from '../collect/reporting.ts';
import { addDays, type Day, dayOf } from '../days.ts';
import { askedBefore, hasLocked } from '../registry/locks.ts';
import { covers, dayBeforeFirst, firstDayIn, type Registry } from '../registry/snapshot.ts';
import { cutoffOf, lockOf } from '../registry/times.ts';
import { inForce, type Locality, type Programme } from '../registry/types.ts';
import {
  type AlertContent,
  type Decision,
  type LiveAlert,
  type NewAlert,
  NO_PROGRAMME,
  type PendingTransition,
  type Resolution,
  type SkipReason,
  type Standing,
} from './types.ts';

type StreakFacts = Extract<AlertContent, { kind: 'record_missing_streak' }>['facts'];

/** One locality of one programme at one moment: what every rule here is asked about. */
export interface Case {
  registry: Registry;
  programme: Programme;
  locality: Locality;
  standing: Standing;
  /** Its alerts that are not resolved. */
  live: readonly LiveAlert[];
  now: Date;
}

const none = (reason: SkipReason): Decision => ({ action: 'none', reason });

/**
 * What a transition means for the alerts. It asks where the locality stands now as well, so a message
 * never speaks of what has been put right since, and the order of two transitions does not matter.
 */
export function decide(at: Case, transition: PendingTransition): Decision[] {
  const ended = whyEnded(at.programme, at.locality, at.now);
  if (ended) return [none(ended)];
  if (transition.kind === 'reporting')
    return transition.to === 'missing' ? onMissing(at, transition.day) : onReport(at, transition.day);
  if (transition.to === 'green') return onGreen(at);
  return [transition.kind === 'closing' ? onClosing(at, transition) : none('not_a_regression')];
}

/** Why nobody is asked any more; the last day itself still counts. */
function whyEnded(
  programme: Programme,
  locality: Locality,
  now: Date,
): 'locality_ended' | 'programme_ended' | null {
  const today = dayOf(now);
  if (!inForce(locality, today)) return 'locality_ended';
  return covers(programme, locality.province) && !isOver(programme, today) ? null : 'programme_ended';
}

const isOver = (programme: Programme, day: Day) => programme.endsOn !== null && programme.endsOn < day;

function onMissing(at: Case, day: Day): Decision[] {
  const skip = whyNot(at, day);
  if (skip) return [none(skip)];
  const { registry, programme, locality, standing } = at;
  if (standing.lastReportedOn !== null && standing.lastReportedOn >= day) return [none('reported_since')];
  const settings = registry.settingsOn(programme, locality.province, day);
  const calendar = registry.lockCalendar(programme, locality.province);
  const openThrough = dayOf(new Date(lockOf(calendar, settings, day).getTime() - 1));
  const to = { programme: programme.code, area: locality.code };
  const opened: NewAlert[] = [
    { ...to, kind: 'record_missing', subject: day, facts: { day, cutoff: settings.cutoff, openThrough } },
  ];
  const streak = streakThrough(at, day);
  if (streak >= settings.missingStreak) opened.push(streakAlert(at, day, streak));
  return opened.map((alert) => ({ action: 'open', alert }));
}

function streakAlert({ registry, programme, locality, standing }: Case, day: Day, streak: number): NewAlert {
  const { province, code: area } = locality;
  const settings = registry.settingsOn(programme, province, day);
  const lock = lockOf(registry.lockCalendar(programme, province), settings, day);
  const openThrough = dayOf(new Date(lock.getTime() - 1));
  const facts: StreakFacts = { day, streak, lastReportedOn: standing.lastReportedOn, openThrough };
  return { programme: programme.code, area, kind: 'record_missing_streak', subject: '', facts };
}

function onReport(at: Case, day: Day): Decision[] {
  const resolved = at.live.flatMap((alert): Decision[] => {
    const resolution = resolvedByReport(at, alert, day);
    return resolution ? [{ action: 'resolve', id: alert.id, resolution }] : [];
  });
  return resolved.length > 0 ? resolved : [none('nothing_open')];
}

function resolvedByReport(at: Case, alert: LiveAlert, day: Day): Resolution | null {
  switch (alert.kind) {
    case 'record_due_soon':
      return alert.subject === day ? 'reported' : null;
    case 'record_missing':
      if (alert.subject > day) return null;
      return alert.subject === day ? 'reported' : 'reported_since';
    case 'record_missing_streak': {
      // A record from the beginning of the run shortens it; only one that breaks it ends the alert.
      const latest = latestClosed(at);
      const least = at.registry.settingsOn(at.programme, at.locality.province, latest).missingStreak;
      return streakThrough(at, latest) < least ? 'reported' : null;
    }
    default:
      return null;
  }
}

function onGreen(at: Case): Decision[] {
  // The change may be of an earlier day, or undone already: what counts is the colour as it stands.
  if (at.standing.colour !== 'green') return [none('not_green_now')];
  const resolved = at.live
    .filter((alert) => alert.kind === 'regressed')
    .map(({ id }): Decision => ({ action: 'resolve', id, resolution: 'green_again' }));
  return resolved.length > 0 ? resolved : [none('nothing_open')];
}

function onClosing(at: Case, { day, from, to, cause }: PendingTransition): Decision {
  if (from !== 'green') return none('not_a_regression');
  // Green turns grey when values have grown old because nobody reported: `record_missing` and its
  // streak have said so days before, and nothing is known to have got worse.
  if (to !== 'yellow' && to !== 'red') return none('not_reported');
  if (cause === 'rule_changed') return none('rule_changed');
  const skip = whyNot(at, day);
  if (skip) return none(skip);
  if (at.standing.colour === 'green') return none('recovered');
  const { registry, programme, locality, standing } = at;
  const next = registry.calendar(programme, locality.province).nthAfter(day, 1);
  const { cutoff } = registry.settingsOn(programme, locality.province, next);
  return {
    action: 'open',
    alert: {
      programme: programme.code,
      area: locality.code,
      kind: 'regressed',
      subject: '',
      facts: { day, to, lacking: standing.lacking, next: { day: next, cutoff } },
    },
  };
}

/** After an outage nobody is woken for days gone by, nor for days before alerts began. */
function whyNot(at: Case, day: Day): SkipReason | null {
  const { registry, programme, locality } = at;
  if (registry.isHeld('asked_late', programme, locality.province, day)) return 'asked_late';
  if (day !== latestClosed(at)) return 'not_latest_day';
  const { alertsFrom } = at.programme;
  return alertsFrom !== null && day < alertsFrom ? 'before_alerts' : null;
}

/** Whether the time at which a day closes, or would close, lies behind. */
function isPast({ registry, programme, locality, now }: Case, day: Day): boolean {
  return now >= cutoffOf(registry.settingsOn(programme, locality.province, day), day);
}

/** The last reporting day whose cutoff has passed. */
export function latestClosed({ registry, programme, locality, now }: Omit<Case, 'standing' | 'live'>): Day {
  const calendar = registry.calendar(programme, locality.province);
  const today = dayOf(now);
  const closed =
    calendar.isReportingDay(today) &&
    now >= cutoffOf(registry.settingsOn(programme, locality.province, today), today);
  return closed ? today : askedBefore(registry, programme, locality.province, today);
}

/** Days before alerts began do not count: nobody should hear of them, in a sum either. */
function streakThrough({ registry, programme, locality, standing }: Case, day: Day): number {
  const starts = [standing.lastReportedOn, dayBeforeFirst(programme, locality)];
  if (programme.alertsFrom !== null) starts.push(addDays(programme.alertsFrom, -1));
  const after = starts
    .filter((start) => start !== null)
    .sort()
    .at(-1);
  const calendar = registry.calendar(programme, locality.province);
  if (after === undefined) return 0;
  // Days that were made workdays only once they were over are nobody's fault.
  const late = registry.heldDays.filter(
    (one) =>
      one.as === 'asked_late' &&
      one.programme === programme.code &&
      one.province === locality.province &&
      after < one.day &&
      one.day <= day &&
      calendar.isReportingDay(one.day),
  ).length;
  return missingStreak(calendar, after, day, 'missing') - late;
}

/**
 * What the facts of now make of one that is open: of the kinds that a change opens. Null where it stays as it is. The
 * calendar, a start or a threshold may be others than when it opened.
 */
export function judge(at: Case, alert: LiveAlert & Partial<AlertContent>): Decision | null {
  const { registry, programme, locality, standing } = at;
  const end = (resolution: Resolution): Decision => ({ action: 'resolve', id: alert.id, resolution });
  const { lastReportedOn } = standing;
  if (alert.kind === 'record_missing' && lastReportedOn !== null && lastReportedOn >= alert.subject)
    return end(lastReportedOn === alert.subject ? 'reported' : 'reported_since');
  if (alert.kind === 'record_missing_streak') {
    const day = latestClosed(at);
    // A clock that has been set back stands before what was closed: what follows from that stays. A day that closed and
    // was declared off since is no such day: its cutoff has passed.
    if (standing.closedThrough && !isPast(at, standing.closedThrough)) return null;
    const streak = streakThrough(at, day);
    const settings = registry.settingsOn(programme, locality.province, day);
    const before = alert.facts as StreakFacts;
    if (streak < settings.missingStreak)
      return end(
        lastReportedOn !== null && lastReportedOn > (before.lastReportedOn ?? '') ? 'reported' : 'not_due',
      );
    if (streak === before.streak && lastReportedOn === before.lastReportedOn) return null;
    // It grows at the close; what a rule has taken away or given back since is told at once.
    if (
      standing.closedThrough === null ||
      standing.closedThrough === undefined ||
      standing.closedThrough < day
    )
      return null;
    return { action: 'open', alert: { ...streakAlert(at, day, streak) } };
  }
  if (alert.kind === 'regressed') {
    if (standing.colour === 'green') return end('green_again');
    const { day } = alert.facts as { day: Day };
    if (!isDue(registry, programme, locality, day) && latestClosed(at) < day) return end('not_due');
  }
  return null;
}

/** What a close has opened and the facts of now ask for still, or anew; of the latest day alone. */
export function missingNow(at: Case): NewAlert[] {
  const day = latestClosed(at);
  const { closedThrough } = at.standing;
  if (whyEnded(at.programme, at.locality, at.now) || !closedThrough || closedThrough < day) return [];
  if (!isDue(at.registry, at.programme, at.locality, day)) return [];
  return onMissing(at, day).flatMap((one) => (one.action === 'open' ? [one.alert] : []));
}

/** Whether an alert has ended by the mere passing of time, and why. */
export function decideSweep(registry: Registry, alert: LiveAlert, now: Date): Resolution | null {
  if (!/^\d{5}$/.test(alert.area)) return null;
  if (alert.programme === NO_PROGRAMME) {
    const unit = registry.localities.get(alert.area);
    return unit && inForce(unit, dayOf(now)) ? null : 'locality_ended';
  }
  const programme = registry.programmes.get(alert.programme);
  const locality = registry.localities.get(alert.area);
  if (!programme) return 'programme_ended';
  if (!locality) return 'locality_ended';
  const ended = whyEnded(programme, locality, now);
  if (ended) return ended;
  const isOfDay = alert.kind === 'record_due_soon' || alert.kind === 'record_missing';
  if (isOfDay && !isDue(registry, programme, locality, alert.subject)) return 'not_due';
  if (alert.kind === 'record_due_soon')
    return now >= cutoffOf(registry.settingsOn(programme, locality.province, alert.subject), alert.subject)
      ? 'cutoff_passed'
      : null;
  if (alert.kind === 'record_missing')
    return hasLocked(registry, programme, locality.province, alert.subject, now) ? 'locked' : null;
  return null;
}

/** Whether a day asks for a report: it may have been made a day off, or the start moved, since. */
function isDue(registry: Registry, programme: Programme, locality: Locality, day: Day): boolean {
  const first = firstDayIn(programme, locality);
  return (
    first !== null && first <= day && registry.calendar(programme, locality.province).isReportingDay(day)
  );
}

/** Localities whose time runs short: from `dueSoonMinutes` before the cutoff until the cutoff. */
export function expectedSoon(registry: Registry, programme: Programme, now: Date): NewAlert[] {
  const day = dayOf(now);
  const { startsOn, alertsFrom } = programme;
  if (startsOn === null || day < startsOn || isOver(programme, day)) return [];
  if (alertsFrom !== null && day < alertsFrom) return [];
  return registry.provincesOf(programme).flatMap((province) => {
    const settings = registry.settingsOn(programme, province, day);
    const cutoff = cutoffOf(settings, day);
    if (now >= cutoff || now.getTime() < cutoff.getTime() - settings.dueSoonMinutes * 60_000) return [];
    if (!registry.calendar(programme, province).isReportingDay(day)) return [];
    return registry.localitiesOf(programme, day, province).map((locality) => ({
      programme: programme.code,
      area: locality.code,
      kind: 'record_due_soon' as const,
      subject: day,
      facts: { day, cutoff: settings.cutoff },
    }));
  });
}
