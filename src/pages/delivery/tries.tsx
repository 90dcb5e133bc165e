import { channelKind } from '../../channels/all.ts';
import { moment } from '../format.ts';
import { type Say, useSay } from '../language.tsx';
import { ActionButton } from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import type { Delivery } from './facts.ts';

/** A button for each channel that sends a message to try it, and what became of the last one. */
export function Tries({ action, tries }: { action: string; tries: Delivery['tries'] }) {
  const say = useSay();
  const nameOf = ({ channel }: Delivery['tries'][number]) => say(...channelKind(channel).words.name);
  return (
    <DataTable
      name="tries"
      title={say('Gửi tin thử', 'Test messages')}
      rows={tries}
      keyOf={(one) => one.channel}
      empty={say('Chưa có cách nào để gửi thử.', 'There is no way to try yet.')}
      files={false}
      sorts={false}
      columns={[
        { key: 'by', head: say('Cách nhận', 'By'), value: nameOf },
        { key: 'last', head: say('Lần thử gần nhất', 'Last try'), value: ({ last }) => outcome(last, say) },
        {
          key: 'try',
          head: say('Thử', 'Try'),
          label: null,
          cell: (one) => (
            <ActionButton
              action={action}
              fields={{ channel: one.channel }}
              name={say('Gửi tin thử', 'Send a test message')}
              label={`${say('Gửi tin thử', 'Send a test message')}: ${nameOf(one)}`}
            />
          ),
        },
      ]}
    />
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
        `Không gửi được (yêu cầu lúc ${at}). Quản trị viên xem lý do ở trang “Tin gửi đi”.`,
        `Could not be sent (asked at ${at}). Administrators see why on the page “Outbox”.`,
      );
  }
}
