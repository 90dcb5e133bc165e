import type { LocalityName } from '../../registry/types.ts';
import { localityAddress } from '../addresses.ts';
import { moment } from '../format.ts';
import { useSay } from '../language.tsx';
import { Facts } from '../parts/facts.tsx';
import type { FormBody } from '../parts/filled.ts';
import { DataTable } from '../parts/table.tsx';
import { AvailabilityBars } from './bars.tsx';
import type { NetworkFacts } from './facts.ts';
import { MadeAddress, SetUpForms } from './set-up.tsx';
import { BeatTag } from './state-tag.tsx';
import { availabilityText, rhythmText } from './words.ts';

/** One network: how it stands, its last 30 days, and how it is set up. */
export function NetworkPage({
  named,
  network,
  typed,
  made,
}: {
  named: LocalityName;
  network: NetworkFacts;
  /** What the form begins with; null for whoever only reads. */
  typed: FormBody | null;
  /** Just made, and shown this once. */
  made?: string | undefined;
}) {
  const say = useSay();
  const { view } = network;
  return (
    <>
      <div>
        <h1 class="unit">
          {say('Đường truyền', 'Network')}: {named.type} {named.name}
        </h1>
        <p>
          <a href={localityAddress(named.code)}>{say('Trang của đơn vị', 'Page of the unit')}</a>
        </p>
      </div>
      {made === undefined || view === undefined ? null : (
        <MadeAddress address={made} everyMinutes={view.everyMinutes} />
      )}
      <Standing network={network} />
      <Days network={network} />
      {typed === null ? null : <SetUpForms code={named.code} exists={view !== undefined} typed={typed} />}
    </>
  );
}

function Standing({ network: { view } }: { network: NetworkFacts }) {
  const say = useSay();
  if (view === undefined)
    return (
      <p class="notice">
        {say(
          'Mạng của đơn vị chưa được theo dõi. Để theo dõi, tạo một địa chỉ bí mật, rồi cài trên một máy (hoặc bộ định tuyến) của đơn vị để gửi tín hiệu đến địa chỉ đó vài phút một lần. Hệ thống chỉ ghi thời điểm nhận tín hiệu.',
          'The network of the unit is not watched yet. Make a secret address, and have a computer or the router in the network of the unit call it every few minutes. Nothing but the time of a call is kept.',
        )}
      </p>
    );
  return (
    <section class="panel" aria-labelledby="hien-trang">
      <h2 id="hien-trang">{say('Hiện trạng', 'Now')}</h2>
      <p class="big-line">
        <BeatTag state={view.state} />
      </p>
      <Facts
        of={[
          view.since !== null && [say('Từ lúc', 'Since'), moment(view.since)],
          [
            say('Tín hiệu gần nhất', 'Last signal'),
            view.lastBeatAt === null ? say('chưa có tín hiệu', 'none yet') : moment(view.lastBeatAt),
          ],
          [say('Tỷ lệ kết nối hôm nay', 'Up today'), availabilityText(view.availability, say)],
          [say('Tần suất tín hiệu', 'Signal interval'), rhythmText(view, say)],
        ]}
      />
    </section>
  );
}

function Days({ network: { days, first, last } }: { network: NetworkFacts }) {
  const say = useSay();
  if (days.length === 0) return null;
  const caption = say('30 ngày qua', 'The last 30 days');
  return (
    <section class="panel" aria-labelledby="ba-muoi-ngay">
      <h2 id="ba-muoi-ngay">{caption}</h2>
      <AvailabilityBars days={days} first={first} last={last} />
      <p class="hint">
        {say(
          'Mỗi cột một ngày; cột xanh là ngày không mất kết nối. Thời gian hệ thống tạm ngừng nhận tín hiệu không được tính.',
          'A bar a day; green is a day without an outage. While this service took no calls, nothing is counted either way.',
        )}
      </p>
      <details>
        <summary>{say('Xem từng ngày', 'Day by day')}</summary>
        <DataTable
          title={caption}
          rows={days.toReversed()}
          keyOf={({ day }) => day}
          class="by-day"
          columns={[
            { key: 'day', head: say('Ngày', 'Day'), value: ({ day }) => day },
            {
              key: 'up',
              head: say('Thông', 'Up'),
              figure: true,
              percent: true,
              value: ({ percent }) => percent,
            },
            {
              key: 'minutes-up',
              head: say('Phút có kết nối', 'Minutes up'),
              figure: true,
              sum: true,
              value: ({ upMinutes }) => upMinutes,
            },
            {
              key: 'watched',
              head: say('Phút theo dõi', 'Minutes watched'),
              figure: true,
              sum: true,
              value: ({ watchedMinutes }) => watchedMinutes,
            },
          ]}
        />
      </details>
    </section>
  );
}
