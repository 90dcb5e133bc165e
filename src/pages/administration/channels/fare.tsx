import { reasonWords } from '../../../channels/reasons.ts';
import { moment } from '../../format.ts';
import { useSay } from '../../language.tsx';
import { Facts } from '../../parts/facts.tsx';
import { ActionButton, Form, NumberField } from '../../parts/form.tsx';
import { type ChannelFacts, ConditionTag } from './list.tsx';
import { conditionOf } from './words.ts';

export interface FareProps {
  channel: ChannelFacts;
  now: Date;
}

/** How a channel fares: what is wrong with it, and since when. */
export function Fare({ channel, now }: FareProps) {
  const say = useSay();
  const { name, failingSince, pausedUntil, reason, failures } = channel;
  const condition = conditionOf(channel, channel.ready, now);
  return (
    <>
      <Facts
        of={[
          [
            say('Tình trạng', 'State'),
            <>
              <ConditionTag condition={condition} />
              {condition === 'paused' && pausedUntil !== null
                ? ` ${say('đến', 'until')} ${moment(pausedUntil)}`
                : null}
            </>,
          ],
          failingSince && [
            say('Gửi lỗi từ', 'Failing since'),
            `${moment(failingSince)} (${say(`${failures} lần liền`, `${failures} times running`)})`,
          ],
          reason !== null && [say('Lý do gần nhất', 'Last reason'), say(...reasonWords(reason))],
        ]}
      />
      {condition === 'paused' ? (
        <ActionButton action={`/quan-tri/kenh/${name}/thu-lai`} name={say('Thử lại ngay', 'Try again now')} />
      ) : null}
    </>
  );
}

/** How much a channel may send. */
export function Limit({ channel: { name, perMinute } }: Pick<FareProps, 'channel'>) {
  const say = useSay();
  return (
    <section class="panel">
      <h2>{say('Giới hạn', 'Limit')}</h2>
      <Form
        action={`/quan-tri/kenh/${name}/gioi-han`}
        name="rate"
        typed={{ 'per-minute': perMinute?.toString() ?? '' }}
      >
        <NumberField
          name="per-minute"
          label={say('Số tin tối đa mỗi phút', 'Messages a minute at most')}
          hint={say('Để trống nếu không giới hạn.', 'Leave blank for no limit.')}
        />
        <button type="submit" class="quiet">
          {say('Lưu giới hạn', 'Save the limit')}
        </button>
      </Form>
    </section>
  );
}
