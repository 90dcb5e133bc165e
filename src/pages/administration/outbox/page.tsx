import { CHANNELS, type ChannelName } from '../../../channels/all.ts';
import type { OutboxRow } from '../../../outbox/store.ts';
import type { About, OutboxState } from '../../../outbox/types.ts';
import { channelName } from '../../alerts/messages.ts';
import { reasonText } from '../../delivery/words.ts';
import { moment } from '../../format.ts';
import { type Say, useSay, type Words } from '../../language.tsx';
import type { Filled } from '../../parts/filled.ts';
import { TableBox } from '../../parts/table-box.tsx';
import { ActionButton, Objections } from '../form.tsx';
import { Frame } from '../frame.tsx';

/** In the order in which somebody looks for them. */
export const STATES: Record<OutboxState, Words> = {
  failed: ['gửi lỗi', 'failed'],
  waiting: ['đang chờ', 'waiting'],
  sending: ['đang gửi', 'being sent'],
  sent: ['đã gửi', 'sent'],
  dropped: ['không gửi nữa', 'dropped'],
};

/** What a message is, where it has no subject yet. */
const ABOUT: Record<Exclude<About, 'alerts'>, Words> = {
  digest: ['Bản tổng hợp', 'Summary'],
  test: ['Gửi thử', 'A trial'],
};

export interface OutboxFilter {
  state: OutboxState | undefined;
  channel: ChannelName | undefined;
}

export interface OutboxProps {
  messages: readonly OutboxRow[];
  filter: OutboxFilter;
  /** How many of the channel asked for could not be sent; of none where none is asked for. */
  failed: number;
  next: string | null;
  formToken: string;
  filled: Filled;
  done?: string | undefined;
}

/** Messages to people: what waits, what went out, what could not. */
export function Outbox({ messages, filter, failed, next, formToken, filled, done }: OutboxProps) {
  const say = useSay();
  return (
    <Frame title={say('Thư gửi đi', 'Outbox')} done={done}>
      <Objections filled={filled} />
      <Filters filter={filter} />
      {failed === 0 || filter.channel === undefined ? null : (
        <ActionButton
          action="/quan-tri/thu/gui-lai"
          formToken={formToken}
          name={say(
            `Gửi lại tất cả thư lỗi của kênh này (${failed})`,
            `Send all failed of this channel again (${failed})`,
          )}
          fields={{ channel: filter.channel }}
        />
      )}
      {messages.length === 0 ? (
        <p class="hint">{say('Không có thư nào.', 'There are no messages.')}</p>
      ) : (
        <TableBox label={say('Thư', 'Messages')}>
          <table class="stacks">
            <thead>
              <tr>
                <th scope="col">{say('Người nhận', 'To')}</th>
                <th scope="col">{say('Nội dung', 'About')}</th>
                <th scope="col">{say('Tình trạng', 'State')}</th>
              </tr>
            </thead>
            <tbody>
              {messages.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    {one.recipientName}
                    <small class="under">{one.address}</small>
                    <small class="under">{channelName(one.channel, say)}</small>
                  </th>
                  <td data-label={say('Nội dung', 'About')}>
                    {one.subject ?? whatItIs(one, say)}
                    <small class="under">
                      {say('Tạo lúc', 'Made')} {moment(one.createdAt)}
                    </small>
                    {one.body === null ? null : (
                      <details>
                        <summary>{say('Xem thư', 'Show the message')}</summary>
                        <p class="note" lang="vi">
                          {one.body}
                        </p>
                      </details>
                    )}
                  </td>
                  <td data-label={say('Tình trạng', 'State')}>
                    <span class={one.state === 'failed' ? 'error' : undefined}>
                      {say(...STATES[one.state])}
                    </span>{' '}
                    {one.sentAt ? moment(one.sentAt) : null}
                    {one.state === 'waiting'
                      ? say(`đến ${moment(one.notBefore)}`, `until ${moment(one.notBefore)}`)
                      : null}
                    {one.reason === null ? null : <small class="under">{reasonText(one.reason, say)}</small>}
                    {one.attempts > 0 ? (
                      <small class="under">
                        {say(`Đã thử ${one.attempts} lần`, `Tried ${one.attempts} times`)}
                      </small>
                    ) : null}
                    {one.state === 'failed' ? (
                      <ActionButton
                        action={`/quan-tri/thu/${one.id}/gui-lai`}
                        formToken={formToken}
                        name={say('Gửi lại', 'Send again')}
                        label={say(
                          `Gửi lại thư cho ${one.recipientName}`,
                          `Send again to ${one.recipientName}`,
                        )}
                      />
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {next === null ? null : (
        <p>
          <a href={next}>{say('Thư cũ hơn', 'Older messages')}</a>
        </p>
      )}
    </Frame>
  );
}

function whatItIs({ about, alerts }: OutboxRow, say: Say): string {
  if (about !== 'alerts') return say(...ABOUT[about]);
  return say(`${alerts.length} cảnh báo`, `${alerts.length} alerts`);
}

export function outboxAddress(
  { state, channel }: Partial<OutboxFilter>,
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams({
    ...(state && { state }),
    ...(channel && { channel }),
    ...more,
  }).toString();
  return query === '' ? '/quan-tri/thu' : `/quan-tri/thu?${query}`;
}

function Filters({ filter }: { filter: OutboxFilter }) {
  const say = useSay();
  const { state, channel } = filter;
  const states = [
    { one: undefined, name: say('Tất cả', 'All') },
    ...(Object.keys(STATES) as OutboxState[]).map((one) => ({ one, name: say(...STATES[one]) })),
  ];
  const channels = [
    { one: undefined, name: say('Mọi kênh', 'All channels') },
    ...CHANNELS.map((one) => ({ one, name: channelName(one, say) })),
  ];
  return (
    <div>
      <nav class="states" aria-label={say('Lọc theo tình trạng', 'By state')}>
        {states.map(({ one, name }) => (
          <a
            key={name}
            href={outboxAddress({ ...filter, state: one })}
            aria-current={state === one ? 'page' : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      <nav class="states" aria-label={say('Lọc theo kênh', 'By channel')}>
        {channels.map(({ one, name }) => (
          <a
            key={name}
            href={outboxAddress({ ...filter, channel: one })}
            aria-current={channel === one ? 'page' : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
    </div>
  );
}
