import type { ChannelName } from '../../../channels/all.ts';
import { reasonText } from '../../delivery/words.ts';
import { useSay } from '../../language.tsx';
import { ActionButton, AdminForm, NumberField } from '../form.tsx';
import type { Filled } from '../forms.ts';
import { moment } from '../words.ts';
import { type ChannelFacts, ConditionTag } from './list.tsx';
import { conditionOf } from './words.ts';

export interface FareProps {
  channel: ChannelFacts;
  formToken: string;
  now: Date;
}

/** How a channel fares: what is wrong with it, and since when. */
export function Fare({ channel, formToken, now }: FareProps) {
  const say = useSay();
  const { name, failingSince, pausedUntil, reason, failures } = channel;
  const condition = conditionOf(channel, channel.ready, now);
  return (
    <>
      <dl class="facts">
        <div>
          <dt>{say('Tình trạng', 'State')}</dt>
          <dd>
            <ConditionTag condition={condition} />
            {condition === 'paused' && pausedUntil !== null
              ? ` ${say('đến', 'until')} ${moment(pausedUntil)}`
              : null}
          </dd>
        </div>
        {failingSince === null ? null : (
          <div>
            <dt>{say('Gửi lỗi từ', 'Failing since')}</dt>
            <dd>
              {moment(failingSince)} ({say(`${failures} lần liền`, `${failures} times running`)})
            </dd>
          </div>
        )}
        {reason === null ? null : (
          <div>
            <dt>{say('Lý do gần nhất', 'Last reason')}</dt>
            <dd>{reasonText(reason, say)}</dd>
          </div>
        )}
      </dl>
      {condition === 'paused' ? (
        <ActionButton
          action={`/quan-tri/kenh/${name}/thu-lai`}
          formToken={formToken}
          name={say('Thử lại ngay', 'Try again now')}
        />
      ) : null}
    </>
  );
}

/** How much a channel may send. */
export function Limit({ name, formToken, rate }: { name: ChannelName; formToken: string; rate: Filled }) {
  const say = useSay();
  return (
    <section class="panel">
      <h2>{say('Giới hạn', 'Limit')}</h2>
      <AdminForm action={`/quan-tri/kenh/${name}/muc`} formToken={formToken} filled={rate}>
        <NumberField
          name="per-minute"
          label={say('Số tin tối đa mỗi phút', 'Messages a minute at most')}
          hint={say('Để trống nếu không giới hạn.', 'Leave blank for no limit.')}
        />
        <button type="submit" class="quiet">
          {say('Lưu giới hạn', 'Save the limit')}
        </button>
      </AdminForm>
    </section>
  );
}
