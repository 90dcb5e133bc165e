import { addDays, type Day, daysBetween } from '../../days.ts';

/** Where a burn-up chart draws what, in units of its picture. Pure. */

export interface BurnUpData {
  /** Oldest first, at least one. */
  points: readonly { day: Day; green: number; total: number }[];
  deadline: Day | null;
  /** The day on which all will be green at the pace of late; null where that cannot be said. */
  finish: Day | null;
}

interface Place {
  x: number;
  y: number;
}

export interface BurnUpLayout {
  line: Place[];
  last: Place;
  /** Height of all localities being green, and of none. */
  top: number;
  bottom: number;
  left: number;
  right: number;
  /** Where the line would go on to: the finish, or as far towards it as the picture reaches. */
  ahead: Place | null;
  /** Null where there is none, or it lies beyond the picture or before it. */
  deadline: number | null;
}

export const SIZE = { width: 400, height: 220 };
const PLOT = { left: 8, right: 392, top: 34, bottom: 190 };
/** Days ahead that a picture shows at least. */
const LEAST_AHEAD = 14;

export function layBurnUp({ points, deadline, finish }: BurnUpData): BurnUpLayout {
  const first = points[0]?.day ?? '';
  const end = points.at(-1);
  const total = end?.total ?? 0;
  const last = end?.day ?? first;
  // No more than twice as much future as past, or the past would be a corner of the picture.
  const furthest = addDays(last, Math.max(LEAST_AHEAD, 2 * daysBetween(first, last)));
  const within = (day: Day | null): day is Day => day !== null && day > last && day <= furthest;
  const shown = [last, ...[deadline, finish].filter(within)].sort().at(-1) ?? last;
  const until = finish !== null && finish > furthest ? furthest : shown;
  const span = Math.max(1, daysBetween(first, until));
  const most = Math.max(1, ...points.map((point) => point.total));
  const x = (day: Day) => PLOT.left + (daysBetween(first, day) / span) * (PLOT.right - PLOT.left);
  const y = (green: number) => PLOT.bottom - (green / most) * (PLOT.bottom - PLOT.top);
  const line = points.map((point) => ({ x: x(point.day), y: y(point.green) }));
  const at = line.at(-1) ?? { x: PLOT.left, y: PLOT.bottom };
  return {
    line,
    last: at,
    top: y(total),
    bottom: PLOT.bottom,
    left: PLOT.left,
    right: PLOT.right,
    ahead: finish === null || end === undefined ? null : aheadOf(end, finish, until, x, y),
    deadline: deadline !== null && deadline >= first && deadline <= until ? x(deadline) : null,
  };
}

function aheadOf(
  end: { day: Day; green: number; total: number },
  finish: Day,
  until: Day,
  x: (day: Day) => number,
  y: (green: number) => number,
): Place {
  if (finish <= until) return { x: x(finish), y: y(end.total) };
  const share = daysBetween(end.day, until) / daysBetween(end.day, finish);
  return { x: x(until), y: y(end.green + share * (end.total - end.green)) };
}
