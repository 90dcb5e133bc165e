import { formatDay, timeOf } from '../../days.ts';
import { moment } from '../format.ts';
import { useSay } from '../language.tsx';
import { networkAddress } from './addresses.ts';
import { AvailabilityBars } from './bars.tsx';
import type { NetworkFacts } from './facts.ts';
import { BeatTag } from './state-tag.tsx';
import { availabilityText } from './words.ts';

/** The network on the page of its locality: how it stands, and its last days. */
export function NetworkPanel({ network, code }: { network: NetworkFacts; code: string }) {
  const say = useSay();
  const { view, days, first, last } = network;
  return (
    <section class="panel" aria-labelledby="duong-truyen">
      <h2 id="duong-truyen">{say('Đường truyền đo được', 'Network as measured')}</h2>
      {view === undefined ? (
        <p>{say('Mạng của đơn vị chưa được theo dõi.', 'The network of the unit is not watched yet.')}</p>
      ) : (
        <>
          <p>
            <BeatTag state={view.state} />
            {view.since === null ? null : ` ${say('từ', 'since')} ${moment(view.since)}`}
          </p>
          <p>
            {say('Tỷ lệ kết nối hôm nay:', 'Up today')} {availabilityText(view.availability, say)}.
          </p>
        </>
      )}
      {days.length === 0 ? null : <AvailabilityBars days={days} first={first} last={last} />}
      <p>
        <a href={networkAddress(code)}>
          {say('Xem 30 ngày và cách theo dõi', 'See 30 days, and how it is watched')}
        </a>
      </p>
    </section>
  );
}

/** The day's fact beside what the officer reports of the network; nothing where it is not watched. */
export function NetworkFact({ network, day }: { network: NetworkFacts; day: string }) {
  const say = useSay();
  const { view, days } = network;
  const of = days.find((one) => one.day === day);
  if (view === undefined && of === undefined) return null;
  return (
    <p class="notice">
      {say('Kết quả theo dõi đường truyền', 'The network as measured')}, {formatDay(day)}:{' '}
      <b>{of === undefined ? say('chưa rõ', 'not known') : availabilityText(of, say)}</b>.{' '}
      {view !== undefined && network.last === day ? (
        <>
          {say('Lúc', 'At')} {timeOf(network.now)}: <BeatTag state={view.state} />
        </>
      ) : null}
    </p>
  );
}
