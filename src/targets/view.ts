import { readMarks } from '../collect/store.ts';
import type { Mark } from '../collect/types.ts';
import { type Day, dayOf } from '../days.ts';
import type { Clients, Sql } from '../db/connect.ts';
import { readCurrent, readRecordsOn } from '../intake/store.ts';
import type { CurrentValues } from '../intake/types.ts';
import { groupBy } from '../lib/group-by.ts';
import { memo } from '../lib/memo.ts';
import { covers, type Registry } from '../registry/snapshot.ts';
import { lockOf } from '../registry/times.ts';
import type { Locality, Programme } from '../registry/types.ts';
import { questionedOf } from '../review/questioned.ts';
import { figureOf, judge, pathOf } from './rules.ts';
import { type KnownTarget, readTargets, readTargetsEver } from './store.ts';
import type { Actual, Target, TargetView } from './types.ts';

/** Which targets are asked for. */
export interface TargetsAsked {
  programme?: string | undefined;
  province?: string | undefined;
  /** Of these localities alone; all of them without. */
  localities?: readonly Locality[] | undefined;
  /** As they stood at the end of a day that has been; without it as they stand now. */
  day?: Day | undefined;
  /**
   * Of such a day: until when more of it may be learnt. What is set of it later, however early it is to hold from, is
   * not of what was known.
   */
  knownBy?: Date | undefined;
}

/** The label of the period that a day closes: `2027` or `2027-H1`. */
export function periodClosed({ period }: Pick<Programme, 'period'>, day: Day): string {
  if (period === 'year') return day.slice(0, 4);
  return `${day.slice(0, 4)}-${day.slice(5) < '07' ? 'H1' : 'H2'}`;
}

/** The days up to `through` that a programme's periods closed on, oldest first. */
export function closedDays({ startsOn, endsOn, closesOn }: Programme, through: Day): Day[] {
  if (startsOn === null) return [];
  const last = endsOn !== null && endsOn < through ? endsOn : through;
  const days: Day[] = [];
  for (let year = Number(startsOn.slice(0, 4)); year <= Number(last.slice(0, 4)); year++)
    for (const day of closesOn) {
      const one = `${year}-${day}`;
      if (one >= startsOn && one <= last) days.push(one);
    }
  return days;
}

/**
 * Targets that hold on a day, that of `now` where none is named, each with its path and what was reported of the
 * periods closed by then. A target of every locality stands once for each. What reports and pages show is made of the same.
 */
export async function viewTargets(
  { orm, sql }: Pick<Clients, 'orm'> & { sql: Sql },
  registry: Registry,
  { programme: code, province, localities: own, day: asOf, knownBy }: TargetsAsked,
  now: Date,
): Promise<TargetView[]> {
  const today = asOf ?? dayOf(now);
  const asking = [...registry.programmes.values()].filter(
    (one) =>
      one.period !== 'day' &&
      (code === undefined || one.code === code) &&
      (province === undefined || covers(one, province)),
  );
  const names = asking.map((one) => one.code);
  const targets =
    asOf === undefined || knownBy === undefined
      ? await readTargets(orm, names, today)
      : (await readTargetsEver(orm, names, today)).filter(knownTo(registry, province, asOf, knownBy));
  const byProgramme = groupBy(targets, (one) => one.programme);
  const rows = asking.flatMap((programme) => {
    const asked = registry.localitiesOf(programme, today, province);
    const within = own ? asked.filter((one) => own.some(({ code: of }) => of === one.code)) : asked;
    return (byProgramme.get(programme.code) ?? []).flatMap((target) =>
      ofTarget(registry, target, within, own).map((locality) => ({ programme, target, locality })),
    );
  });
  const codes = [...new Set(rows.flatMap(({ locality }) => locality?.code ?? []))];
  const days = [...new Set(asking.flatMap((one) => closedDays(one, today)))];
  const [records, marks, standing] = await Promise.all([
    readRecordsOn(sql, codes, days),
    readMarks(sql, codes).then((all) =>
      groupBy(asOf === undefined ? all : marksOn(all, asOf), (one) => one.locality),
    ),
    asOf === undefined ? readCurrent(sql, codes) : undefined,
  ]);
  const current = standing ?? latestOf(records);
  const values = new Map(records.map((one) => [`${one.locality} ${one.day}`, one.values]));
  const doubted = new Map(
    codes.map((one) => [one, questionedOf(marks.get(one) ?? [], current.get(one) ?? {})] as const),
  );
  return rows.map(({ programme, target, locality }) => {
    const { indicator } = target;
    const of = locality?.code ?? '';
    const actual = closedDays(programme, today).flatMap((day): Actual[] => {
      const value = values.get(`${of} ${day}`)?.[indicator];
      if (value === undefined) return [];
      // A reviewer's word is on the value that stands.
      const isDoubted = current.get(of)?.[indicator]?.day === day && doubted.get(of)?.has(indicator) === true;
      const said = { period: periodClosed(programme, day), value: figureOf(value) };
      return [isDoubted ? { ...said, questioned: true } : said];
    });
    return {
      target,
      locality: locality && registry.nameOn(locality, nameDay(locality, today)),
      path: pathOf(target),
      actual,
      ...judge(target, actual),
    };
  });
}

