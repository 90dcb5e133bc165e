import { may } from '../../access/principal.ts';
import { type Day, formatDay } from '../../days.ts';
import { writesMoney } from '../../funding/access.ts';
import { formatAmount } from '../../funding/money-rules.ts';
import type { ProposalAnswer } from '../../funding/present.ts';
import { PROGRESS_WORDS, STATE_WORDS, WAITS_WORDS } from '../../funding/words.ts';
import { localityAddress } from '../addresses.ts';
import { formatNumber, moment, NONE } from '../format.ts';
import { useSay, useWho } from '../language.tsx';
import { Facts } from '../parts/facts.tsx';
import { Notice } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';
import { FUNDING } from './addresses.ts';
import { Done } from './proposal-done.tsx';
import { Steps } from './proposal-steps.tsx';

type Line = ProposalAnswer['lines'][number];

/** A proposal: what it asks, what became of it, and the next step for who may take it. */
export function ProposalPage({ it, today }: { it: ProposalAnswer; today: Day }) {
  const say = useSay();
  const { registry, principal } = useWho();
  const funds = writesMoney(principal, it.province);
  const nameOf = (code: string) => {
    const of = registry.indicators.findLast((one) => one.code === code);
    return of ? say(of.nameVi, of.nameEn) : code;
  };
  const money = (amount: number | null) =>
    amount === null ? NONE : say(`${formatAmount(amount)} đồng`, `${formatAmount(amount)} đ`);
  const portion = ({ quantity, amount }: { quantity: number; amount: number | null }) =>
    `${money(amount)} (${formatNumber(quantity)} ${say('chiếc', 'units')})`;
  return (
    <>
      <p>
        <a href={FUNDING}>{say('Kinh phí', 'Money')}</a>
      </p>
      <h1 lang="vi">{it.title}</h1>
      {it.returned === null ? null : (
        <Notice kind="bad">
          <p>
            {say('Trả lại:', 'Sent back:')} {it.returned.reason} ({it.returned.by})
          </p>
        </Notice>
      )}
      {it.deadline !== null && it.deadline < today && it.waitsFor !== null ? (
        <Notice kind="bad">
          {say(
            `Đã quá thời hạn ${formatDay(it.deadline)}, đang chờ: ${WAITS_WORDS[it.waitsFor][0]}.`,
            `The deadline of ${formatDay(it.deadline)} has passed; waits for: ${WAITS_WORDS[it.waitsFor][1]}.`,
          )}
        </Notice>
      ) : null}
      <Facts
        of={[
          [
            say('Trạng thái', 'State'),
            `${say(...STATE_WORDS[it.state])}${it.progress === null ? '' : `, ${say(...PROGRESS_WORDS[it.progress])}`}`,
          ],
          it.waitsFor && [say('Đang chờ', 'Waits for'), say(...WAITS_WORDS[it.waitsFor])],
          [say('Theo số liệu ngày', 'Needs of'), formatDay(it.day)],
          it.deadline !== null && [say('Thời hạn', 'Deadline'), formatDay(it.deadline)],
          [say('Tổng số tiền', 'Total'), money(it.total)],
          [say('Bằng chữ', 'In words'), <span lang="vi">{it.totalInWords}</span>],
          it.state === 'approved' && [say('Đã cấp', 'Allocated'), portion(it.allocated)],
          it.disbursed !== null &&
            it.state === 'approved' && [say('Đã giải ngân', 'Paid out'), money(it.disbursed)],
          it.state === 'approved' && [say('Đã bàn giao', 'Delivered'), portion(it.delivered)],
          it.state === 'approved' && [say('Đã nghiệm thu', 'Accepted'), portion(it.accepted)],
          [say('Người lập', 'Author'), `${it.createdBy}, ${moment(new Date(it.createdAt))}`],
          it.approvedBy !== null && [
            say('Duyệt', 'Approved'),
            `${it.paper ?? ''} (${it.approvedBy}, ${it.approvedAt ? moment(new Date(it.approvedAt)) : ''})`,
          ],
        ]}
      />
      <p class="files">
        <a href={`/api/v1/funding/proposals/${it.id}/file?format=docx`}>
          {say('Tải tờ trình (Word)', 'Word')}
        </a>{' '}
        <a href={`/api/v1/funding/proposals/${it.id}/file?format=xlsx`}>
          {say('Tải danh mục (Excel)', 'Excel')}
        </a>
      </p>
      {funds ? <Steps it={it} nameOf={nameOf} today={today} /> : null}
      <section class="panel">
        <h2>{say('Nội dung đề xuất', 'Lines')}</h2>
        <Lines it={it} nameOf={nameOf} today={today} />
      </section>
      <Done it={it} nameOf={nameOf} money={money} funds={funds && may(principal.role, 'fund')} />
    </>
  );
}

function Lines({ it, nameOf, today }: { it: ProposalAnswer; nameOf: (code: string) => string; today: Day }) {
  const say = useSay();
  const placeOf = ({ locality }: Line) => `${locality.type} ${locality.name}`;
  const unit = say('chiếc', 'units');
  return (
    <DataTable
      title={say('Nội dung đề xuất', 'Lines')}
      name="dong"
      rows={it.lines}
      keyOf={({ locality, item }) => `${locality.code} ${item}`}
      columns={[
        {
          key: 'locality',
          head: say('Đơn vị', 'Locality'),
          value: placeOf,
          cell: (line) => <a href={localityAddress(line.locality.code)}>{placeOf(line)}</a>,
          under: ({ receivers, allocated, delivered }) =>
            receivers === null || allocated === delivered ? null : heirWords(receivers, today, say),
        },
        { key: 'item', head: say('Chỉ tiêu', 'Item'), value: ({ item }) => nameOf(item), label: null },
        {
          key: 'quantity',
          head: say('Số lượng', 'Units'),
          value: ({ quantity }) => quantity,
          figure: true,
          sum: true,
        },
        {
          key: 'price',
          head: say('Đơn giá (đồng)', 'Price (đồng)'),
          value: ({ unitPrice }) => unitPrice,
          figure: true,
          under: ({ basis }) => basis,
        },
        {
          key: 'amount',
          head: say('Thành tiền (đồng)', 'Amount (đồng)'),
          value: ({ amount }) => amount,
          figure: true,
          sum: true,
        },
        {
          key: 'allocated',
          head: say(`Đã cấp (${unit})`, 'Allocated'),
          value: ({ allocated }) => allocated,
          figure: true,
          sum: true,
        },
        {
          key: 'delivered',
          head: say('Đã bàn giao', 'Delivered'),
          value: ({ delivered }) => delivered,
          figure: true,
          sum: true,
        },
        {
          key: 'accepted',
          head: say('Đã nghiệm thu', 'Accepted'),
          value: ({ accepted }) => accepted,
          figure: true,
          sum: true,
        },
      ]}
    />
  );
}

function heirWords(
  receivers: readonly string[],
  today: Day,
  say: (vi: string, en: string) => string,
): string {
  const codes = receivers.join(', ');
  if (receivers.length === 0)
    return say(
      'đã kết thúc, không có đơn vị tiếp nhận: thu hồi kinh phí',
      'ended, nobody took over: take the money back',
    );
  if (receivers.length === 1)
    return say(
      `đã kết thúc: bàn giao cho đơn vị tiếp nhận ${codes}`,
      `ended: deliver to ${codes}, which took over`,
    );
  return say(
    `đã kết thúc: khi bàn giao, chọn đơn vị tiếp nhận (${codes}), tính đến ${formatDay(today)}`,
    `ended: say which of ${codes} receives`,
  );
}
