import { may } from '../../access/principal.ts';
import { type Day, formatDay } from '../../days.ts';
import { writesMoney } from '../../funding/access.ts';
import { formatAmount } from '../../funding/money-rules.ts';
import { SOURCES } from '../../funding/norms.ts';
import type { ProposalAnswer } from '../../funding/present.ts';
import { PROGRESS_WORDS, STATE_WORDS, WAITS_WORDS } from '../../funding/words.ts';
import { localityAddress } from '../addresses.ts';
import { formatNumber, moment, NONE } from '../format.ts';
import { useReading, useSay, useWho } from '../language.tsx';
import { Facts } from '../parts/facts.tsx';
import {
  ActionButton,
  ChoiceField,
  Form,
  LongTextField,
  NumberField,
  type Option,
  TextField,
} from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';
import { FUNDING, proposalAddress } from './addresses.ts';

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

/** What can be done next. */
function Steps({ it, nameOf, today }: { it: ProposalAnswer; nameOf: (code: string) => string; today: Day }) {
  const say = useSay();
  // A form that comes back is open, or nobody would see what is wrong with it.
  const { filled } = useReading();
  const at = (below: string) => proposalAddress(it.id, below);
  if (it.state === 'draft')
    return (
      <div class="steps do">
        <ActionButton action={at('/trinh')} name={say('Trình đề xuất', 'Submit')} />
      </div>
    );
  if (it.state === 'submitted')
    return (
      <div class="steps do">
        <Form id="duyet" action={at('/duyet')} name="duyet">
          <TextField
            name="paper"
            label={say('Văn bản phê duyệt', 'Paper')}
            hint={say('Số, ký hiệu, ngày ban hành.', 'Number and day.')}
            maxLength={300}
          />
          <button type="submit">{say('Ghi nhận đã duyệt', 'Approve')}</button>
        </Form>
        <Form id="tra-lai" action={at('/tra-lai')} name="tra-lai">
          <LongTextField
            name="reason"
            label={say('Lý do trả lại', 'Why it is sent back')}
            rows={2}
            maxLength={2_000}
          />
          <button type="submit" class="quiet">
            {say('Trả lại', 'Send back')}
          </button>
        </Form>
      </div>
    );
  const lineName = ({ locality, item }: Line) => `${locality.type} ${locality.name}: ${nameOf(item)}`;
  const optionsOf = (is: (line: Line) => boolean, room: (line: Line) => number): Option[] =>
    it.lines
      .filter(is)
      .map((line) => [
        `${line.locality.code}:${line.item}`,
        `${lineName(line)} (${say('còn', 'left')} ${formatNumber(room(line))})`,
      ]);
  const toAllocate = optionsOf(
    (line) => line.allocated < line.quantity,
    (line) => line.quantity - line.allocated,
  );
  const toDeliver = optionsOf(
    (line) => line.delivered < line.allocated,
    (line) => line.allocated - line.delivered,
  );
  const toAccept = optionsOf(
    (line) => line.accepted < line.delivered,
    (line) => line.delivered - line.accepted,
  );
  const sources = [...new Set([...it.allocations.map(({ source }) => source)])];
  const receivers = [...new Set(it.lines.flatMap(({ receivers: all }) => all ?? []))];
  const which = (options: readonly Option[], form: string) => (
    <ChoiceField name="line" id={`${form}-line`} label={say('Dòng', 'Line')} options={options} />
  );
  const quantity = (form: string) => (
    <NumberField name="quantity" id={`${form}-quantity`} label={say('Số lượng', 'Units')} />
  );
  const day = (form: string, words: string) => (
    <TextField name="day" id={`${form}-day`} type="date" label={words} />
  );
  return (
    <>
      {toAllocate.length === 0 ? null : (
        <details class="panel" open={it.allocations.length === 0 || filled?.form === 'cap'}>
          <summary>{say('Cấp kinh phí', 'Allocate')}</summary>
          <Form id="cap" action={at('/cap')} name="cap" typed={{ day: today }}>
            <ChoiceField
              name="line"
              id="cap-line"
              label={say('Dòng', 'Line')}
              options={[
                ['all', say('Tất cả các dòng, phần chưa cấp', 'All lines, what is left of them')],
                ...toAllocate,
              ]}
            />
            <NumberField
              name="quantity"
              id="cap-quantity"
              label={say('Số lượng', 'Units')}
              hint={say('Để trống: toàn bộ phần chưa cấp.', 'Blank: all that is left.')}
            />
            <TextField
              name="source"
              id="cap-source"
              label={say('Nguồn kinh phí', 'Source')}
              hint={SOURCES.join('; ')}
              maxLength={200}
            />
            <TextField
              name="paper"
              id="cap-paper"
              label={say('Văn bản cấp (nếu có)', 'Paper (if any)')}
              maxLength={300}
            />
            {day('cap', say('Ngày cấp', 'Day'))}
            <button type="submit">{say('Ghi nhận cấp kinh phí', 'Allocate')}</button>
          </Form>
        </details>
      )}
      {toDeliver.length === 0 ? null : (
        <details class="panel" open={filled?.form === 'ban-giao'}>
          <summary>{say('Bàn giao', 'Deliver')}</summary>
          <Form id="ban-giao" action={at('/ban-giao')} name="ban-giao" typed={{ day: today }}>
            {which(toDeliver, 'ban-giao')}
            {receivers.length === 0 ? null : (
              <ChoiceField
                name="receiver"
                label={say(
                  'Đơn vị nhận (khi đơn vị cũ đã kết thúc)',
                  'Receiver (where the old one has ended)',
                )}
                options={[
                  ['', say('Đơn vị của dòng, hoặc đơn vị tiếp nhận', 'That of the line, or its successor')],
                  ...receivers.map((code): Option => [code, code]),
                ]}
              />
            )}
            {quantity('ban-giao')}
            {day('ban-giao', say('Ngày bàn giao', 'Day'))}
            <TextField
              name="minutes"
              label={say('Số biên bản (nếu có)', 'Number of the minutes (if any)')}
              maxLength={300}
            />
            <button type="submit">{say('Ghi nhận bàn giao', 'Deliver')}</button>
          </Form>
        </details>
      )}
      {toAccept.length === 0 ? null : (
        <details class="panel" open={filled?.form === 'nghiem-thu'}>
          <summary>{say('Nghiệm thu', 'Accept')}</summary>
          <Form id="nghiem-thu" action={at('/nghiem-thu')} name="nghiem-thu" typed={{ day: today }}>
            {which(toAccept, 'nghiem-thu')}
            {quantity('nghiem-thu')}
            {day('nghiem-thu', say('Ngày nghiệm thu', 'Day'))}
            <TextField
              name="paper"
              id="nghiem-thu-paper"
              label={say('Văn bản (nếu có)', 'Paper (if any)')}
              maxLength={300}
            />
            <button type="submit">{say('Ghi nhận nghiệm thu', 'Accept')}</button>
          </Form>
        </details>
      )}
      {sources.length === 0 ? null : (
        <details class="panel" open={filled?.form === 'giai-ngan'}>
          <summary>{say('Giải ngân', 'Pay out')}</summary>
          <Form id="giai-ngan" action={at('/giai-ngan')} name="giai-ngan" typed={{ day: today }}>
            <ChoiceField
              name="source"
              id="giai-ngan-source"
              label={say('Nguồn kinh phí', 'Source')}
              options={sources.map((one): Option => [one, one])}
            />
            <NumberField name="amount" label={say('Số tiền (đồng)', 'Amount (đồng)')} />
            {day('giai-ngan', say('Ngày giải ngân', 'Day'))}
            <TextField
              name="paper"
              id="giai-ngan-paper"
              label={say('Chứng từ (nếu có)', 'Paper (if any)')}
              maxLength={300}
            />
            <button type="submit">{say('Ghi nhận giải ngân', 'Pay out')}</button>
          </Form>
        </details>
      )}
    </>
  );
}

