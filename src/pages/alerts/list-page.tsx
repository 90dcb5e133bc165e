import { formatDay } from '../../days.ts';
import { formatNumber, moment } from '../format.ts';
import { useSay } from '../language.tsx';
import { Pager } from '../parts/pager.tsx';
import { alertAddress, alertsAddress, SILENCES } from './addresses.ts';
import { AlertFilters } from './filters.tsx';
import type { AlertLine, AlertsFacts } from './list-facts.ts';
import { addressOf } from './question.ts';
import { AlertTag } from './state.tsx';
import { ALERT_STATES } from './words.ts';

/** Alerts of the reader's area: how many there are, then which. */
export function AlertsPage({ facts }: { facts: AlertsFacts }) {
  const say = useSay();
  const { asked, page } = facts;
  return (
    <>
      <div class="bar">
        <h1>{say('Cảnh báo', 'Alerts')}</h1>
        <a href={SILENCES}>{say('Tạm ngừng nhắc', 'Silences')}</a>
      </div>
      <Counts facts={facts} />
      <AlertFilters facts={facts} />
      {page.count === 0 ? (
        <NoAlerts facts={facts} />
      ) : (
        <section aria-label={say('Danh sách cảnh báo', 'List of alerts')}>
          <ul class="lines">
            {page.rows.map((line) => (
              <Line key={line.row.id} line={line} />
            ))}
          </ul>
          <Pager
            of={page}
            addressOf={(of) =>
              alertsAddress({ ...addressOf(asked), page: of === 1 ? undefined : String(of) })
            }
          />
        </section>
      )}
    </>
  );
}

/** How many of each state; each count leads to its alerts. */
function Counts({ facts: { asked, counts } }: { facts: AlertsFacts }) {
  const say = useSay();
  const all = counts.open + counts.acknowledged + counts.resolved;
  const states = [
    ...(['open', 'acknowledged', 'resolved'] as const).map((state) => {
      const { sign, words } = ALERT_STATES[state];
      return { state, name: `${sign} ${say(...words)}`, count: counts[state] };
    }),
    { state: 'all' as const, name: say('Tất cả', 'All'), count: all },
  ];
  return (
    <nav class="states" aria-label={say('Theo tình trạng', 'By state')}>
      {states.map(({ state, name, count }) => (
        <a
          key={state}
          href={alertsAddress(addressOf(asked, { state }))}
          aria-current={asked.state === state ? 'page' : undefined}
        >
          {name}: {formatNumber(count)}
        </a>
      ))}
    </nav>
  );
}

function NoAlerts({ facts: { asked, counts } }: { facts: AlertsFacts }) {
  const say = useSay();
  const elsewhere = counts.open + counts.acknowledged + counts.resolved > 0;
  if (asked.kind === undefined && asked.locality === undefined && asked.state === 'open')
    return (
      <p class="notice good">
        {elsewhere
          ? say('Không có cảnh báo nào đang mở.', 'No alert is open.')
          : say('Chưa có cảnh báo nào.', 'There has been no alert.')}
      </p>
    );
  return <p class="hint">{say('Không có cảnh báo phù hợp với bộ lọc.', 'There are no such alerts.')}</p>;
}

function Line({ line: { row, texts } }: { line: AlertLine }) {
  const say = useSay();
  const { id, state, openedAt, resolvedAt, owner, promisedOn } = row;
  return (
    <li>
      <AlertTag state={state} />
      <div>
        <a href={alertAddress(id)}>{say(texts.reasonVi, texts.reason)}</a>
        <small>
          {say('Từ', 'Since')} {moment(openedAt)}
          {resolvedAt === null ? '' : `, ${say('xong lúc', 'done at')} ${moment(resolvedAt)}`}.
          {owner === null ? null : (
            <>
              {' '}
              {say('Người xử lý:', 'Owner:')} <b>{owner}</b>
              {promisedOn === null
                ? ''
                : `, ${say('hẹn hoàn thành', 'promised for')} ${formatDay(promisedOn)}`}
              .
            </>
          )}
        </small>
      </div>
    </li>
  );
}
