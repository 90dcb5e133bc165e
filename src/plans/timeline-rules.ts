import { addDays, type Day, daysBetween } from '../days.ts';
import { bucketOf } from './state-rules.ts';
import type { TaskView } from './types.ts';
import { givenOn } from './view-rules.ts';

/** A plan as bars over time: where each stands in the picture. Pure. */

export const TIMELINE = { width: 720, left: 64, right: 16, top: 34, row: 26, foot: 24, bar: 12 } as const;
/** More would be no picture any more. */
export const MOST_BARS = 40;

export interface Bar {
  view: TaskView;
  /** Depth in the plan. */
  depth: number;
  x: number;
  y: number;
  width: number;
  /** Where its first deadline stands, if it was moved. */
  original: number | null;
  /** Where it was done. */
  done: number | null;
  bucket: ReturnType<typeof bucketOf>;
}

export interface Timeline {
  from: Day;
  to: Day;
  height: number;
  bars: Bar[];
  today: number | null;
  months: { x: number; day: Day }[];
  /** Tasks that are not shown, being too many. */
  more: number;
}

/** Undefined where no task has a day to be shown by. */
export function layTimeline(views: readonly TaskView[], today: Day): Timeline | undefined {
  const dated = views.filter(
    ({ deadline, standing }) => deadline.lastDay !== null && standing.state !== 'cancelled',
  );
  const shown = dated.slice(0, MOST_BARS);
  if (shown.length === 0) return undefined;
  const startOf = (view: TaskView) => givenOn(view.plan, view.task, view.deadlines[0]?.lastDay);
  const days = shown.flatMap((view) => [
    startOf(view),
    view.deadline.lastDay ?? today,
    view.deadlines[0]?.lastDay ?? today,
    view.standing.claimedOn ?? startOf(view),
  ]);
  const from = days.reduce((a, b) => (a < b ? a : b));
  const last = days.reduce((a, b) => (a > b ? a : b));
  const to = addDays(last, Math.max(3, Math.round(daysBetween(from, last) * 0.03)));
  const room = TIMELINE.width - TIMELINE.left - TIMELINE.right;
  const span = Math.max(1, daysBetween(from, to));
  const x = (day: Day) => TIMELINE.left + (daysBetween(from, day) / span) * room;
  const bars = shown.map((view, at): Bar => {
    const lastDay = view.deadline.lastDay ?? today;
    const original = view.deadlines[0]?.lastDay ?? null;
    const start = startOf(view) < lastDay ? startOf(view) : lastDay;
    return {
      view,
      depth: depthOf(view),
      x: x(start),
      y: TIMELINE.top + at * TIMELINE.row,
      width: Math.max(3, x(lastDay) - x(start)),
      original: original !== null && original !== lastDay ? x(original) : null,
      done:
        view.standing.state.startsWith('done') && view.standing.claimedOn ? x(view.standing.claimedOn) : null,
      bucket: bucketOf(view.standing),
    };
  });
  return {
    ...{ from, to, bars },
    height: TIMELINE.top + shown.length * TIMELINE.row + TIMELINE.foot,
    today: today >= from && today <= to ? x(today) : null,
    months: monthsBetween(from, to).map((day) => ({ day, x: x(day) })),
    more: dated.length - shown.length,
  };
}

function depthOf(view: TaskView): number {
  return view.parent === null ? 0 : 1 + depthOf(view.parent);
}

/** First days of months, so many that their names do not touch. */
function monthsBetween(from: Day, to: Day): Day[] {
  const all: Day[] = [];
  let [year = 0, month = 0] = from.split('-').map(Number);
  for (;;) {
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
    const day = `${year}-${String(month).padStart(2, '0')}-01`;
    if (day > to) break;
    all.push(day);
  }
  const step = Math.ceil(all.length / 9);
  return all.filter((_, at) => at % step === 0);
}
