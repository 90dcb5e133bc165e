import { lineThrough } from '../../charts/line-path.ts';
import { type Day, formatDay } from '../../days.ts';
import { formatNumber, formatPercent } from '../format.ts';
import { type Say, useSay } from '../language.tsx';

/** A share on a day; null where nothing is known. */
export interface SharePoint {
  day: Day;
  percent: number | null;
}

const SHAPE = { width: 120, height: 28, room: 3, most: 100 };
/** Beside bars of thirty days. */
const WIDE = { ...SHAPE, width: 240, height: 40 };

/** How a share went, from nothing at the bottom to all at the top, with a gap where nothing is known. */
export function TrendLine({ points, wide = false }: { points: readonly SharePoint[]; wide?: boolean }) {
  const say = useSay();
  const shape = wide ? WIDE : SHAPE;
  const { width, height, room } = shape;
  const { path, end } = lineThrough(
    points.map(({ percent }) => percent),
    shape,
  );
  return (
    <svg
      class="trend-line"
      role="img"
      aria-label={trendText(points, say)}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
    >
      <path class="base" d={`M0 ${height - room}H${width}`} />
      {end === null ? null : (
        <>
          <path class="course" d={path} />
          <circle cx={Math.round(end.x)} cy={Math.round(end.y)} r="2.5" />
        </>
      )}
    </svg>
  );
}

/** "từ 42,1 % ngày 1/9/2025 đến 59,7 % ngày 30/9/2025; 2 ngày chưa có số liệu" */
export function trendText(points: readonly SharePoint[], say: Say): string {
  const known = points.filter(({ percent }) => percent !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return say('chưa có số liệu', 'nothing known');
  const unknown = points.length - known.length;
  const gap =
    unknown === 0
      ? ''
      : say(
          `; ${formatNumber(unknown)} ngày chưa có số liệu`,
          `; nothing known on ${formatNumber(unknown)} days`,
        );
  if (first === last)
    return say(
      `${formatPercent(last.percent)} ngày ${formatDay(last.day)}${gap}`,
      `${formatPercent(last.percent)} on ${formatDay(last.day)}${gap}`,
    );
  return say(
    `từ ${formatPercent(first.percent)} ngày ${formatDay(first.day)} đến ${formatPercent(last.percent)} ngày ${formatDay(last.day)}${gap}`,
    `from ${formatPercent(first.percent)} on ${formatDay(first.day)} to ${formatPercent(last.percent)} on ${formatDay(last.day)}${gap}`,
  );
}

/** The line; nothing where no earlier day is known. */
export function Course({ points = [] }: { points: readonly SharePoint[] | undefined }) {
  return points.filter(({ percent }) => percent !== null).length < 2 ? null : <TrendLine points={points} />;
}
