import { dayOf, formatDay, timeOf } from '../../days.ts';
import { formatNumber, moment, NONE } from '../format.ts';
import { useSay, type Words } from '../language.tsx';
import { useHere } from '../parts/address.ts';
import { FilterForm, ProvinceFilter } from '../parts/filters.tsx';
import { ChoiceField, type Option } from '../parts/form.tsx';
import { placeColumn } from '../parts/places.tsx';
import { DataTable } from '../parts/table.tsx';
import { networkAddress } from './addresses.ts';
import { type NetworksFacts, SHOWN_ORDER, type Shown } from './list-facts.ts';
import { BeatTag } from './state-tag.tsx';
import { BEAT_STATES } from './words.ts';

/** Most provinces fit on one; without the family of figures, so that a first view stays light. */
const ROWS = 120;
const NOT_SET_UP: Words = ['chưa theo dõi', 'not watched'];
const wordsOf = (shown: Shown): Words => (shown === 'none' ? NOT_SET_UP : BEAT_STATES[shown].words);

/** The networks of an area: how many stand how, then each. */
export function Networks({ facts }: { facts: NetworksFacts }) {
  const say = useSay();
  const here = useHere();
  const { counts, provinces, lines, now } = facts;
  const ofState = ({ shown }: { shown: Shown }) =>
    shown === 'none' ? say(...NOT_SET_UP) : <BeatTag state={shown} />;
  return (
    <>
      <div>
        <h1>{say('Đường truyền', 'Networks')}</h1>
        <p class="hint">
          {say(
            'Một máy trong mạng của đơn vị gửi tín hiệu về hệ thống vài phút một lần; quá thời gian mà không có tín hiệu thì ghi là mất kết nối.',
            'The network of each unit calls this service every few minutes; silent for too long means down.',
          )}
        </p>
      </div>
      <dl class="counts">
        {SHOWN_ORDER.map((shown) => (
          <div key={shown}>
            <dt>{ofState({ shown })}</dt>
            <dd>
              {counts[shown] === 0 ? (
                '0'
              ) : (
                <a href={here.with({ state: shown })}>{formatNumber(counts[shown])}</a>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <FilterForm>
        <ProvinceFilter provinces={provinces} />
        <ChoiceField
          name="state"
          label={say('Tình trạng', 'State')}
          options={[
            ['', say('Mọi đơn vị được theo dõi', 'All that are watched')],
            ...SHOWN_ORDER.map((shown): Option => [shown, say(...wordsOf(shown))]),
          ]}
        />
      </FilterForm>
      <DataTable
        title={say('Các đường truyền', 'Networks')}
        rows={lines}
        keyOf={({ named }) => named.code}
        size={ROWS}
        empty={say(
          'Chưa theo dõi đường truyền của đơn vị nào. Mở trang đường truyền của một đơn vị để tạo địa chỉ.',
          'No network is watched yet. Open the network page of a locality to make an address.',
        )}
        columns={[
          placeColumn(say, 'named', networkAddress),
          {
            key: 'state',
            head: say('Tình trạng', 'State'),
            label: null,
            value: ({ shown }) => say(...wordsOf(shown)),
            sort: ({ shown }) => SHOWN_ORDER.indexOf(shown),
            cell: ofState,
          },
          { key: 'since', head: say('Từ lúc', 'Since'), value: ({ view }) => view?.since },
          {
            key: 'last',
            head: say('Tín hiệu gần nhất', 'Last call'),
            value: ({ view }) => view?.lastBeatAt,
            cell: ({ view }) =>
              view === undefined
                ? NONE
                : view.lastBeatAt
                  ? moment(view.lastBeatAt)
                  : say('chưa có tín hiệu', 'has never called'),
          },
          {
            key: 'up',
            head: say('Tỷ lệ kết nối hôm nay', 'Up today'),
            figure: true,
            percent: true,
            value: ({ view }) => view?.availability.percent,
          },
        ]}
      />
      <p class="hint">
        {say('Lúc', 'As of')} {timeOf(now)} {say('ngày', 'on')} {formatDay(dayOf(now))}.
      </p>
    </>
  );
}
