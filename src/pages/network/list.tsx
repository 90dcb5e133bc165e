import { dayOf, formatDay, timeOf } from '../../days.ts';
import { formatNumber, formatPercent, moment, NONE } from '../format.ts';
import { useSay, type Words } from '../language.tsx';
import { type PageOf, Pager, pageOf } from '../parts/pager.tsx';
import { TableBox } from '../parts/table-box.tsx';
import { networkAddress, networksAddress } from './addresses.ts';
import { type NetworkLine, type NetworksFacts, SHOWN_ORDER, type Shown } from './list-facts.ts';
import { BeatTag } from './state-tag.tsx';
import { BEAT_STATES } from './words.ts';

/** Most provinces fit on one; without the family of figures, so that a first view stays light. */
const ROWS = 120;
const NOT_SET_UP: Words = ['chưa theo dõi', 'not watched'];
const wordsOf = (shown: Shown): Words => (shown === 'none' ? NOT_SET_UP : BEAT_STATES[shown].words);

/** The networks of an area: how many stand how, then each. */
export function Networks({ facts, page }: { facts: NetworksFacts; page: number }) {
  const say = useSay();
  const { counts, state, province, provinces, lines, now } = facts;
  const rows = pageOf(lines, page, ROWS);
  const to = (more: Record<string, string | undefined>) => networksAddress({ province, state, ...more });
  return (
    <>
      <div>
        <h1>{say('Đường truyền', 'Networks')}</h1>
        <p class="hint">
          {say(
            'Mạng của mỗi đơn vị tự gọi về hệ thống vài phút một lần; im lặng quá hạn là mất kết nối.',
            'The network of each unit calls this service every few minutes; silent for too long means down.',
          )}
        </p>
      </div>
      <dl class="counts">
        {SHOWN_ORDER.map((shown) => (
          <div key={shown}>
            <dt>{shown === 'none' ? say(...NOT_SET_UP) : <BeatTag state={shown} />}</dt>
            <dd>
              {counts[shown] === 0 ? '0' : <a href={to({ state: shown })}>{formatNumber(counts[shown])}</a>}
            </dd>
          </div>
        ))}
      </dl>
      {provinces.length < 2 ? null : (
        <form class="bar" method="get" action={networksAddress()}>
          <div class="search">
            <label for="province">{say('Tỉnh, thành phố', 'Province')}</label>
            <select id="province" name="province">
              <option value="">{say('Tất cả', 'All')}</option>
              {provinces.map(({ code, name }) => (
                <option key={code} value={code} selected={code === province}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          <button type="submit">{say('Xem', 'Show')}</button>
        </form>
      )}
      {state === undefined ? null : (
        <p>
          {say('Chỉ xem:', 'Only:')} <b>{say(...wordsOf(state))}</b>.{' '}
          <a href={to({ state: undefined })}>{say('Xem tất cả', 'See all')}</a>
        </p>
      )}
      <Lines rows={rows} />
      <Pager of={rows} addressOf={(next) => to({ page: String(next) })} />
      <p class="hint">
        {say('Lúc', 'As of')} {timeOf(now)} {say('ngày', 'on')} {formatDay(dayOf(now))}.
      </p>
    </>
  );
}

function Lines({ rows: { rows } }: { rows: PageOf<NetworkLine> }) {
  const say = useSay();
  if (rows.length === 0)
    return (
      <p>
        {say(
          'Chưa theo dõi đường truyền của đơn vị nào. Mở trang đường truyền của một đơn vị để tạo địa chỉ.',
          'No network is watched yet. Open the network page of a locality to make an address.',
        )}
      </p>
    );
  return (
    <TableBox label={say('Các đường truyền', 'Networks')}>
      <table class="stacks">
        <thead>
          <tr>
            <th scope="col">{say('Đơn vị', 'Locality')}</th>
            <th scope="col">{say('Tình trạng', 'State')}</th>
            <th scope="col">{say('Từ lúc', 'Since')}</th>
            <th scope="col">{say('Lần gọi cuối', 'Last call')}</th>
            <th scope="col" class="figure">
              {say('Hôm nay thông', 'Up today')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ named, view, shown }) => (
            <tr key={named.code}>
              <th scope="row">
                <a href={networkAddress(named.code)}>
                  {named.type} {named.name}
                </a>
              </th>
              <td>{shown === 'none' ? say(...NOT_SET_UP) : <BeatTag state={shown} />}</td>
              <td data-label={say('Từ lúc', 'Since')}>{view?.since ? moment(view.since) : NONE}</td>
              <td data-label={say('Lần gọi cuối', 'Last call')}>
                {view === undefined
                  ? NONE
                  : view.lastBeatAt
                    ? moment(view.lastBeatAt)
                    : say('chưa gọi lần nào', 'has never called')}
              </td>
              <td class="figure" data-label={say('Hôm nay thông', 'Up today')}>
                {formatPercent(view?.availability.percent ?? null)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
