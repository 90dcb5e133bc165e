import { channelKind } from '../../channels/all.ts';
import { ActionButton } from '../administration/form.tsx';
import { moment } from '../format.ts';
import { type Say, useSay } from '../language.tsx';
import { TableBox } from '../parts/table-box.tsx';
import type { Delivery } from './facts.ts';

/** A button for each channel that sends a message to try it, and what became of the last one. */
export function Tries({
  action,
  formToken,
  tries,
}: {
  action: string;
  formToken: string;
  tries: Delivery['tries'];
}) {
  const say = useSay();
  if (tries.length === 0)
    return <p class="hint">{say('Chưa có cách nào để gửi thử.', 'There is no way to try yet.')}</p>;
  return (
    <TableBox label={say('Gửi tin thử', 'Test messages')}>
      <table class="stacks">
        <thead>
          <tr>
            <th scope="col">{say('Cách nhận', 'By')}</th>
            <th scope="col">{say('Lần thử gần nhất', 'Last try')}</th>
            <th scope="col">{say('Thử', 'Try')}</th>
          </tr>
        </thead>
        <tbody>
          {tries.map(({ channel, last }) => (
            <tr key={channel}>
              <th scope="row">{say(...channelKind(channel).words.name)}</th>
              <td data-label={say('Lần thử gần nhất', 'Last try')}>{outcome(last, say)}</td>
              <td>
                <ActionButton
                  action={action}
                  formToken={formToken}
                  fields={{ channel }}
                  name={say('Gửi tin thử', 'Send a test message')}
                  label={say(
                    `Gửi tin thử: ${channelKind(channel).words.name[0]}`,
                    `Send a test message: ${channelKind(channel).words.name[1]}`,
                  )}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

/** In the reader's words; why it failed is for the page of messages, which operators read. */
function outcome(last: Delivery['tries'][number]['last'], say: Say): string {
  if (!last) return say('Chưa thử', 'None yet');
  const at = moment(last.sentAt ?? last.createdAt);
  switch (last.state) {
    case 'sent':
      return say(`Đã gửi lúc ${at}`, `Sent at ${at}`);
    case 'waiting':
    case 'sending':
      return say(`Đang gửi (yêu cầu lúc ${at}), sẽ tới trong ít phút`, `On its way since ${at}`);
    case 'failed':
    case 'dropped':
      return say(
        `Không gửi được (yêu cầu lúc ${at}). Quản trị xem lý do ở trang “Thư gửi đi”.`,
        `Could not be sent (asked at ${at}). Administrators see why on the page “Outbox”.`,
      );
  }
}
