import type { Day } from '../../days.ts';
import { SOURCES } from '../../funding/norms.ts';
import type { ProposalAnswer } from '../../funding/present.ts';
import { formatNumber } from '../format.ts';
import { useReading, useSay } from '../language.tsx';
import {
  ActionButton,
  ChoiceField,
  Form,
  LongTextField,
  NumberField,
  type Option,
  TextField,
} from '../parts/form.tsx';
import { proposalAddress } from './addresses.ts';

type Line = ProposalAnswer['lines'][number];

/** What can be done next. */
export function Steps({
  it,
  nameOf,
  today,
}: {
  it: ProposalAnswer;
  nameOf: (code: string) => string;
  today: Day;
}) {
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
