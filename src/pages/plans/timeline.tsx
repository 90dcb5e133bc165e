import { type Day, formatDay } from '../../days.ts';
import { layTimeline, TIMELINE } from '../../plans/timeline-rules.ts';
import type { TaskView } from '../../plans/types.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';

/** The tasks of a plan over time; the table below says the same. */
export function PlanTimeline({ views, today }: { views: readonly TaskView[]; today: Day }) {
  const say = useSay();
  const at = layTimeline(views, today);
  if (!at) return null;
  const near = (value: number) => value.toFixed(1);
  const bottom = at.height - TIMELINE.foot;
  const overdue = at.bars.filter(({ bucket }) => bucket === 'overdue').length;
  const label = say(
    `${formatNumber(at.bars.length)} nhiệm vụ có thời hạn từ ${formatDay(at.from)} đến ${formatDay(at.to)}, ${formatNumber(overdue)} quá hạn; số liệu trong bảng bên dưới`,
    `${at.bars.length} tasks from ${formatDay(at.from)} to ${formatDay(at.to)}, ${overdue} overdue; the table below says the same`,
  );
  return (
    <figure class="timeline">
      <svg
        class="chart"
        role="img"
        aria-label={label}
        viewBox={`0 0 ${TIMELINE.width} ${at.height}`}
        width="720"
      >
        {at.months.map(({ x, day }) => (
          <g key={day}>
            <line class="axis" x1={near(x)} x2={near(x)} y1={TIMELINE.top - 8} y2={bottom} />
            <text x={near(x)} y={TIMELINE.top - 14} text-anchor="middle">
              {day.slice(5, 7)}/{day.slice(0, 4)}
            </text>
          </g>
        ))}
        {at.bars.map(({ view, x, y, width, original, done, bucket }) => (
          <g key={view.task.id} lang="vi">
            <text x="4" y={y + TIMELINE.bar}>
              {view.task.no}
            </text>
            <rect class={`bar ${bucket}`} x={near(x)} y={y} width={near(width)} height={TIMELINE.bar} rx="3">
              <title>
                {view.task.no}. {view.task.title}
              </title>
            </rect>
            {original === null ? null : (
              <line
                class="first"
                x1={near(original)}
                x2={near(original)}
                y1={y - 3}
                y2={y + TIMELINE.bar + 3}
              />
            )}
            {done === null ? null : <circle class="end" cx={near(done)} cy={y + TIMELINE.bar / 2} r="4" />}
          </g>
        ))}
        {at.today === null ? null : (
          <>
            <line
              class="deadline"
              x1={near(at.today)}
              x2={near(at.today)}
              y1={TIMELINE.top - 8}
              y2={bottom}
            />
            <text x={near(at.today)} y={at.height - 6} text-anchor="middle">
              {say('hôm nay', 'today')}
            </text>
          </>
        )}
      </svg>
      <figcaption class="hint">
        {say(
          'Thanh: từ ngày giao đến ngày đúng hạn cuối cùng. Chấm: ngày hoàn thành. Vạch đứt: hạn ban đầu trước khi điều chỉnh.',
          'Bars run from the day a task was given to its last day on time; dots are days on which tasks were done, dashes first deadlines.',
        )}
        {at.more > 0
          ? ` ${say(`Còn ${formatNumber(at.more)} nhiệm vụ trong bảng.`, `${at.more} more in the table.`)}`
          : ''}
      </figcaption>
    </figure>
  );
}
