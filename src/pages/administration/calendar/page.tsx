import type { CalendarEffect } from '../../../changes/calendar-effect.ts';
import { type Day, formatDay, weekday } from '../../../days.ts';
import type { SpecialDay } from '../../../registry/changes-store.ts';
import { CALENDAR_KINDS, type CalendarKind } from '../../../registry/types.ts';
import { useSay, type Words } from '../../language.tsx';
import { FilterForm } from '../../parts/filters.tsx';
import { ActionButton, ChoiceField, Form, optionsOf, TextField } from '../../parts/form.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';
import { FromField } from '../preview.tsx';
import { EffectShown } from './effect.tsx';
import { type CalendarMonth, inScope, monthsOf } from './facts.ts';

const KINDS: Record<CalendarKind, Words> = {
  holiday: ['Nghỉ lễ', 'Holiday'],
  swapped_off: ['Nghỉ hoán đổi', 'Day off by swap'],
  compensatory_off: ['Nghỉ bù', 'Compensatory day off'],
  makeup_workday: ['Làm bù', 'Make-up workday'],
};
/** There is no record before. */
export const FIRST_YEAR = 2025;

const SHORT: readonly Words[] = [
  ['T2', 'Mo'],
  ['T3', 'Tu'],
  ['T4', 'We'],
  ['T5', 'Th'],
  ['T6', 'Fr'],
  ['T7', 'Sa'],
  ['CN', 'Su'],
];

export interface CalendarProps {
  year: number;
  scope: string;
  /** Scopes to choose from, and whether this administrator may change their days. */
  scopes: readonly { code: string; name: string; mayChange: boolean }[];
  days: readonly SpecialDay[];
  today: Day;
  /** The earliest day that may change. */
  earliest: Day | undefined;
  /** What a day that was typed would do, or one that is to be removed. */
  setting?: { effect: CalendarEffect; day: Day } | undefined;
  dropping?: { effect: CalendarEffect; day: Day; scope: string } | undefined;
}

