import { formatDay } from '../../days.ts';
import { useSay } from '../language.tsx';
import { STATES } from '../words.ts';
import { countOf, type Point } from './history.ts';

const STEP = 8;
const BAR = 6;
const HEIGHT = 32;
/** So high is a bar of which nothing is met, so that a day is never taken for none. */
const LEAST = 4;

/** A bar a day: as high as the share of what is met, coloured by state; in words for who does not see it. */
export function Sparkline({ points }: { points: readonly Point[] }) {
  const say = useSay();
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const [met, unmet, unknown] = [
    countOf(points, 'met'),
    countOf(points, 'unmet'),
    countOf(points, 'unknown'),
  ];
  const words = say(
    `${points.length} ngày, từ ${formatDay(first.day)} đến ${formatDay(last.day)}: đạt ${met}, chưa đạt ${unmet}, chưa có số liệu ${unknown} ngày`,
    `${points.length} days, ${formatDay(first.day)} to ${formatDay(last.day)}: met on ${met}, not met on ${unmet}, not known on ${unknown}`,
  );
  const width = points.length * STEP;
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={words}
    >
      {points.map(({ day, state, met: count, required }, index) => {
        if (state === null) return null;
        const height =
          state === 'met' ? HEIGHT : Math.max(LEAST, Math.round((count / required) * (HEIGHT - LEAST)));
        return (
          <rect
            key={day}
            class={STATES[state].colour}
            x={index * STEP}
            y={HEIGHT - height}
            width={BAR}
            height={height}
          />
        );
      })}
    </svg>
  );
}
