import { may } from '../../access/principal.ts';
import { BETWEEN, COMPARATORS, TARGET_STATES, type TargetView } from '../../targets/types.ts';
import { askedWords, differenceWords, figureWords } from '../../targets/words.ts';
import { NONE } from '../format.ts';
import { useSay, useWho } from '../language.tsx';
import { Facts } from '../parts/facts.tsx';
import { ChoiceFilter, FilterForm } from '../parts/filters.tsx';
import type { Option } from '../parts/form.tsx';
import { ChoiceField, Form, LongTextField, NumberField, optionsOf, TextField } from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { Tag } from '../parts/tag.tsx';
import { TargetChart } from './chart.tsx';
import { COMPARATOR_WORDS, NEW, STATES, TARGETS, targetAddress } from './words.ts';

export interface TargetsShown {
  views: readonly TargetView[];
  /** Half-yearly and yearly programmes of the area. */
  programmes: readonly Option[];
  today: string;
}

/** Targets of plans: what is asked, what was reported, how each stands. */
export function TargetsPage({ views, programmes, today }: TargetsShown) {
  const say = useSay();
  const { principal } = useWho();
  return (
    <>
      <h1>{say('Chỉ tiêu kế hoạch', 'Targets')}</h1>
      <p class="hint">
        {say(
          'Chỉ tiêu của các đợt báo cáo 6 tháng và hằng năm, so đúng theo lời văn bản (80,0 % chưa phải “trên 80 %”) và theo lộ trình từng năm.',
          'Targets of half-yearly and yearly programmes, compared exactly as written and with their path year by year.',
        )}
      </p>
      <section class="panel">
        <h2>{say('Danh sách chỉ tiêu', 'All targets')}</h2>
        <FilterForm>
          <ChoiceFilter name="programme" label={say('Đợt báo cáo', 'Programme')} options={programmes} />
          <ChoiceFilter
            name="state"
            label={say('Trạng thái', 'State')}
            options={TARGET_STATES.map((one): Option => [one, say(...STATES[one].words)])}
          />
        </FilterForm>
        <DataTable
          title={say('Danh sách chỉ tiêu', 'All targets')}
          rows={views}
          keyOf={({ target, locality }) => `${target.id} ${locality?.code ?? ''}`}
          empty={say('Chưa có chỉ tiêu nào.', 'There is no target yet.')}
          columns={[
            {
              key: 'name',
              head: say('Chỉ tiêu', 'Target'),
              value: ({ target }) => say(target.nameVi, target.nameEn),
              cell: ({ target, locality }) => (
                <a href={targetAddress(target.id, locality?.code)}>{say(target.nameVi, target.nameEn)}</a>
              ),
              under: ({ target }) => `“${target.asWritten}”`,
              label: null,
            },
            {
              key: 'unit',
              head: say('Đơn vị', 'Locality'),
              value: ({ locality }) => locality && `${locality.type} ${locality.name}`,
            },
            {
              key: 'asked',
              head: say('Phải đạt', 'Asked'),
              value: ({ target }) => (target.comparator === null ? null : askedWords(target)),
            },
            { key: 'year', head: say('Đến năm', 'By'), value: ({ target }) => target.year?.toString() },
            {
              key: 'latest',
              head: say('Mới nhất', 'Latest'),
              value: ({ actual }) => {
                const last = actual.at(-1);
                return last && last.value !== null ? figureWords(last.value) : null;
              },
              under: ({ actual }) => actual.at(-1)?.period,
              figure: true,
            },
            {
              key: 'state',
              head: say('Trạng thái', 'State'),
              value: ({ state }) => say(...STATES[state].words),
              cell: ({ state }) => <Tag {...STATES[state]} />,
              under: differenceWords,
            },
          ]}
        />
      </section>
      {may(principal.role, 'report') && programmes.length > 0 ? (
        <NewTarget programmes={programmes} today={today} />
      ) : null}
    </>
  );
}

