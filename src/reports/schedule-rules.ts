import { addDays, type Day, dayOf, daysFrom, instantOf, timeOf } from '../days.ts';
import { NATION, type Registry } from '../registry/snapshot.ts';
import { cutoffOf } from '../registry/times.ts';
import type { Programme } from '../registry/types.ts';
import { periodOf } from './period-rules.ts';
import { deadlinePeriod, isOutside, type Subject } from './subject-rules.ts';
import type { Period, ReportKind } from './types.ts';

/** Which reports are drafted by themselves, and when. Pure. */

/** Stands for every programme, or every province, that has no schedule of its own. */
export const EACH = '*';
export const HOW = ['off', 'draft', 'tell'] as const;
export type How = (typeof HOW)[number];
export const APPROVER_ROLES = ['leader', 'department'] as const;

export interface ScheduleSettings {
  daily: How;
  deadline: How;
  monthly: How;
  halfYearly: How;
  /** 1–28: from {@link RUNNING_MONTH_FROM} on of the month that runs, before of the month that is over. */
  monthlyDay: number;
  /** `MM-DD` */
  firstHalfOn: string;
  /** `MM-DD`; in the first months of a year, of the half-year that is over. */
  secondHalfOn: string;
  /** Working days before a programme's deadline. */
  deadlineDays: number;
  /** Who approves besides leaders of the area. */
  approver: (typeof APPROVER_ROLES)[number];
}

export interface Schedule extends ScheduleSettings {
  programme: string;
  /** A province, {@link NATION}, or {@link EACH}. */
  province: string;
}

/** A draft that is due. */
export interface DueDraft {
  subject: Subject;
  how: Exclude<How, 'off'>;
  /** Since when. */
  at: Date;
}

/** A monthly report whose day is early in the month is of the month before. */
export const RUNNING_MONTH_FROM = 16;
/** After the cutoff, with the close. */
const AFTER_CUTOFF_MS = 60_000;
/** On its day, before the office opens. */
const DRAFTED_AT = '07:00';
/** How long a day is made up for that was missed; a day's report is no news after a week. */
const LOOK_BACK_DAYS: Record<ReportKind, number> = { daily: 7, deadline: 14, monthly: 31, half_yearly: 62 };

/** What holds for reports of a province, or of the nation as `*`: the most particular of those that fit. */
export function scheduleOf(all: readonly Schedule[], programme: string, province: string): Schedule {
  const of = province === '*' ? NATION : province;
  const fits = all.filter(
    (one) =>
      (one.programme === programme || one.programme === EACH) &&
      (one.province === of || one.province === EACH),
  );
  const worth = (one: Schedule) => (one.programme === EACH ? 0 : 2) + (one.province === EACH ? 0 : 1);
  const [first] = fits.sort((a, b) => worth(b) - worth(a));
  if (!first) throw new Error('There is no schedule of reports: the database came without its seed.');
  return first;
}

/** All drafts that are due at `now`, those that are there already included; the oldest first. */
export function draftsDue(registry: Registry, all: readonly Schedule[], now: Date): DueDraft[] {
  const due = [...registry.programmes.values()].flatMap((programme) => {
    const provinces = registry.provincesOf(programme);
    const areas = provinces.length > 1 ? [...provinces, '*'] : provinces;
    return areas.flatMap((province) =>
      dueOf({ registry, programme, province, now }, scheduleOf(all, programme.code, province)),
    );
  });
  return due.sort((a, b) => a.at.getTime() - b.at.getTime());
}

interface Of {
  registry: Registry;
  programme: Programme;
  province: string;
  now: Date;
}

function dueOf(of: Of, schedule: Schedule): DueDraft[] {
  const { programme, province, now } = of;
  const wanted: [ReportKind, How, { period: Period; deadline?: Day; at: Date }[]][] = [
    ['daily', schedule.daily, days(of)],
    ['deadline', schedule.deadline, deadlines(of, schedule)],
    ['monthly', schedule.monthly, months(of, schedule)],
    ['half_yearly', schedule.halfYearly, halves(of, schedule)],
  ];
  return wanted.flatMap(([kind, how, found]) =>
    how === 'off'
      ? []
      : found
          .map((one) => ({ ...one, at: onceBegun(programme, one) }))
          .filter(({ at }) => at <= now && at >= instantOf(addDays(dayOf(now), -LOOK_BACK_DAYS[kind])))
          .filter(({ period }) => !isOutside(programme, period) && period.from <= dayOf(now))
          .map(({ period, deadline = null, at }) => ({
            subject: { kind, province, programme: programme.code, period, deadline },
            how,
            at,
          })),
  );
}

/** A programme that began after the day of its report has it at the end of the period. */
function onceBegun({ startsOn }: Programme, { period, at }: { period: Period; at: Date }): Date {
  return startsOn !== null && startsOn > dayOf(at) ? instantOf(period.to, DRAFTED_AT) : at;
}

/** Each reporting day, after its cutoff. */
function days({ registry, programme, province, now }: Of) {
  const own = province === '*' ? undefined : province;
  const calendar = registry.calendar(programme, own);
  const today = dayOf(now);
  return daysFrom(addDays(today, -LOOK_BACK_DAYS.daily), today)
    .filter((day) => calendar.isReportingDay(day))
    .map((day) => ({
      period: { from: day, to: day },
      at: new Date(cutoffOf(registry.settingsOn(programme, own, day), day).getTime() + AFTER_CUTOFF_MS),
    }));
}

/** The deadline of the programme, some working days ahead of it. */
function deadlines({ registry, programme, province, now }: Of, { deadlineDays }: Schedule) {
  const own = province === '*' ? undefined : province;
  const { deadline } = registry.settingsOn(programme, own, dayOf(now));
  if (deadline === null) return [];
  let day = deadline;
  for (let left = deadlineDays, tried = 0; left > 0 && tried < 60; tried++) {
    day = addDays(day, -1);
    if (registry.isWorkingDay(own ?? NATION, day)) left--;
  }
  return [{ period: deadlinePeriod(programme, deadline), deadline, at: instantOf(day, DRAFTED_AT) }];
}

/** The day of this month, and of the last. */
function months({ now }: Of, { monthlyDay }: Schedule) {
  const thisMonth = dayOf(now).slice(0, 7);
  return [before(thisMonth), thisMonth].flatMap((month) => {
    const period = periodOf('monthly', monthlyDay >= RUNNING_MONTH_FROM ? month : before(month));
    const day = `${month}-${String(monthlyDay).padStart(2, '0')}`;
    return period ? [{ period, at: instantOf(day, DRAFTED_AT) }] : [];
  });
}

const before = (month: string): string => addDays(`${month}-01`, -1).slice(0, 7);

/** Both days of this year, and of the last. */
function halves({ now }: Of, { firstHalfOn, secondHalfOn }: Schedule) {
  const thisYear = Number(dayOf(now).slice(0, 4));
  return [thisYear - 1, thisYear].flatMap((year) => {
    const ofSecond = secondHalfOn < '04' ? year - 1 : year;
    return [[`${year}-H1`, firstHalfOn] as const, [`${ofSecond}-H2`, secondHalfOn] as const].flatMap(
      ([half, day]) => {
        const period = periodOf('half_yearly', half);
        return period ? [{ period, at: instantOf(`${year}-${day}`, DRAFTED_AT) }] : [];
      },
    );
  });
}

/** `monthly haiphong-daily 07:00 2025-10-20`: all that are due by one programme at one time, whichever the province. */
export const slotOf = ({ subject: { kind, programme }, at }: DueDraft): string =>
  `${kind} ${programme} ${timeOf(at)} ${dayOf(at)}`;
