import { daysFrom, formatDay } from '../../days.ts';
import { formatPercent } from '../format.ts';
import { useSay } from '../language.tsx';
import type { NetworkFacts } from './facts.ts';

const STEP = 8;
const BAR = 6;
const HEIGHT = 32;
/** So high is a day without a minute up, so that it is never taken for one of which nothing is known. */
const LEAST = 4;

/** A bar a day, as high as the share of its watched minutes that was up; in words for who does not see it. */
export function AvailabilityBars({ days, first, last }: Pick<NetworkFacts, 'days' | 'first' | 'last'>) {
  const say = useSay();
  const all = daysFrom(first, last);
  const known = new Map(days.map((one) => [one.day, one]));
  const whole = days.filter(({ percent }) => percent === 100).length;
  const worst = days.reduce<number | null>(
    (least, { percent }) => Math.min(least ?? 100, percent ?? 100),
    null,
  );
  const words = say(
    `${all.length} ngày, từ ${formatDay(first)} đến ${formatDay(last)}: ${days.length} ngày có theo dõi, ${whole} ngày không mất kết nối, ngày thấp nhất ${formatPercent(worst)}`,
    `${all.length} days, ${formatDay(first)} to ${formatDay(last)}: ${days.length} watched, ${whole} without an outage, the worst at ${formatPercent(worst)}`,
  );
  const width = all.length * STEP;
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={words}
    >
      {all.map((day, index) => {
        const percent = known.get(day)?.percent ?? null;
        if (percent === null)
          return <rect key={day} class="grey" x={index * STEP} y={HEIGHT - 1} width={BAR} height={1} />;
        const height = Math.max(LEAST, Math.round((percent / 100) * HEIGHT));
        const colour = percent === 100 ? 'green' : 'red';
        return (
          <rect key={day} class={colour} x={index * STEP} y={HEIGHT - height} width={BAR} height={height} />
        );
      })}
    </svg>
  );
}
