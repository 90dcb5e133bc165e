import { may } from '../../access/principal.ts';
import { kindOf } from '../../alerts/kinds/all.ts';
import { ALERT_ORDERS } from '../../alerts/list-store.ts';
import { SEVERITIES, type Severity } from '../../alerts/severity-rules.ts';
import { formatDay } from '../../days.ts';
import { moment, NONE } from '../format.ts';
import { useSay, useWho } from '../language.tsx';
import { useHere } from '../parts/address.ts';
import { PickForm } from '../parts/form.tsx';
import { useProvinceBeside } from '../parts/places.tsx';
import { DataTable } from '../parts/table.tsx';
import { Tag } from '../parts/tag.tsx';
import { Views } from '../parts/views.tsx';
import { REMIND } from '../reminders/addresses.ts';
import { PickOne } from '../reminders/pick-unit.tsx';
import { SavedFilters } from '../saved/page.tsx';
import { alertAddress, SILENCES, TAKE_ON_MANY } from './addresses.ts';
import { AlertFilters } from './filters.tsx';
import type { AlertGroup, AlertLine, AlertsFacts } from './list-facts.ts';
import { AlertTag } from './state.tsx';
import { SEVERITY_TAGS } from './triage-words.ts';
import { ALERT_STATES, STEP_ROLES } from './words.ts';

/** Alerts of the reader's area: how many there are, then which. */
export function AlertsPage({ facts }: { facts: AlertsFacts }) {
  const say = useSay();
  const { counts } = facts;
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
      {facts.asked.state === 'open' || facts.asked.state === 'acknowledged' ? (
        <Views
          name="group"
          label={say('Gộp theo', 'Grouped by')}
          ways={[
            { value: undefined, words: say('Từng cảnh báo', 'One by one') },
            { value: 'unit', words: say('Theo đơn vị', 'By unit') },
            { value: 'kind', words: say('Theo loại', 'By kind') },
          ]}
        />
      ) : null}
      {facts.groups === undefined ? (
        <AlertList facts={facts} />
      ) : (
        <Groups facts={facts} groups={facts.groups} />
      )}
    </>
  );
}

/** Alerts one by one; who may do something about them ticks some and goes on. */
function AlertList({ facts }: { facts: AlertsFacts }) {
  const say = useSay();
  const here = useHere();
  const { principal } = useWho();
  const { page } = facts;
  const picks = may(principal.role, 'act') && facts.asked.state !== 'resolved' && page.rows.length > 0;
  const table = <AlertTable facts={facts} picks={picks} />;
  if (!picks) return table;
  return (
    <PickForm to={TAKE_ON_MANY} fields={{ next: here.with({}) }} list={table}>
      <button type="submit">{say('Nhận xử lý (đã chọn)', 'Take on those chosen')}</button>
      {may(principal.role, 'silence') ? (
        <button type="submit" class="quiet" formaction={SILENCES}>
          {say('Tạm ngừng nhắc', 'Silence')}
        </button>
      ) : null}
      {may(principal.role, 'remind') ? (
        <button type="submit" class="quiet" formaction={REMIND}>
          {say('Nhắc ngay', 'Remind now')}
        </button>
      ) : null}
    </PickForm>
  );
}

function Groups({ facts, groups }: { facts: AlertsFacts; groups: readonly AlertGroup[] }) {
  const say = useSay();
  const provinceOf = useProvinceBeside();
  const { registry } = useWho();
  const here = useHere();
  const field = facts.asked.group === 'kind' ? 'kind' : 'locality';
  const href = (key: string, severity?: Severity) => here.with({ group: undefined, [field]: key, severity });
  const own = (key: string) => field === 'kind' || /^\d{5}$/.test(key);
  return (
    <DataTable
      name="nhom"
      title={say('Cảnh báo theo nhóm', 'Alerts by group')}
      rows={groups}
      size={50}
      keyOf={({ key }) => key}
      empty={<NoAlerts facts={facts} />}
      columns={[
        {
          key: 'name',
          head: field === 'kind' ? say('Loại cảnh báo', 'Kind') : say('Đơn vị', 'Unit'),
          value: ({ name }) => say(...name),
          cell: ({ key, name }) => (own(key) ? <a href={href(key)}>{say(...name)}</a> : say(...name)),
          under: ({ key }) => {
            const unit = registry.localities.get(key);
            return unit ? provinceOf(unit.province) : null;
          },
        },
        {
          key: 'count',
          head: say('Số cảnh báo', 'Alerts'),
          figure: true,
          sum: true,
          value: ({ count }) => count,
        },
        ...SEVERITIES.map((one) => ({
          key: one,
          head: say(...SEVERITY_TAGS[one].words),
          figure: true,
          sum: true,
          value: ({ counts }: AlertGroup) => counts[one],
          cell: ({ key, counts }: AlertGroup) =>
            counts[one] === 0 || !own(key) ? counts[one] : <a href={href(key, one)}>{counts[one]}</a>,
        })),
        { key: 'since', head: say('Lâu nhất từ', 'Oldest since'), value: ({ since }) => since },
      ]}
    />
  );
}

function AlertTable({ facts, picks }: { facts: AlertsFacts; picks: boolean }) {
  const say = useSay();
  const provinceOf = useProvinceBeside();
  const beside = ({ names }: AlertLine) => names.locality && provinceOf(names.locality.province);
  const { page, people, order } = facts;
  return (
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
          cell: ({ row, texts }) => (
            <span class="picked">
              {picks && row.state !== 'resolved' ? (
                <PickOne name="alert" value={String(row.id)} of={say(texts.reasonVi, texts.reason)} />
              ) : null}
              <a href={alertAddress(row.id)}>{say(texts.reasonVi, texts.reason)}</a>
            </span>
          ),
          under: (line) => <More line={line} province={beside(line)} />,
        },
        { key: 'province', head: say('Tỉnh, thành phố', 'Province'), value: beside, unseen: true },
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
        {
          key: 'severity',
          head: say('Mức độ', 'Severity'),
          sort: false,
          value: ({ severity }) => severity && say(...SEVERITY_TAGS[severity].words),
          cell: ({ severity }) => (severity === null ? NONE : <Tag {...SEVERITY_TAGS[severity]} />),
        },
        {
          key: 'step',
          head: say('Đã nhắc đến', 'Reminded up to'),
          sort: false,
          value: ({ row }) => row.stepRole && say(...STEP_ROLES[row.stepRole]),
          under: ({ heard }) =>
            heard && (
              <>
                {people ? `${heard.name}, ` : null}
                <span class="whole">{moment(heard.at)}</span>
              </>
            ),
        },
        people && {
          key: 'heard',
          head: say('Người nhận gần nhất', 'Heard last'),
          value: ({ heard }) => heard?.name,
          unseen: true,
        },
        { key: 'heardAt', head: say('Nhận lúc', 'Heard at'), value: ({ heard }) => heard?.at, unseen: true },
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
function More({ line: { row }, province }: { line: AlertLine; province: string | null }) {
  const say = useSay();
  const { resolvedAt, owner, promisedOn } = row;
  return (
    <>
      {province === null ? null : `${province}. `}
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
