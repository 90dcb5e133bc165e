import type { OutboxRow } from '../../../outbox/store.ts';
import type { OutboxState } from '../../../outbox/types.ts';
import { useSay, type Words } from '../../language.tsx';
import { TableBox } from '../../parts/table-box.tsx';
import { ActionButton, Objections } from '../form.tsx';
import type { Filled } from '../forms.ts';
import { Frame } from '../frame.tsx';
import { moment } from '../words.ts';

/** In the order in which somebody looks for them. */
export const STATES: Record<OutboxState, Words> = {
  failed: ['gửi lỗi', 'failed'],
  waiting: ['đang chờ', 'waiting'],
  sending: ['đang gửi', 'being sent'],
  sent: ['đã gửi', 'sent'],
  dropped: ['không gửi nữa', 'dropped'],
};

export interface OutboxProps {
  messages: readonly OutboxRow[];
  state: OutboxState | undefined;
  next: string | null;
  formToken: string;
  filled: Filled;
  done?: string | undefined;
}

/** Messages to people: what waits, what went out, what could not. */
export function Outbox({ messages, state, next, formToken, filled, done }: OutboxProps) {
  const say = useSay();
  return (
    <Frame title={say('Thư gửi đi', 'Outbox')} done={done}>
      <Objections filled={filled} />
      <nav class="states" aria-label={say('Lọc theo tình trạng', 'By state')}>
        <a href="/quan-tri/thu" aria-current={state === undefined ? 'page' : undefined}>
          {say('Tất cả', 'All')}
        </a>
        {Object.entries(STATES).map(([one, words]) => (
          <a key={one} href={`/quan-tri/thu?state=${one}`} aria-current={state === one ? 'page' : undefined}>
            {say(...words)}
          </a>
        ))}
      </nav>
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
                  </th>
                  <td data-label={say('Nội dung', 'About')}>
                    {one.subject ?? say(`${one.alerts.length} cảnh báo`, `${one.alerts.length} alerts`)}
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
                    {one.reason === null ? null : <small class="under">{one.reason}</small>}
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
