import { kindOf } from '../../alerts/kinds/all.ts';
import { ALERT_ORDERS } from '../../alerts/list-store.ts';
import { formatDay } from '../../days.ts';
import { moment } from '../format.ts';
import { useSay } from '../language.tsx';
import { DataTable } from '../parts/table.tsx';
import { Views } from '../parts/views.tsx';
import { SavedFilters } from '../saved/page.tsx';
import { alertAddress, SILENCES } from './addresses.ts';
import { AlertFilters } from './filters.tsx';
import type { AlertLine, AlertsFacts } from './list-facts.ts';
import { AlertTag } from './state.tsx';
import { ALERT_STATES } from './words.ts';

/** Alerts of the reader's area: how many there are, then which. */
export function AlertsPage({ facts }: { facts: AlertsFacts }) {
  const say = useSay();
  const { page, counts, order } = facts;
  return (
    <>
      <div class="bar">
        <h1>{say('Cảnh báo', 'Alerts')}</h1>
        <a href={SILENCES}>{say('Tạm ngừng nhắc', 'Silences')}</a>
      </div>
      <Views
        name="state"
        label={say('Theo tình trạng', 'By state')}
        ways={[
          ...(['open', 'acknowledged', 'resolved'] as const).map((state) => {
            const { sign, words } = ALERT_STATES[state];
            return { value: state, words: `${sign} ${say(...words)}`, count: counts[state] };
          }),
          {
            value: 'all',
            words: say('Tất cả', 'All'),
            count: counts.open + counts.acknowledged + counts.resolved,
          },
        ]}
      />
      <AlertFilters facts={facts} />
      <SavedFilters />
      <DataTable
        title={say('Danh sách cảnh báo', 'List of alerts')}
        rows={page.rows}
        keyOf={({ row }) => row.id}
        of={page}
        sorted={{ keys: ALERT_ORDERS, by: order }}
        empty={<NoAlerts facts={facts} />}
        columns={[
          {
            key: 'what',
            head: say('Nội dung', 'What'),
            value: ({ texts }) => say(texts.reasonVi, texts.reason),
            cell: ({ row, texts }) => <a href={alertAddress(row.id)}>{say(texts.reasonVi, texts.reason)}</a>,
            under: (line) => <More line={line} />,
          },
          {
            key: 'kind',
            head: say('Loại cảnh báo', 'Kind'),
            value: ({ row }) => say(...kindOf(row.kind).name),
            unseen: true,
          },
          {
            key: 'state',
            head: say('Tình trạng', 'State'),
            label: null,
            value: ({ row }) => say(...ALERT_STATES[row.state].words),
            cell: ({ row }) => <AlertTag state={row.state} />,
          },
          { key: 'since', head: say('Từ', 'Since'), value: ({ row }) => row.openedAt, descends: true },
          { key: 'done', head: say('Xong lúc', 'Done at'), value: ({ row }) => row.resolvedAt, unseen: true },
          { key: 'owner', head: say('Người xử lý', 'Owner'), value: ({ row }) => row.owner, unseen: true },
          {
            key: 'promised',
            head: say('Hẹn hoàn thành', 'Promised for'),
            value: ({ row }) => row.promisedOn,
            unseen: true,
          },
        ]}
      />
    </>
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

/** When it was done, and who has taken it on. */
function More({ line: { row } }: { line: AlertLine }) {
  const say = useSay();
  const { resolvedAt, owner, promisedOn } = row;
  return (
    <>
      {resolvedAt === null ? null : `${say('Xong lúc', 'Done at')} ${moment(resolvedAt)}. `}
      {owner === null ? null : (
        <>
          {say('Người xử lý:', 'Owner:')} <b>{owner}</b>
          {promisedOn === null ? '' : `, ${say('hẹn hoàn thành', 'promised for')} ${formatDay(promisedOn)}`}.
        </>
      )}
    </>
  );
}
