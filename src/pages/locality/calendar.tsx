import type { ReportingState } from '../../collect/types.ts';
import { type Day, dayOf, formatDay } from '../../days.ts';
import { localityAddress } from '../addresses.ts';
import { formatNumber } from '../format.ts';
import { type Say, useSay, type Words } from '../language.tsx';
import { reportAddress } from '../report/addresses.ts';
import { momentText } from '../report/words.ts';
import { REPORTING_WORDS } from '../words.ts';
import type { LocalityFacts } from './facts.ts';
import { type Month, monthAfter, monthBefore, weeksOf } from './month.ts';

const SIGNS: Record<ReportingState, string> = {
  on_time: '●',
  late: '◐',
  missing: '○',
  due: '…',
  not_due: '·',
};
/** In the order of the legend. */
const STATES = ['on_time', 'late', 'missing', 'due', 'not_due'] as const;
const WEEKDAYS: readonly [short: Words, long: Words][] = [
  [
    ['T2', 'Mo'],
    ['Thứ Hai', 'Monday'],
  ],
  [
    ['T3', 'Tu'],
    ['Thứ Ba', 'Tuesday'],
  ],
  [
    ['T4', 'We'],
    ['Thứ Tư', 'Wednesday'],
  ],
  [
    ['T5', 'Th'],
    ['Thứ Năm', 'Thursday'],
  ],
  [
    ['T6', 'Fr'],
    ['Thứ Sáu', 'Friday'],
  ],
  [
    ['T7', 'Sa'],
    ['Thứ Bảy', 'Saturday'],
  ],
  [
    ['CN', 'Su'],
    ['Chủ nhật', 'Sunday'],
  ],
];

/** When reports came, by month; each day leads to what was reported of it. */
export function ReportingCalendar({ facts }: { facts: LocalityFacts }) {
  const say = useSay();
  const { month, named } = facts;
  const weeks = weeksOf(month.shown, (day) => ({ day, view: month.views.get(day) }));
  return (
    <section class="panel" aria-labelledby="lich">
      <h2 id="lich">{say('Lịch báo cáo', 'Calendar of reports')}</h2>
      <table class="calendar">
        <caption>{monthName(month.shown, say)}</caption>
        <thead>
          <tr>
            {WEEKDAYS.map(([short, long]) => (
              <th key={long[1]} scope="col">
                <abbr title={say(...long)}>{say(...short)}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, at) => (
            <tr key={at}>
              {week.map((cell, weekday) =>
                cell === null ? (
                  <td key={weekday} />
                ) : (
                  <td key={cell.day} aria-current={cell.day === dayOf(facts.now) ? 'date' : undefined}>
                    <DayOf day={cell.day} code={named.code} view={cell.view} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <Legend facts={facts} />
      <Months facts={facts} />
    </section>
  );
}

type View = NonNullable<LocalityFacts['view']>;

function DayOf({ day, code, view }: { day: Day; code: string; view: View | undefined }) {
  const say = useSay();
  const date = Number(day.slice(8));
  if (view === undefined) return <span class="no-day">{date}</span>;
  const { reporting } = view;
  const received = view.row.receivedAt;
  const at = received === null ? '' : `, ${momentText(received, day, say)}`;
  return (
    <a
      class={reporting}
      href={reportAddress(code, day)}
      aria-label={`${formatDay(day)}: ${say(...REPORTING_WORDS[reporting])}${at}`}
    >
      {date}
      <span class="sign" aria-hidden="true">
        {SIGNS[reporting]}
      </span>
    </a>
  );
}

/** What the signs mean, and how many days of the month each stands on. */
function Legend({ facts: { month } }: { facts: LocalityFacts }) {
  const say = useSay();
  const days = [...month.views.values()].filter(({ row }) => row.day.startsWith(month.shown));
  return (
    <ul class="key-line calendar-signs">
      {STATES.map((state) => {
        const count = days.filter((one) => one.reporting === state).length;
        if (count === 0) return null;
        return (
          <li key={state}>
            <span class={`sign ${state}`} aria-hidden="true">
              {SIGNS[state]}
            </span>{' '}
            {say(...REPORTING_WORDS[state])}: {formatNumber(count)}
          </li>
        );
      })}
    </ul>
  );
}

function Months({ facts: { month, named, inAddress } }: { facts: LocalityFacts }) {
  const say = useSay();
  const { shown, first, last } = month;
  const to = (other: Month) => `${localityAddress(named.code, { month: other, programme: inAddress })}#lich`;
  return (
    <nav class="pager" aria-label={say('Tháng khác', 'Other months')}>
      {shown > first ? <a href={to(monthBefore(shown))}>← {monthName(monthBefore(shown), say)}</a> : null}
      {shown < last ? <a href={to(monthAfter(shown))}>{monthName(monthAfter(shown), say)} →</a> : null}
    </nav>
  );
}

function monthName(month: Month, say: Say): string {
  const [year = '', number = ''] = month.split('-');
  const name = `${Number(number)}/${year}`;
  return say(`Tháng ${name}`, name);
}
