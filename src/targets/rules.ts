import type { Ratio, Value } from '../intake/types.ts';
import { type Objection, Refused } from '../refused.ts';
import type { Actual, Judged, PathPoint, TargetRule } from './types.ts';

/** How targets are judged: comparators exactly as written, a path year by year. Pure. */

/** Years that a path may span: each is a value of an answer. */
const LONGEST_PATH = 60;
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2100;

/** Whether a value is as asked: 80,0 is not “trên 80”. */
export function meets(comparator: '>' | '≥' | '=' | '≤' | '<', value: number, asked: number): boolean {
  const by = exact(value - asked);
  switch (comparator) {
    case '>':
      return by > 0;
    case '≥':
      return by >= 0;
    case '=':
      return by === 0;
    case '≤':
      return by <= 0;
    case '<':
      return by < 0;
  }
}

/** What a path asks year by year, its given years and the target's own among them. Empty without a year. */
export function pathOf(rule: TargetRule): PathPoint[] {
  const points = pointsOf(rule);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const years = Array.from({ length: last.year - first.year + 1 }, (_, at) => first.year + at);
  return years.map((year) => ({ year, value: askedAt(points, year, rule.between) as number }));
}

/** What a path asks by the end of a period, `2027` or `2027-H1`; null before it begins, and where there is none. */
export function askedBy(rule: TargetRule, period: string): number | null {
  return askedAt(pointsOf(rule), endOf(period), rule.between);
}

/** How a target stands by what was reported, oldest first. */
export function judge(rule: TargetRule, actual: readonly Actual[]): Judged {
  const { comparator, value: asked, year } = rule;
  if (comparator === null) return { state: 'qualitative', difference: null };
  const latest = actual.at(-1);
  if (!latest || latest.value === null) return { state: 'no_data', difference: null };
  if (comparator === 'done' || asked === null || typeof latest.value === 'boolean') {
    const isDone = comparator === 'done' && latest.value === true && !latest.questioned;
    return { state: isDone ? 'met' : 'not_met', difference: null };
  }
  const way = directionOf(rule);
  const toTarget = exact((latest.value - asked) * way);
  // What a reviewer doubts counts as not met until it is corrected or verified.
  if (latest.questioned) return { state: 'not_met', difference: toTarget };
  if (meets(comparator, latest.value, asked)) return { state: 'met', difference: toTarget };
  const byPath = year === null || endOf(latest.period) >= year ? null : askedBy(rule, latest.period);
  if (byPath === null) return { state: 'not_met', difference: toTarget };
  const difference = exact((latest.value - byPath) * way);
  return { state: difference < 0 ? 'behind' : difference > 0 ? 'ahead' : 'on_path', difference };
}

/** A reported value in a target's unit: a ratio is a percentage. Null where it is not known, or of another kind. */
export function figureOf(value: Value | undefined): number | boolean | null {
  if (value === undefined || value === null || typeof value === 'string') return null;
  if (typeof value === 'object') return percentage(value);
  return value;
}

const percentage = ({ have, need }: Ratio) => (need === 0 ? null : (have * 100) / need);

/** Each thing that speaks against a target, at its field. @throws {Refused} */
export function checkRule(rule: TargetRule): void {
  const wrong = objectionsTo(rule);
  if (wrong.length > 0) throw new Refused(wrong);
}

function objectionsTo(rule: TargetRule): Objection[] {
  const { comparator, value, year, path } = rule;
  const wrong: Objection[] = [];
  const say = (field: string, vi: string, en: string) => void wrong.push({ field, vi, en });
  const isFigure = comparator !== null && comparator !== 'done';
  if (isFigure && value === null) say('target', 'Nhập giá trị phải đạt.', 'A comparator needs a value.');
  if (!isFigure && value !== null)
    say(
      'target',
      'Chỉ tiêu định tính, hoặc chỉ tính hoàn thành hay chưa, không có giá trị số.',
      'What is done or not, or cannot be measured, has no value.',
    );
  if (!isFigure && path.length > 0)
    say('path', 'Chỉ tiêu này không có lộ trình bằng số.', 'This target has no path of figures.');
  if (year !== null && (year < FIRST_YEAR || year > LAST_YEAR))
    say('year', `Năm từ ${FIRST_YEAR} đến ${LAST_YEAR}.`, `A year from ${FIRST_YEAR} to ${LAST_YEAR}.`);
  if (isFigure && path.length > 0 && value !== null) wrong.push(...pathFaults({ ...rule, value }));
  return wrong;
}

