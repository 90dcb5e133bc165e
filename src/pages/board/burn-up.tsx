import { daysBetween, formatDay } from '../../days.ts';
import { BurnUpChart } from '../charts/burn-up.tsx';
import { formatNumber } from '../format.ts';
import { type Say, useSay } from '../language.tsx';
import { DataTable } from '../parts/table.tsx';
import type { BoardFacts } from './facts.ts';
import { FEWEST_DAYS, type Projection } from './projection.ts';
import { Source } from './source.tsx';

/** The name of its figures in an address. */
const DAYS = 'cac-ngay';

/** How many are green by reporting day, and when all would be. */
export function BurnUp({ facts, table = true }: { facts: BoardFacts; table?: boolean }) {
  const say = useSay();
  const { points, projection } = facts.trend;
  const { deadline } = facts.target;
  const title = say('Tiến độ phủ xanh', 'Turning green');
  return (
    <section class="panel" id="tien-do" data-live aria-labelledby="tien-do-ten">
      <h2 id="tien-do-ten">{title}</h2>
      <BurnUpChart
        data={{ points, deadline, finish: projection.kind === 'on' ? projection.day : null }}
        label={`${title}. ${projectionText(projection, deadline, say)}`}
      />
      <p>{projectionText(projection, deadline, say)}</p>
      {table ? (
        <details id="tien-do-bang">
          <summary>{say('Số liệu của biểu đồ', 'Figures of the chart')}</summary>
          <DataTable
            name={DAYS}
            title={say('Số liệu của biểu đồ', 'Figures of the chart')}
            class="plain"
            sorts={false}
            size={points.length}
            rows={points.toReversed()}
            keyOf={({ day }) => day}
            columns={[
              { key: 'day', head: say('Ngày báo cáo', 'Reporting day'), value: ({ day }) => day },
              { key: 'green', head: say('Đạt', 'Green'), figure: true, value: ({ green }) => green },
              { key: 'total', head: say('Tổng số', 'In all'), figure: true, value: ({ total }) => total },
            ]}
          />
        </details>
      ) : null}
      <Source now={facts.now} final={facts.final} />
    </section>
  );
}

/** When all would be green and how that is known; or why it cannot be said. */
export function projectionText(projection: Projection, deadline: string | null, say: Say): string {
  switch (projection.kind) {
    case 'reached':
      return say('Tất cả đơn vị đã đạt.', 'All communes are green.');
    case 'too_few':
      return say(
        `Chưa đủ ngày để dự báo: mới có ${projection.days} ngày báo cáo, cần ít nhất ${FEWEST_DAYS}.`,
        `Too early for a forecast: ${projection.days} reporting days so far, ${FEWEST_DAYS} are needed.`,
      );
    case 'not_rising':
      return say(
        `Số đơn vị đạt không tăng trong ${projection.days} ngày báo cáo gần nhất nên chưa dự báo được ngày hoàn thành.`,
        `The number has not risen over the last ${projection.days} reporting days, so no finish can be forecast.`,
      );
    case 'too_far':
      return say(
        `${paceVi(projection)} thì còn hơn một năm nữa mới hoàn thành.`,
        `${paceEn(projection)} it would take more than a year.`,
      );
    case 'on': {
      const day = formatDay(projection.day);
      return say(
        `${paceVi(projection)}, tất cả sẽ đạt vào khoảng ngày ${day}${againstVi(projection.day, deadline)}.`,
        `${paceEn(projection)} all would be green around ${day}${againstEn(projection.day, deadline)}.`,
      );
    }
  }
}

const paceVi = ({ pace, days }: { pace: number; days: number }) =>
  `Nếu giữ tốc độ của ${days} ngày báo cáo gần nhất (thêm ${formatNumber(pace)} đơn vị mỗi ngày)`;
const paceEn = ({ pace, days }: { pace: number; days: number }) =>
  `At the pace of the last ${days} reporting days (${formatNumber(pace)} more a day)`;

function againstVi(day: string, deadline: string | null): string {
  if (deadline === null) return '';
  const days = daysBetween(day, deadline);
  if (days === 0) return ', đúng hạn';
  return days > 0
    ? `, sớm hơn hạn ${formatNumber(days)} ngày`
    : `, chậm hơn thời hạn ${formatNumber(-days)} ngày`;
}

function againstEn(day: string, deadline: string | null): string {
  if (deadline === null) return '';
  const days = daysBetween(day, deadline);
  if (days === 0) return ', on the deadline';
  return days > 0
    ? `, ${formatNumber(days)} days before the deadline`
    : `, ${formatNumber(-days)} days after the deadline`;
}
