import { formatDay } from '../../days.ts';
import type { LocalityName } from '../../registry/types.ts';
import { localityAddress } from '../addresses.ts';
import { Objections } from '../administration/form.tsx';
import { formatNumber, formatPercent, moment, NONE } from '../format.ts';
import { useSay } from '../language.tsx';
import type { Filled } from '../parts/filled.ts';
import { TableBox } from '../parts/table-box.tsx';
import { AvailabilityBars } from './bars.tsx';
import type { NetworkFacts } from './facts.ts';
import { MadeAddress, SetUpForms } from './set-up.tsx';
import { BeatTag } from './state-tag.tsx';
import { availabilityText, rhythmText } from './words.ts';

export interface NetworkPageProps {
  named: LocalityName;
  network: NetworkFacts;
  /** Null for whoever only reads. */
  form: { token: string; filled: Filled } | null;
  /** Just made, and shown this once. */
  made?: string | undefined;
  done?: string | undefined;
}

/** One network: how it stands, its last 30 days, and how it is set up. */
export function NetworkPage({ named, network, form, made, done }: NetworkPageProps) {
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
      {done === undefined ? null : (
        <p class="notice good" role="status">
          {done}
        </p>
      )}
      {form === null ? null : <Objections filled={form.filled} />}
      {made === undefined || view === undefined ? null : (
        <MadeAddress address={made} everyMinutes={view.everyMinutes} />
      )}
      <Standing network={network} />
      <Days network={network} />
      {form === null ? null : (
        <SetUpForms
          code={named.code}
          exists={view !== undefined}
          formToken={form.token}
          filled={form.filled}
        />
      )}
    </>
  );
}

function Standing({ network: { view } }: Pick<NetworkPageProps, 'network'>) {
  const say = useSay();
  if (view === undefined)
    return (
      <p class="notice">
        {say(
          'Mạng của đơn vị chưa được theo dõi. Tạo một địa chỉ bí mật, rồi đặt một máy (hoặc bộ định tuyến) trong mạng của đơn vị gọi địa chỉ đó vài phút một lần. Hệ thống chỉ ghi giờ gọi.',
          'The network of the unit is not watched yet. Make a secret address, and have a computer or the router in the network of the unit call it every few minutes. Nothing but the time of a call is kept.',
        )}
      </p>
    );
  return (
    <section class="panel" aria-labelledby="hien-trang">
      <h2 id="hien-trang">{say('Bây giờ', 'Now')}</h2>
      <p class="big-line">
        <BeatTag state={view.state} />
      </p>
      <dl class="facts">
        {view.since === null ? null : (
          <div>
            <dt>{say('Từ lúc', 'Since')}</dt>
            <dd>{moment(view.since)}</dd>
          </div>
        )}
        <div>
          <dt>{say('Lần gọi cuối', 'Last call')}</dt>
          <dd>{view.lastBeatAt === null ? say('chưa gọi lần nào', 'none yet') : moment(view.lastBeatAt)}</dd>
        </div>
        <div>
          <dt>{say('Hôm nay thông', 'Up today')}</dt>
          <dd>{availabilityText(view.availability, say)}</dd>
        </div>
        <div>
          <dt>{say('Nhịp gọi', 'Rhythm')}</dt>
          <dd>{rhythmText(view, say)}</dd>
        </div>
      </dl>
    </section>
  );
}

function Days({ network: { days, first, last } }: Pick<NetworkPageProps, 'network'>) {
  const say = useSay();
  if (days.length === 0) return null;
  const caption = say('30 ngày qua', 'The last 30 days');
  return (
    <section class="panel" aria-labelledby="ba-muoi-ngay">
      <h2 id="ba-muoi-ngay">{caption}</h2>
      <AvailabilityBars days={days} first={first} last={last} />
      <p class="hint">
        {say(
          'Mỗi cột một ngày; cột xanh là ngày không mất kết nối. Lúc hệ thống này không nhận được lời gọi thì không tính vào đâu cả.',
          'A bar a day; green is a day without an outage. While this service took no calls, nothing is counted either way.',
        )}
      </p>
      <details>
        <summary>{say('Xem từng ngày', 'Day by day')}</summary>
        <TableBox label={caption}>
          <table class="by-day">
            <thead>
              <tr>
                <th scope="col">{say('Ngày', 'Day')}</th>
                <th scope="col" class="figure">
                  {say('Thông', 'Up')}
                </th>
                <th scope="col" class="figure">
                  {say('Phút thông', 'Minutes up')}
                </th>
                <th scope="col" class="figure">
                  {say('Phút theo dõi', 'Minutes watched')}
                </th>
              </tr>
            </thead>
            <tbody>
              {days.toReversed().map(({ day, percent, upMinutes, watchedMinutes }) => (
                <tr key={day}>
                  <th scope="row">{formatDay(day)}</th>
                  <td class="figure">{percent === null ? NONE : formatPercent(percent)}</td>
                  <td class="figure">{formatNumber(upMinutes)}</td>
                  <td class="figure">{formatNumber(watchedMinutes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      </details>
    </section>
  );
}
