import { type ChannelName, channelKind } from '../../../channels/all.ts';
import type { ChannelState } from '../../../channels/store.ts';
import { reasonText } from '../../delivery/words.ts';
import { formatNumber } from '../../format.ts';
import { useSay } from '../../language.tsx';
import { TableBox } from '../../parts/table-box.tsx';
import { Frame } from '../frame.tsx';
import { moment } from '../words.ts';
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
      <TableBox label={say('Các kênh', 'Channels')}>
        <table class="stacks">
          <thead>
            <tr>
              <th scope="col">{say('Kênh', 'Channel')}</th>
              <th scope="col">{say('Tình trạng', 'State')}</th>
              {full ? (
                <>
                  <th scope="col">{say('Đang chờ', 'Waiting')}</th>
                  <th scope="col">{say('Đã gửi trong 24 giờ', 'Sent in 24 hours')}</th>
                  <th scope="col">{say('Gửi lỗi', 'Failed')}</th>
                </>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {channels.map((one) => (
              <tr key={one.name}>
                <th scope="row">
                  <a href={`/quan-tri/kenh/${one.name}`}>{say(...channelKind(one.name).words.name)}</a>
                </th>
                <td data-label={say('Tình trạng', 'State')}>
                  <ConditionTag condition={conditionOf(one, one.ready, now)} />
                  {full && one.reason !== null ? (
                    <small class="under">{reasonText(one.reason, say)}</small>
                  ) : null}
                </td>
                {full ? (
                  <>
                    <td data-label={say('Đang chờ', 'Waiting')}>
                      {formatNumber(one.waiting)}
                      {one.waitingSince === null ? null : (
                        <small class="under">
                          {say('từ', 'since')} {moment(one.waitingSince)}
                        </small>
                      )}
                    </td>
                    <td data-label={say('Đã gửi trong 24 giờ', 'Sent in 24 hours')}>
                      {formatNumber(one.sentOfDay)}
                    </td>
                    <td data-label={say('Gửi lỗi', 'Failed')}>
                      {one.failed === 0 ? (
                        '0'
                      ) : (
                        <a href="/quan-tri/thu?state=failed">{formatNumber(one.failed)}</a>
                      )}
                    </td>
                  </>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </Frame>
  );
}

/** What is wrong stands out by its word, not by its colour alone. */
export function ConditionTag({ condition }: { condition: Condition }) {
  const say = useSay();
  const wrong = condition === 'paused' || condition === 'failing';
  return <span class={wrong ? 'error' : undefined}>{say(...CONDITIONS[condition])}</span>;
}