/**
 * Whether a version of a target is the one that was known of a day: as long as values of the last period that was over by
 * then were still taken, or more of the day itself was, whichever ended later.
 */
function knownTo(registry: Registry, province: string | undefined, day: Day, knownBy: Date) {
  const by = memo(
    (code: string) => code,
    (code: string) => {
      const lock = lastLock(registry, code, province, day);
      return lock !== null && lock > knownBy ? lock : knownBy;
    },
  );
  return ({ programme, createdAt, replacedAt }: KnownTarget) => {
    const until = by(programme);
    return createdAt < until && (replacedAt === null || replacedAt >= until);
  };
}

/** Until when values of a programme's last period that was over by a day are taken; null where none was. */
export function lastLock(
  registry: Registry,
  code: string,
  province: string | undefined,
  day: Day,
): Date | null {
  const programme = registry.programmes.get(code);
  const closed = programme && closedDays(programme, day).at(-1);
  if (!programme || closed === undefined) return null;
  const settings = registry.settingsOn(programme, province, closed);
  return lockOf(registry.lockCalendar(programme, province), settings, closed);
}

/** Marks as they stood at the end of a day. */
const marksOn = <M extends Mark>(marks: readonly M[], day: Day): M[] =>
  marks
    .filter(({ setOn }) => setOn <= day)
    .map((one) => (one.clearedOn !== null && one.clearedOn > day ? { ...one, clearedOn: null } : one));

/** The value of each indicator that was reported of the latest of some days, by locality. */
function latestOf(records: Awaited<ReturnType<typeof readRecordsOn>>): Map<string, CurrentValues> {
  const found = new Map<string, CurrentValues>();
  for (const { locality, day, values } of [...records].sort((a, b) => (a.day < b.day ? -1 : 1)))
    found.set(locality, {
      ...found.get(locality),
      ...Object.fromEntries(
        Object.entries(values).map(([indicator, value]) => [indicator, { value, day, revision: 1 }]),
      ),
    });
  return found;
}

const nameDay = ({ validTo }: Locality, today: Day) =>
  validTo !== null && validTo < today ? validTo : today;

/** Whose values a target is judged by: its own locality's, each one's; of words nobody's. */
function ofTarget(
  registry: Registry,
  { locality: code, comparator }: Target,
  asked: readonly Locality[],
  own: readonly Locality[] | undefined,
): (Locality | null)[] {
  if (code !== null) {
    const named = registry.localities.get(code);
    const isAsked = named && (asked.includes(named) || own === undefined || own.includes(named));
    return isAsked ? [named] : [];
  }
  if (comparator === null) return own?.length === 1 ? [own[0] ?? null] : [null];
  return [...asked];
}
