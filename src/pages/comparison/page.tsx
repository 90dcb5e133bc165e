import { formatDay } from '../../days.ts';
import type { ComparedChange } from '../../figures/compare.ts';
import type { ChangeCause } from '../../figures/comparison.ts';
import { PERIODS, type Period } from '../../figures/period.ts';
import type { Programme } from '../../registry/types.ts';
import { localityAddress } from '../addresses.ts';
import { formatNumber, formatPercent, NONE } from '../format.ts';
import { useSay, type Words } from '../language.tsx';
import { FilterForm, ProvinceFilter } from '../parts/filters.tsx';
import { ChoiceField, TextField } from '../parts/form.tsx';
import { placeColumn } from '../parts/places.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { DataTable } from '../parts/table.tsx';
import { COLOURS } from '../words.ts';
import type { ComparisonFacts, Side } from './facts.ts';

const PERIOD_WORDS: Record<Period, Words> = {
  day: ['Ngày', 'Days'],
  week: ['Tuần', 'Weeks'],
  month: ['Tháng', 'Months'],
};

const CAUSES: Record<ChangeCause, Words> = {
  report: ['báo cáo mới', 'a report'],
  freshness: ['số liệu cũ hết hạn dùng', 'values too old'],
  rule_changed: ['thay đổi quy định', 'a rule of ours'],
  review: ['rà soát', 'review'],
  not_reported: ['không gửi báo cáo', 'no report'],
};

/** Two days, weeks or months side by side: the whole area, each condition, each unit that changed. */
export function ComparisonPage({
  programme,
  facts,
}: {
  programme: Programme;
  facts: ComparisonFacts | null;
}) {
  const say = useSay();
  return (
    <>
      <div>
        <h1>{say('So sánh', 'Comparison')}</h1>
        <p class="day">{say(programme.nameVi, programme.nameEn)}</p>
        <p class="hint">
          {say(
            'Chọn hai ngày bất kỳ. Theo tuần hoặc tháng: so sánh tuần, tháng có hai ngày đó, lấy ngày báo cáo cuối cùng của mỗi kỳ.',
            'Choose any two days. By weeks or months, those that the days lie in are compared by the last reporting day of each.',
          )}
        </p>
      </div>
      <FilterForm typed={facts ? { from: facts.from.first, to: facts.to.day } : {}}>
        <ChoiceField
          name="period"
          label={say('Theo', 'By')}
          options={PERIODS.map((period) => [period === 'day' ? '' : period, say(...PERIOD_WORDS[period])])}
        />
        <TextField name="from" type="date" label={say('Từ ngày', 'From')} />
        <TextField name="to" type="date" label={say('Đến ngày', 'To')} />
        <ProvinceFilter provinces={facts?.provinces ?? []} />
      </FilterForm>
      {facts === null ? (
        <p class="notice">
          {say(
            'Ngày sau phải không sớm hơn ngày đầu và không sau hôm nay. Chọn lại hai ngày.',
            'The second day lies before the first, or is still to come. Choose again.',
          )}
        </p>
      ) : facts.from.units + facts.to.units === 0 ? (
        <p class="notice">
          {say('Không có đơn vị nào phải báo cáo vào hai ngày này.', 'No unit was followed on these days.')}
        </p>
      ) : (
        <Compared facts={facts} />
      )}
    </>
  );
}

interface Line {
  key: string;
  name: string;
  from: number | null;
  to: number | null;
  percent?: boolean;
}

function Compared({ facts }: { facts: ComparisonFacts }) {
  const say = useSay();
  const { from, to } = facts;
  const lines = (
    of: (side: Side) => Omit<Line, 'from' | 'to'>[],
    value: (side: Side, key: string) => number | null,
  ) => of(to).map((line) => ({ ...line, from: value(from, line.key), to: value(to, line.key) }));
  const whole = lines(
    () => [
      ...(['green', 'yellow', 'red', 'grey'] as const).map((key) => ({
        key,
        name: `${COLOURS[key].sign} ${say(...COLOURS[key].words)}`,
      })),
      {
        key: 'percentGreen',
        name: say('Tỷ lệ đơn vị đạt (%)', 'Share of units that are green (%)'),
        percent: true,
      },
      { key: 'received', name: say('Đơn vị đã gửi báo cáo', 'Units that reported') },
      { key: 'timely', name: say('Kịp thời (%)', 'Timely (%)'), percent: true },
      { key: 'complete', name: say('Đầy đủ (%)', 'Complete (%)'), percent: true },
      { key: 'accurate', name: say('Chính xác (%)', 'Accurate (%)'), percent: true },
    ],
    ({ units, summary }, key) => {
      // Of a day on which nobody was asked nothing is known, which is not zero.
      if (units === 0) return null;
      if (key === 'timely' || key === 'complete' || key === 'accurate') return summary.rates[key].percent;
      return summary[key as 'green' | 'percentGreen'];
    },
  );
  const conditions = lines(
    (side) =>
      side.conditions.map(({ condition }) => ({
        key: condition.code,
        name: say(condition.nameVi, condition.nameEn),
      })),
    (side, key) => side.conditions.find(({ condition }) => condition.code === key)?.counts.met ?? null,
  );
  return (
    <>
      <Lines id="dia-ban" title={say('Toàn địa bàn', 'The whole area')} lines={whole} facts={facts} />
      <Lines
        id="dieu-kien"
        title={say('Số đơn vị đạt từng điều kiện', 'Units that meet each condition')}
        lines={conditions}
        facts={facts}
      />
      <Changes facts={facts} />
    </>
  );
}

