import type { Actual, TargetView } from '../../targets/types.ts';
import { figureWords } from '../../targets/words.ts';
import { useSay } from '../language.tsx';

const WIDTH = 560;
const HEIGHT = 220;
const LEFT = 48;
const BOTTOM = 28;
const TOP = 16;
const RIGHT = 16;

/** What was reported against what the path asks, year by year; the same is said in words. */
export function TargetChart({ view: { target, path, actual } }: { view: TargetView }) {
  const say = useSay();
  const known = actual.filter((one): one is Actual & { value: number } => typeof one.value === 'number');
  if (path.length + known.length < 2) return null;
  const years = [...path.map((one) => one.year), ...known.map((one) => at(one.period))];
  const values = [...path.map((one) => one.value), ...known.map((one) => one.value), 0];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (year: number) =>
    Math.round(LEFT + ((year - first) / Math.max(1, last - first)) * (WIDTH - LEFT - RIGHT));
  const y = (value: number) =>
    Math.round(HEIGHT - BOTTOM - ((value - low) / (high - low || 1)) * (HEIGHT - BOTTOM - TOP));
  const line = (points: readonly { x: number; y: number }[]) =>
    points.map((one, place) => `${place === 0 ? 'M' : 'L'}${one.x} ${one.y}`).join('');
  const asked = path.map((one) => ({ x: x(one.year), y: y(one.value) }));
  const reported = known.map((one) => ({ x: x(at(one.period)), y: y(one.value) }));
  const unit = target.unit ?? '';
  const text = [
    ...path.map((one) => `${one.year}: ${figureWords(one.value)} ${unit}`),
    ...known.map((one) =>
      say(`${one.period} đạt ${figureWords(one.value)} ${unit}`, `${one.period}: ${one.value}`),
    ),
  ].join('; ');
  return (
    <figure class="target-chart">
      <svg
        role="img"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        aria-label={`${say('Lộ trình', 'The path')}: ${text}`}
      >
        <path class="base" d={`M${LEFT} ${HEIGHT - BOTTOM}H${WIDTH - RIGHT}`} />
        <path class="path" d={line(asked)} />
        <path class="actual" d={line(reported)} />
        {reported.map((one, place) => (
          <circle key={known[place]?.period} class="actual" cx={one.x} cy={one.y} r="4" />
        ))}
        {[first, last].map((year) => (
          <text key={year} x={x(year)} y={HEIGHT - 8} text-anchor={year === first ? 'start' : 'end'}>
            {year}
          </text>
        ))}
        {[low, high].map((value) => (
          <text key={value} x={LEFT - 8} y={y(value) + 4} text-anchor="end">
            {figureWords(value)}
          </text>
        ))}
      </svg>
      <figcaption>
        {say(
          'Đường đứt: lộ trình phải đạt. Đường liền: số liệu đã báo cáo.',
          'Dashed: what the path asks. Solid: what was reported.',
        )}
      </figcaption>
    </figure>
  );
}

/** Where a period ends, in years. */
const at = (period: string) => Number(period.slice(0, 4)) - (period.endsWith('-H1') ? 0.5 : 0);
