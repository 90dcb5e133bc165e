import { type ChannelName, channelKind } from '../../../channels/all.ts';
import { reasonWords } from '../../../channels/reasons.ts';
import type { ChannelState } from '../../../outbox/channel-states-store.ts';
import { formatNumber, moment } from '../../format.ts';
import { useSay } from '../../language.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';
import { CONDITIONS, type Condition, conditionOf } from './words.ts';

export interface ChannelFacts extends ChannelState<ChannelName> {
  /** Whether it is set up. */
  ready: boolean;
}

/** By which ways messages go, and how each fares. `full`: for who looks after the whole service. */
export function Channels({
  channels,
  full,
  now,
}: {
  channels: readonly ChannelFacts[];
  full: boolean;
  now: Date;
}) {
  const say = useSay();
  return (
    <Frame title={say('Kênh gửi', 'Channels')}>
      <DataTable
        title={say('Các kênh', 'Channels')}
        rows={channels}
        keyOf={(one) => one.name}
        columns={[
          {
            key: 'channel',
            head: say('Kênh', 'Channel'),
            value: (one) => say(...channelKind(one.name).words.name),
            cell: (one) => (
              <a href={`/quan-tri/kenh/${one.name}`}>{say(...channelKind(one.name).words.name)}</a>
            ),
          },
          {
            key: 'state',
            head: say('Tình trạng', 'State'),
            value: (one) => say(...CONDITIONS[conditionOf(one, one.ready, now)]),
            cell: (one) => <ConditionTag condition={conditionOf(one, one.ready, now)} />,
            under: (one) => full && one.reason !== null && say(...reasonWords(one.reason)),
          },
          full && {
            key: 'waiting',
            head: say('Đang chờ', 'Waiting'),
            figure: true,
            sum: true,
            value: (one) => one.waiting,
            under: (one) => one.waitingSince && `${say('từ', 'since')} ${moment(one.waitingSince)}`,
          },
          full && {
            key: 'sent',
            head: say('Đã gửi trong 24 giờ', 'Sent in 24 hours'),
            figure: true,
            sum: true,
            value: (one) => one.sentOfDay,
          },
          full && {
            key: 'failed',
            head: say('Gửi lỗi', 'Failed'),
            figure: true,
            sum: true,
            value: (one) => one.failed,
            cell: (one) =>
              one.failed === 0 ? (
                '0'
              ) : (
                <a href="/quan-tri/tin-gui-di?state=failed">{formatNumber(one.failed)}</a>
              ),
          },
        ]}
      />
    </Frame>
  );
}

/** What is wrong stands out by its word, not by its colour alone. */
export function ConditionTag({ condition }: { condition: Condition }) {
  const say = useSay();
  const wrong = condition === 'paused' || condition === 'failing';
  return <span class={wrong ? 'error' : undefined}>{say(...CONDITIONS[condition])}</span>;
}