function Lines({
  id,
  title,
  lines,
  facts: { from, to },
}: {
  id: string;
  title: string;
  lines: readonly Line[];
  facts: ComparisonFacts;
}) {
  const say = useSay();
  const show = (value: number | null, percent?: boolean) =>
    percent ? formatPercent(value) : formatNumber(value);
  const moved = ({ from: was, to: is }: Line) =>
    was === null || is === null ? null : Math.round((is - was) * 10) / 10;
  return (
    <section>
      <h2 id={`${id}-ten`}>{title}</h2>
      <DataTable
        name={id}
        title={title}
        rows={lines}
        keyOf={({ key }) => key}
        sorts={false}
        columns={[
          { key: 'what', head: say('Nội dung', 'What'), value: ({ name }) => name },
          {
            key: 'from',
            head: sideName(from),
            figure: true,
            value: (line) => line.from,
            cell: (line) => show(line.from, line.percent),
          },
          {
            key: 'to',
            head: sideName(to),
            figure: true,
            value: (line) => line.to,
            cell: (line) => show(line.to, line.percent),
          },
          {
            key: 'moved',
            head: say('Thay đổi', 'Change'),
            figure: true,
            value: moved,
            cell: (line) => {
              const by = moved(line);
              return by === null ? NONE : by > 0 ? `+${formatNumber(by)}` : formatNumber(by);
            },
          },
        ]}
      />
    </section>
  );
}

/** A period as a column is headed: its days, and by which it is judged. */
function sideName({ first, last, day }: Side): string {
  return first === last ? formatDay(first) : `${formatDay(first)}–${formatDay(last)} (${formatDay(day)})`;
}

function Changes({ facts }: { facts: ComparisonFacts }) {
  const say = useSay();
  const { changes, indicators, inAddress, from, to } = facts;
  const named = (codes: readonly string[]) =>
    codes
      .map((code) => {
        const of = indicators.get(code);
        return of ? say(of.nameVi, of.nameEn) : code;
      })
      .join('; ');
  const colour = (of: ComparedChange['from']) => (of === null ? NONE : say(...COLOURS[of].words));
  const title = say('Đơn vị có thay đổi', 'Units that changed');
  return (
    <section>
      <h2 id="thay-doi-ten">{title}</h2>
      <DataTable
        name="thay-doi"
        title={title}
        rows={changes}
        keyOf={({ locality }) => locality.code}
        empty={say('Không đơn vị nào thay đổi.', 'No unit has changed.')}
        columns={[
          placeColumn(say, 'locality', (code) => localityAddress(code, { programme: inAddress })),
          { key: 'code', head: say('Mã', 'Code'), value: ({ locality }) => locality.code, unseen: true },
          { key: 'fromDay', head: say('Từ ngày', 'From day'), value: () => from.day, unseen: true },
          { key: 'toDay', head: say('Đến ngày', 'To day'), value: () => to.day, unseen: true },
          {
            key: 'from',
            head: formatDay(from.day),
            value: (one) => colour(one.from),
            cell: (one) => (one.from === null ? NONE : <StateTag colour={one.from} />),
          },
          {
            key: 'to',
            head: formatDay(to.day),
            value: (one) => colour(one.to),
            cell: (one) => (one.to === null ? NONE : <StateTag colour={one.to} />),
          },
          { key: 'opened', head: say('Thiếu thêm', 'New gaps'), value: (one) => named(one.opened) },
          {
            key: 'openedCount',
            head: say('Số chỉ tiêu thiếu thêm', 'Number of new gaps'),
            value: (one) => one.opened.length,
            unseen: true,
          },
          { key: 'closed', head: say('Đã đạt thêm', 'Gaps closed'), value: (one) => named(one.closed) },
          {
            key: 'closedCount',
            head: say('Số chỉ tiêu đạt thêm', 'Number of gaps closed'),
            value: (one) => one.closed.length,
            unseen: true,
          },
          {
            key: 'causes',
            head: say('Do', 'Because of'),
            value: (one) => one.causes.map((cause) => say(...CAUSES[cause])).join(', '),
          },
          { key: 'by', head: say('Người thực hiện', 'By'), value: (one) => one.by.join(', ') },
        ]}
      />
    </section>
  );
}