function pathFaults(rule: TargetRule & { value: number }): Objection[] {
  const { comparator, value, year, path } = rule;
  const at = (place: number, vi: string, en: string): Objection => ({ field: `path/${place}`, vi, en });
  if (year === null)
    return [
      {
        field: 'path',
        vi: 'Chỉ tiêu không ghi năm thì không có lộ trình.',
        en: 'A target without a year has no path.',
      },
    ];
  const wrong: Objection[] = [];
  const rises = directionOf(rule) > 0;
  for (const [place, point] of path.entries()) {
    const before = path[place - 1];
    if (point.year < FIRST_YEAR || point.year > LAST_YEAR || year - point.year > LONGEST_PATH)
      wrong.push(
        at(place, `Năm ${point.year} quá xa năm ${year}.`, `${point.year} lies too far from ${year}.`),
      );
    if (point.year > year)
      wrong.push(
        at(
          place,
          `Năm ${point.year} sau năm phải đạt (${year}).`,
          `${point.year} is after the year of the target (${year}).`,
        ),
      );
    else if (point.year === year && point.value !== value)
      wrong.push(
        at(
          place,
          `Lộ trình năm ${year} (${point.value}) khác giá trị phải đạt (${value}).`,
          `The path comes to ${point.value} in ${year}, the target is ${value}.`,
        ),
      );
    if (before && point.year <= before.year)
      wrong.push(
        at(
          place,
          `Năm ${point.year} không sau năm ${before.year}.`,
          `${point.year} does not follow ${before.year}.`,
        ),
      );
    // A path that turns back would call the way there falling behind.
    const isBack = before && (rises ? point.value < before.value : point.value > before.value);
    const isPast = rises ? point.value > value : point.value < value;
    if (isBack)
      wrong.push(
        at(
          place,
          `Lộ trình đi ngược: từ ${before.value} (${before.year}) ${rises ? 'giảm' : 'tăng'} còn ${point.value} (${point.year}), trong khi chỉ tiêu là ${comparator} ${value}.`,
          `The path goes backwards: ${before.value} (${before.year}) to ${point.value} (${point.year}), for a target of ${comparator} ${value}.`,
        ),
      );
    else if (isPast && point.year < year)
      wrong.push(
        at(
          place,
          `Năm ${point.year} đã vượt giá trị phải đạt (${value}): lộ trình sau đó đi ngược.`,
          `${point.value} in ${point.year} is past the target of ${comparator} ${value}: the path would turn back.`,
        ),
      );
  }
  return wrong;
}

/** +1 where more is better, −1 where less is; of an equality, the way that its path goes. */
function directionOf({ comparator, value, path }: TargetRule): 1 | -1 {
  if (comparator === '<' || comparator === '≤') return -1;
  const [first, ...more] = path;
  if (comparator !== '=' || !first) return 1;
  const last = more.at(-1)?.value ?? value ?? first.value;
  return (value ?? last) < first.value ? -1 : 1;
}

/** The given points with the target's own at the end. */
function pointsOf({ comparator, value, year, path }: TargetRule): readonly PathPoint[] {
  if (comparator === null || comparator === 'done' || value === null || year === null) return [];
  return path.at(-1)?.year === year ? path : [...path, { year, value }];
}

function askedAt(points: readonly PathPoint[], at: number, between: TargetRule['between']): number | null {
  const before = points.findLast((one) => one.year <= at);
  if (!before) return null;
  const after = points.find((one) => one.year > at);
  if (!after || between === 'steps') return before.value;
  const share = (at - before.year) / (after.year - before.year);
  return exact(before.value + (after.value - before.value) * share);
}

/** When a period ends, in years: the first half of 2027 in the middle between the ends of 2026 and 2027. */
function endOf(period: string): number {
  const year = Number(period.slice(0, 4));
  return period.endsWith('-H1') ? year - 0.5 : year;
}

/** Without what counting in binary leaves behind. */
function exact(figure: number): number {
  return Math.round(figure * 1e9) / 1e9;
}
