import { CHANNELS, type ChannelName } from '../../../channels/all.ts';
import { reasonWords } from '../../../channels/reasons.ts';
import { OUTBOX_ORDERS, type OutboxOrder, type OutboxRow } from '../../../outbox/store.ts';
import type { About } from '../../../outbox/types.ts';
import { channelName } from '../../alerts/messages.ts';
import { OUTBOX_STATES } from '../../delivery/words.ts';
import { moment } from '../../format.ts';
import { type Say, useSay, type Words } from '../../language.tsx';
import { ActionButton } from '../../parts/form.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Views } from '../../parts/views.tsx';
import { Frame } from '../frame.tsx';

/** What a message is, where it has no subject yet. */
const ABOUT: Record<Exclude<About, 'alerts'>, Words> = {
  digest: ['Bản tổng hợp', 'Summary'],
  reminder: ['Nhắc việc', 'A reminder'],
  test: ['Gửi thử', 'A trial'],
  invitation: ['Thư mời', 'Invitation'],
  events: ['Sự kiện', 'Events'],
  document: ['Văn bản', 'A document'],
};

/** Messages to people: what waits, what went out, what could not. */
export function Outbox({
  messages,
  channel,
  failed,
  next,
  by,
}: {
  messages: readonly OutboxRow[];
  channel: ChannelName | undefined;
  /** How many of the channel asked for could not be sent; of none where none is asked for. */
  failed: number;
  next: string | null;
  by: OutboxOrder;
}) {
  const say = useSay();
  const state = say('Tình trạng', 'State');
  return (
    <Frame title={say('Tin gửi đi', 'Outbox')}>
      <div>
        <Views
          name="state"
          label={say('Lọc theo tình trạng', 'By state')}
          ways={[
            { value: undefined, words: say('Tất cả', 'All') },
            ...Object.entries(OUTBOX_STATES).map(([value, words]) => ({ value, words: say(...words) })),
          ]}
        />
        <Views
          name="channel"
          label={say('Lọc theo kênh', 'By channel')}
          ways={[
            { value: undefined, words: say('Mọi kênh', 'All channels') },
            ...CHANNELS.map((value) => ({ value, words: channelName(value, say) })),
          ]}
        />
      </div>
      {failed === 0 || channel === undefined ? null : (
        <ActionButton
          action="/quan-tri/tin-gui-di/gui-lai"
          name={say(
            `Gửi lại tất cả tin lỗi của kênh này (${failed})`,
            `Send all failed of this channel again (${failed})`,
          )}
          fields={{ channel }}
        />
      )}
      <DataTable
        title={say('Tin', 'Messages')}
        rows={messages}
        keyOf={(one) => one.id}
        empty={say('Không có tin nào.', 'There are no messages.')}
        older={{ href: next, name: say('Tin cũ hơn', 'Older messages') }}
        sorted={{ keys: OUTBOX_ORDERS, by }}
        columns={[
          {
            key: 'to',
            head: say('Người nhận', 'To'),
            value: (one) => one.recipientName,
            cell: (one) => (
              <>
                {one.recipientName}
                <small class="under">{one.address}</small>
                <small class="under">{channelName(one.channel, say)}</small>
              </>
            ),
          },
          { key: 'address', head: say('Địa chỉ', 'Address'), value: (one) => one.address, unseen: true },
          {
            key: 'channel',
            head: say('Kênh', 'Channel'),
            value: (one) => channelName(one.channel, say),
            unseen: true,
          },
          {
            key: 'about',
            head: say('Nội dung', 'About'),
            value: (one) => one.subject ?? whatItIs(one, say),
            cell: (one) => (
              <>
                {one.subject ?? whatItIs(one, say)}
                {one.body === null ? null : (
                  <details>
                    <summary>{say('Xem tin', 'Show the message')}</summary>
                    <p class="note" lang="vi">
                      {one.body}
                    </p>
                  </details>
                )}
              </>
            ),
          },
          { key: 'made', head: say('Tạo lúc', 'Made'), value: (one) => one.createdAt, descends: true },
          {
            key: 'state',
            head: state,
            value: (one) => say(...OUTBOX_STATES[one.state]),
            cell: (one) => <State message={one} />,
          },
          { key: 'sent', head: say('Gửi lúc', 'Sent'), value: (one) => one.sentAt, unseen: true },
        ]}
      />
    </Frame>
  );
}

function State({ message: one }: { message: OutboxRow }) {
  const say = useSay();
  return (
    <>
      <span class={one.state === 'failed' ? 'error' : undefined}>{say(...OUTBOX_STATES[one.state])}</span>{' '}
      {one.sentAt ? moment(one.sentAt) : null}
      {one.state === 'waiting' ? say(`đến ${moment(one.notBefore)}`, `until ${moment(one.notBefore)}`) : null}
      {one.reason === null ? null : <small class="under">{say(...reasonWords(one.reason))}</small>}
      {one.attempts > 0 ? (
        <small class="under">{say(`Đã thử ${one.attempts} lần`, `Tried ${one.attempts} times`)}</small>
      ) : null}
      {one.state === 'failed' ? (
        <ActionButton
          action={`/quan-tri/tin-gui-di/${one.id}/gui-lai`}
          name={say('Gửi lại', 'Send again')}
          label={say(`Gửi lại tin cho ${one.recipientName}`, `Send again to ${one.recipientName}`)}
        />
      ) : null}
    </>
  );
}

function whatItIs({ about, alerts }: OutboxRow, say: Say): string {
  if (about !== 'alerts') return say(...ABOUT[about]);
  return say(`${alerts.length} cảnh báo`, `${alerts.length} alerts`);
}