/** What was granted, delivered, accepted and paid, entry by entry. */
function Done({
  it,
  nameOf,
  money,
  funds,
}: {
  it: ProposalAnswer;
  nameOf: (code: string) => string;
  money: (amount: number | null) => string;
  funds: boolean;
}) {
  const say = useSay();
  const places = new Map(
    it.lines.map(({ locality }) => [locality.code, `${locality.type} ${locality.name}`]),
  );
  const place = (code: string) => places.get(code) ?? code;
  return (
    <>
      {it.allocations.length === 0 ? null : (
        <section class="panel">
          <h2>{say('Các lần cấp kinh phí', 'Allocations')}</h2>
          <DataTable
            title={say('Các lần cấp kinh phí', 'Allocations')}
            name="cap-phat"
            rows={it.allocations}
            keyOf={({ id }) => id}
            columns={[
              { key: 'day', head: say('Ngày', 'Day'), value: ({ day }) => day },
              { key: 'source', head: say('Nguồn', 'Source'), value: ({ source }) => source },
              { key: 'paper', head: say('Văn bản', 'Paper'), value: ({ paper }) => paper },
              {
                key: 'lines',
                head: say('Số dòng', 'Lines'),
                value: ({ lines }) => lines.length,
                figure: true,
              },
              {
                key: 'amount',
                head: say('Số tiền (đồng)', 'Amount (đồng)'),
                value: ({ amount }) => amount,
                figure: true,
                sum: true,
              },
              { key: 'by', head: say('Người ghi', 'By'), value: ({ by }) => by },
            ]}
          />
        </section>
      )}
      {it.deliveries.length === 0 ? null : (
        <section class="panel">
          <h2>{say('Các lần bàn giao', 'Deliveries')}</h2>
          <DataTable
            title={say('Các lần bàn giao', 'Deliveries')}
            name="giao"
            rows={it.deliveries}
            keyOf={({ id }) => id}
            columns={[
              { key: 'day', head: say('Ngày', 'Day'), value: ({ day }) => day },
              {
                key: 'locality',
                head: say('Đơn vị nhận', 'Receiver'),
                value: ({ locality }) => place(locality),
              },
              { key: 'item', head: say('Chỉ tiêu', 'Item'), value: ({ item }) => nameOf(item) },
              {
                key: 'quantity',
                head: say('Số lượng', 'Units'),
                value: ({ quantity }) => quantity,
                figure: true,
                sum: true,
              },
              { key: 'minutes', head: say('Biên bản', 'Minutes'), value: ({ minutes }) => minutes },
              {
                key: 'file',
                head: say('Tệp biên bản', 'File'),
                value: ({ file }) => file?.name,
                cell: ({ id, file }) => (
                  <>
                    {file === null ? null : (
                      <a href={`/api/v1/funding/proposals/${it.id}/deliveries/${id}/minutes`}>{file.name}</a>
                    )}{' '}
                    {funds ? (
                      <a href={proposalAddress(it.id, `/bien-ban/${id}`)}>
                        {file === null
                          ? say('Đính kèm biên bản', 'Attach the minutes')
                          : say('Thay tệp', 'Replace')}
                      </a>
                    ) : null}
                  </>
                ),
              },
              { key: 'by', head: say('Người ghi', 'By'), value: ({ by }) => by },
            ]}
          />
        </section>
      )}
      {it.disbursements.length === 0 ? null : (
        <section class="panel">
          <h2>{say('Giải ngân', 'Payments')}</h2>
          <DataTable
            title={say('Giải ngân', 'Payments')}
            name="chi"
            rows={it.disbursements}
            keyOf={({ id }) => id}
            columns={[
              { key: 'day', head: say('Ngày', 'Day'), value: ({ day }) => day },
              { key: 'source', head: say('Nguồn', 'Source'), value: ({ source }) => source },
              { key: 'paper', head: say('Chứng từ', 'Paper'), value: ({ paper }) => paper },
              {
                key: 'amount',
                head: say('Số tiền (đồng)', 'Amount (đồng)'),
                value: ({ amount }) => amount,
                figure: true,
                sum: true,
              },
            ]}
          />
          <p class="hint">{money(it.disbursed)}</p>
        </section>
      )}
      {it.acceptances.length === 0 ? null : (
        <section class="panel">
          <h2>{say('Nghiệm thu', 'Acceptances')}</h2>
          <DataTable
            title={say('Nghiệm thu', 'Acceptances')}
            name="nhan"
            rows={it.acceptances}
            keyOf={({ id }) => id}
            columns={[
              { key: 'day', head: say('Ngày', 'Day'), value: ({ day }) => day },
              { key: 'locality', head: say('Đơn vị', 'Locality'), value: ({ locality }) => place(locality) },
              { key: 'item', head: say('Chỉ tiêu', 'Item'), value: ({ item }) => nameOf(item) },
              {
                key: 'quantity',
                head: say('Số lượng', 'Units'),
                value: ({ quantity }) => quantity,
                figure: true,
                sum: true,
              },
              { key: 'paper', head: say('Văn bản', 'Paper'), value: ({ paper }) => paper },
            ]}
          />
        </section>
      )}
    </>
  );
}
