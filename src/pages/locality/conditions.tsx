import { COLOURS } from '../../charts/colours.ts';
import { type Day, formatDay } from '../../days.ts';
import { TrendLine } from '../charts/trend-line.tsx';
import { formatNumber, formatPercent } from '../format.ts';
import { type Say, useSay } from '../language.tsx';
import { DataTable } from '../parts/table.tsx';
import { Tag } from '../parts/tag.tsx';
import { STATES } from '../words.ts';
import type { LocalityFacts } from './facts.ts';
import type { ConditionHistory, Point } from './history.ts';
import { Sparkline } from './sparkline.tsx';

/** How each condition stands and how it went over the last reporting days. */
export function Conditions({ facts: { conditions, course, byRules } }: { facts: LocalityFacts }) {
  const say = useSay();
  if (conditions.length === 0) return null;
  return (
    <section aria-labelledby="dieu-kien">
      <h2 id="dieu-kien">
        {say('Từng điều kiện, các ngày báo cáo gần đây', 'Each condition over recent reporting days')}
      </h2>
      <ul class="conditions">
        <Whole course={course} />
        {conditions.map((one) => (
          <Condition key={one.condition.code} of={one} />
        ))}
      </ul>
      <p class="hint">
        {say(
          'Mỗi cột là một ngày báo cáo, mới nhất bên phải; cột càng cao, càng nhiều chỉ tiêu đạt.',
          'Each bar is a reporting day, the latest on the right; the higher, the more items are met.',
        )}
      </p>
      {byRules.map(({ day, from, to }) => (
        <p key={`${day} ${from} ${to}`}>
          {say(...COLOURS[from].words)} → {say(...COLOURS[to].words)}:{' '}
          {say(
            `do thay đổi quy định từ ${formatDay(day)}`,
            `by a change of the rules from ${formatDay(day)}`,
          )}
        </p>
      ))}
      <History conditions={conditions} />
    </section>
  );
}

/** All that is required of the unit together, before each condition. */
function Whole({ course }: Pick<LocalityFacts, 'course'>) {
  const say = useSay();
  const last = course.at(-1);
  if (!last || course.every(({ percent }) => percent === null)) return null;
  return (
    <li>
      <b>{say('Tất cả điều kiện', 'All conditions')}</b>
      <span>
        {last.percent === null ? say(...STATES.unknown.words) : formatPercent(last.percent)}
        <small>
          {say(
            'tỷ lệ chỉ tiêu đạt, để trống ngày chưa có số liệu',
            'share of items met, with a gap where nothing is known',
          )}
        </small>
      </span>
      <TrendLine points={course} wide />
    </li>
  );
}

function Condition({ of: { condition, points, since } }: { of: ConditionHistory }) {
  const say = useSay();
  const last = points.at(-1);
  const first = points[0];
  if (!last || !first || last.state === null) return null;
  return (
    <li>
      <b>{say(condition.nameVi, condition.nameEn)}</b>
      <span>
        <Tag {...STATES[last.state]} /> {formatNumber(last.met)} / {formatNumber(last.required)}
        <small>
          {since === null
            ? say(`ít nhất từ ${formatDay(first.day)}`, `since ${formatDay(first.day)} or before`)
            : say(`từ ${formatDay(since)}`, `since ${formatDay(since)}`)}
        </small>
      </span>
      <Sparkline points={points} />
    </li>
  );
}

/** The same as a table, for who reads instead of looks. */
function History({ conditions }: { conditions: readonly ConditionHistory[] }) {
  const say = useSay();
  const days = conditions[0]?.points.map((point) => point.day).toReversed() ?? [];
  const at = new Map(
    conditions.flatMap(({ condition, points }) =>
      points.map((point) => [`${condition.code} ${point.day}`, point] as const),
    ),
  );
  return (
    <details class="panel by-day">
      <summary>{say('Xem các ngày này bằng bảng', 'See these days as a table')}</summary>
      <DataTable
        name="cac-ngay"
        title={say('Số chỉ tiêu đạt theo ngày và điều kiện', 'Items met by day and condition')}
        class="plain"
        sorts={false}
        rows={days}
        keyOf={(day) => day}
        columns={[
          { key: 'day', head: say('Ngày', 'Day'), value: (day) => day },
          ...conditions.map(({ condition: { code, nameVi, nameEn } }) => ({
            key: code,
            head: say(nameVi, nameEn),
            // In words: a bare "3/5" is a date to a spreadsheet.
            value: (day: Day) => pointText(at.get(`${code} ${day}`), say),
            cell: (day: Day) => <PointText point={at.get(`${code} ${day}`)} />,
          })),
        ]}
      />
    </details>
  );
}

function pointText(point: Point | undefined, say: Say): string | null {
  if (!point || point.state === null) return null;
  return `${say(...STATES[point.state].words)} ${formatNumber(point.met)}/${formatNumber(point.required)}`;
}

function PointText({ point }: { point: Point | undefined }) {
  const say = useSay();
  if (!point || point.state === null) return null;
  return (
    <>
      <span role="img" aria-label={say(...STATES[point.state].words)}>
        {STATES[point.state].sign}
      </span>{' '}
      {formatNumber(point.met)}/{formatNumber(point.required)}
    </>
  );
}