/** Sets a target, or changes one from a day on. */
export function NewTarget({
  programmes,
  today,
  typed = {},
}: {
  programmes: readonly Option[];
  today: string;
  typed?: Record<string, string>;
}) {
  const say = useSay();
  const { registry } = useWho();
  const names = new Map(
    registry.indicators.flatMap((one) =>
      one.period === 'day' ? [] : [[one.code, `${say(one.nameVi, one.nameEn)} (${one.code})`] as const],
    ),
  );
  return (
    <section class="panel">
      <h2>{say('Đặt hoặc sửa chỉ tiêu', 'Set or change a target')}</h2>
      <Form id={NEW} action={TARGETS} name={NEW} typed={{ from: today, comparator: '≥', ...typed }}>
        <ChoiceField name="programme" label={say('Đợt báo cáo', 'Programme')} options={programmes} />
        <ChoiceField
          name="indicator"
          label={say('Chỉ tiêu trong danh mục', 'Indicator')}
          options={[['', say('Định tính: nhập mã dưới đây', 'In words: a code below')], ...names]}
        />
        <TextField
          name="code"
          label={say('Mã, nếu là chỉ tiêu định tính', 'Code, of a target in words')}
          hint={say('Ví dụ: ke-hoach.nhom-dau.', 'E.g. plan.leading.')}
          maxLength={100}
        />
        <TextField
          name="as-written"
          label={say('Nguyên văn trong văn bản', 'As the paper says')}
          maxLength={1_000}
        />
        <ChoiceField
          name="comparator"
          label={say('So sánh', 'Comparator')}
          options={[
            ...optionsOf(say, COMPARATORS, COMPARATOR_WORDS),
            ['none', say('Định tính, không đo được', 'In words, not measurable')],
          ]}
        />
        <NumberField name="target" label={say('Giá trị phải đạt', 'Value')} />
        <NumberField
          name="year"
          label={say('Đến năm (để trống nếu văn bản không ghi)', 'By the year (blank: none)')}
        />
        <LongTextField
          name="path"
          label={say('Lộ trình (nếu có)', 'Path (optional)')}
          hint={say(
            'Năm và giá trị, ví dụ 2025:50, 2028:70. Giữa các năm tính theo đường thẳng.',
            'Years and values, e.g. 2025:50, 2028:70; between them on a line.',
          )}
          rows={2}
          maxLength={1_000}
        />
        <ChoiceField
          name="between"
          label={say('Giữa các năm của lộ trình', 'Between the years of the path')}
          options={BETWEEN.map(
            (one): Option => [
              one,
              one === 'line'
                ? say('Theo đường thẳng', 'On a line')
                : say('Giữ mức của năm trước', 'As the year before'),
            ],
          )}
        />
        <TextField
          name="locality"
          label={say('Mã đơn vị (để trống: mọi đơn vị của đợt)', 'Locality code (blank: each that is asked)')}
          maxLength={5}
        />
        <TextField name="source" label={say('Văn bản, mục', 'Paper, and where in it')} maxLength={300} />
        <TextField name="from" type="date" label={say('Áp dụng từ ngày', 'From')} />
        <button type="submit">{say('Lưu chỉ tiêu', 'Save')}</button>
      </Form>
    </section>
  );
}

/** One target: the words of its paper, its path, what was reported. */
export function TargetPage({ view }: { view: TargetView }) {
  const say = useSay();
  const { target, locality, path, actual, state } = view;
  const byYear = new Map(path.map((one) => [String(one.year), one.value]));
  const periods = [...new Set([...byYear.keys(), ...actual.map((one) => one.period)])].sort();
  return (
    <>
      <p>
        <a href={TARGETS}>{say('Mọi chỉ tiêu', 'All targets')}</a>
      </p>
      <h1>{say(target.nameVi, target.nameEn)}</h1>
      <p>
        <Tag {...STATES[state]} />
        {differenceWords(view) === '' ? null : ` (${differenceWords(view)})`}
      </p>
      <Facts
        of={[
          [say('Nguyên văn', 'As written'), `“${target.asWritten}”`],
          target.comparator !== null && [say('Phải đạt', 'Asked'), askedWords(target)],
          [
            say('Đến năm', 'By'),
            target.year === null ? say('Văn bản không ghi năm', 'The paper names none') : target.year,
          ],
          locality && [say('Đơn vị', 'Locality'), `${locality.type} ${locality.name}`],
          target.source !== null && [say('Văn bản', 'Paper'), target.source],
          target.assumed.length > 0 && [
            say('Được hiểu thêm', 'Read into it'),
            target.assumed
              .map((one) =>
                one === 'value' ? say('giá trị', 'the value') : say('phép so sánh', 'the comparator'),
              )
              .join(', '),
          ],
        ]}
      />
      <TargetChart view={view} />
      {periods.length === 0 ? null : (
        <DataTable
          title={say('Từng kỳ', 'By period')}
          rows={periods}
          keyOf={(period) => period}
          columns={[
            { key: 'period', head: say('Kỳ', 'Period'), value: (period) => period, label: null },
            {
              key: 'asked',
              head: say('Lộ trình', 'Path'),
              value: (period) => byYear.get(period) ?? null,
              cell: (period) => (byYear.has(period) ? figureWords(byYear.get(period) ?? null) : NONE),
              figure: true,
            },
            {
              key: 'actual',
              head: say('Đã báo cáo', 'Reported'),
              value: (period) => figureOf(actual.find((one) => one.period === period)?.value),
              figure: true,
            },
          ]}
        />
      )}
    </>
  );
}

const figureOf = (value: number | boolean | null | undefined) =>
  value === undefined || value === null ? null : figureWords(value);
