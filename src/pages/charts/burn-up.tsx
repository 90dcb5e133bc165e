import { formatDay } from '../../days.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { type BurnUpData, layBurnUp, SIZE } from './burn-up-layout.ts';

/** Green localities by day against all of them, and where the line leads. */
export function BurnUpChart({ data, label }: { data: BurnUpData; label: string }) {
  const say = useSay();
  const { points, deadline } = data;
  const [first] = points;
  const end = points.at(-1);
  if (first === undefined || end === undefined) return null;
  const at = layBurnUp(data);
  const near = (value: number) => value.toFixed(1);
  const path = at.line.map(({ x, y }) => `${near(x)},${near(y)}`).join(' ');
  // What is said of the last point stands on the side where there is room.
  const onLeft = at.last.x > at.right - 120;
  return (
    <svg class="chart" role="img" aria-label={label} viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} width="560">
      <line class="axis" x1={at.left} x2={at.right} y1={at.bottom} y2={at.bottom} />
      <line class="goal" x1={at.left} x2={at.right} y1={near(at.top)} y2={near(at.top)} />
      <text x={at.left} y={near(at.top - 6)}>
        {'100\u00a0%'} = {formatNumber(end.total)}
      </text>
      {at.deadline === null || deadline === null ? null : (
        <>
          <line
            class="deadline"
            x1={near(at.deadline)}
            x2={near(at.deadline)}
            y1={near(at.top)}
            y2={at.bottom}
          />
          <text x={near(at.deadline)} y="14" text-anchor={at.deadline > at.right - 60 ? 'end' : 'middle'}>
            {say('hạn', 'deadline')} {formatDay(deadline)}
          </text>
        </>
      )}
      {at.ahead === null ? null : (
        <line
          class="ahead"
          x1={near(at.last.x)}
          y1={near(at.last.y)}
          x2={near(at.ahead.x)}
          y2={near(at.ahead.y)}
        />
      )}
      <polyline class="line" points={path} />
      <circle class="end" cx={near(at.last.x)} cy={near(at.last.y)} r="4" />
      <text
        class="strong"
        x={near(at.last.x + (onLeft ? -8 : 8))}
        y={near(onLeft && at.last.y - at.top > 24 ? at.last.y - 10 : at.last.y + 18)}
        text-anchor={onLeft ? 'end' : 'start'}
      >
        {formatNumber(end.green)} {say('đơn vị', 'communes')}
      </text>
      <text x={at.left} y={SIZE.height - 10}>
        {formatDay(first.day)}
      </text>
      {points.length > 1 ? (
        <text x={near(at.last.x)} y={SIZE.height - 10} text-anchor={onLeft ? 'end' : 'middle'}>
          {formatDay(end.day)}
        </text>
      ) : null}
    </svg>
  );
}