/** A year: its days off and make-up workdays, and another one. */
export function Calendar(props: CalendarProps) {
  const say = useSay();
  const { year, scope, scopes, days, today, earliest, setting, dropping } = props;
  const special = inScope(days, scope);
  const address = (of: number) => `/quan-tri/lich?nam=${of}&pham-vi=${scope}`;
  const changeable = scopes.filter((one) => one.mayChange);
  const nameOf = (code: string) => scopes.find((one) => one.code === code)?.name ?? code;
  const mayDrop = (one: SpecialDay) =>
    changeable.some(({ code }) => code === one.scope) && (earliest === undefined || one.day >= earliest);
  return (
    <Frame title={say(`Lịch làm việc ${year}`, `Calendar ${year}`)}>
      <div class="bar">
        <p class="answers">
          {year > FIRST_YEAR ? <a href={address(year - 1)}>← {year - 1}</a> : null}
          <a href={address(year + 1)}>{year + 1} →</a>
        </p>
        {scopes.length < 2 ? null : (
          <FilterForm>
            <ChoiceField
              name="pham-vi"
              label={say('Phạm vi', 'Scope')}
              options={scopes.map(({ code, name }) => [code, name] as const)}
              stands={scope}
            />
          </FilterForm>
        )}
      </div>
      {setting ? (
        <EffectShown {...setting} form="ghi-ngay" button={say('Ghi vào lịch', 'Set the day')} />
      ) : null}
      {dropping ? (
        <>
          <Form id="bo-ngay" name="bo" action="/quan-tri/lich/bo">
            <input type="hidden" name="scope" value={dropping.scope} />
            <input type="hidden" name="day" value={dropping.day} />
          </Form>
          <EffectShown
            effect={dropping.effect}
            day={dropping.day}
            form="bo-ngay"
            button={say('Bỏ khỏi lịch', 'Remove the day')}
          />
        </>
      ) : null}
      <p class="hint">
        <span class="mark">×</span> {say('ngày nghỉ', 'day off')}, <span class="mark">+</span>{' '}
        {say('ngày làm bù', 'make-up workday')}
      </p>
      <div class="year">
        {monthsOf(year).map((month) => (
          <Month key={month.month} month={month} special={special} today={today} />
        ))}
      </div>
      <DataTable
        title={say('Các ngày đã ghi', 'Days that are set')}
        rows={[...special.values()].sort((a, b) => (a.day < b.day ? -1 : 1))}
        keyOf={(one) => one.day}
        empty={say('Chưa có ngày nghỉ, ngày làm bù nào trong năm.', 'No day of this year is set yet.')}
        columns={[
          { key: 'day', head: say('Ngày', 'Day'), value: (one) => one.day },
          { key: 'kind', head: say('Loại', 'Kind'), value: (one) => say(...KINDS[one.kind]) },
          {
            key: 'name',
            head: say('Tên', 'Name'),
            value: (one) => one.nameVi,
            cell: (one) => <span lang="vi">{one.nameVi}</span>,
          },
          {
            key: 'scope',
            head: say('Phạm vi', 'Scope'),
            value: (one) => nameOf(one.scope),
            cell: (one) => (
              <>
                {nameOf(one.scope)}
                {mayDrop(one) ? (
                  <ActionButton
                    action="/quan-tri/lich/bo"
                    name={say('Bỏ', 'Remove')}
                    label={say(`Bỏ ngày ${formatDay(one.day)}`, `Remove ${formatDay(one.day)}`)}
                    fields={{ scope: one.scope, day: one.day }}
                  />
                ) : null}
              </>
            ),
          },
        ]}
      />
      {changeable.length === 0 ? null : (
        <section class="panel">
          <h2>{say('Ghi một ngày vào lịch', 'Set a day')}</h2>
          <Form id="ghi-ngay" action="/quan-tri/lich" typed={{ scope }}>
            <FromField name="day" label={say('Ngày', 'Day')} earliest={earliest} />
            <ChoiceField
              name="kind"
              label={say('Loại', 'Kind')}
              options={optionsOf(say, CALENDAR_KINDS, KINDS)}
            />
            <TextField name="name" label={say('Tên, ví dụ: Nghỉ tránh bão số 3', 'Name')} />
            <ChoiceField
              name="scope"
              label={say('Phạm vi', 'Scope')}
              options={changeable.map(({ code, name }) => [code, name] as const)}
            />
            <TextField
              name="source"
              label={say('Văn bản căn cứ (nếu có)', 'Notice that says so (optional)')}
            />
            <button type="submit" name="intent" value="preview" class={setting ? 'quiet' : undefined}>
              {setting ? say('Xem trước lần nữa', 'Preview again') : say('Xem trước', 'Preview')}
            </button>
          </Form>
        </section>
      )}
    </Frame>
  );
}

function Month({
  month: { month, weeks },
  special,
  today,
}: {
  month: CalendarMonth;
  special: ReadonlyMap<Day, SpecialDay>;
  today: Day;
}) {
  const say = useSay();
  return (
    <table class="month">
      <caption>{say(`Tháng ${month}`, `Month ${month}`)}</caption>
      <thead>
        <tr>
          {SHORT.map((words) => (
            <th key={words[0]} scope="col">
              {say(...words)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          <tr key={index}>
            {week.map((day, at) => {
              if (day === null) return <td key={at} />;
              const one = special.get(day);
              const off = one ? one.kind !== 'makeup_workday' : [0, 6].includes(weekday(day));
              const classes = [off && 'off', one && 'special', day === today && 'today'].filter(Boolean);
              return (
                <td key={day} class={classes.join(' ') || undefined} title={one?.nameVi} lang={one && 'vi'}>
                  {Number(day.slice(8))}
                  {one ? <span class="mark">{off ? '×' : '+'}</span> : null}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
