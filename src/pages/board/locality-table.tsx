import { percentOf } from '../../collect/judge-locality.ts';
import { dayOf, formatDay, timeOf } from '../../days.ts';
import type { NamedView } from '../../figures/units.ts';
import { localityAddress } from '../addresses.ts';
import { Course } from '../charts/trend-line.tsx';
import { formatNumber } from '../format.ts';
import { type Say, useSay } from '../language.tsx';
import { useHere } from '../parts/address.ts';
import { useProvinceBeside } from '../parts/places.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { DataTable } from '../parts/table.tsx';
import { COLOUR_ORDER, COLOURS, REPORTING_WORDS } from '../words.ts';
import type { BoardFacts } from './facts.ts';
import { TABLE } from './links.ts';
import { movement, RemindThem } from './lowest.tsx';
import { isShown, type Shown } from './shown.ts';
import { SHOWN_WORDS } from './shown-words.ts';

/** Rows of one page of the table; a province fits on one. */
const PAGE_ROWS = 200;

/** Every locality in a row: the ranking of a province, or page by page those of several. */
export function LocalityTable({ facts, shown = 'all' }: { facts: BoardFacts; shown: Shown | undefined }) {
  const say = useSay();
  const provinceOf = useProvinceBeside();
  const here = useHere();
  const { scale, ranking, day } = facts;
  const ranked = scale === 'locality';
  const places = new Map(
    ranked ? ranking.map((placed, index) => [placed.unit.code, { ...placed, index }]) : [],
  );
  const rows = facts.views.filter(({ named, row, reporting }) =>
    isShown(shown, { code: named.code, colour: row.colour, reporting }, facts.changes),
  );
  const placed = ({ named }: NamedView) => places.get(named.code);
  if (ranked) rows.sort((a, b) => (placed(a)?.index ?? 0) - (placed(b)?.index ?? 0));
  const count = formatNumber(rows.length);
  const words = say(...SHOWN_WORDS[shown]);
  return (
    <details
      id={TABLE}
      class="panel"
      data-live
      open={['show', 'sort', 'page'].some((one) => here.query.has(one))}
    >
      <summary>
        <h2>
          {ranked
            ? say('Xếp hạng và tình trạng từng đơn vị', 'Ranking and state of each commune')
            : say('Từng đơn vị', 'Commune by commune')}
        </h2>
      </summary>
      <p>
        {shown === 'all' ? (
          say(`${count} đơn vị, ngày ${formatDay(day)}.`, `${count} communes on ${formatDay(day)}.`)
        ) : (
          <>
            {say(`Đang xem ${count} đơn vị: ${words}.`, `Showing ${count} communes: ${words}.`)}{' '}
            <a href={`${here.with({ show: 'all' })}#${TABLE}`}>{say('Xem tất cả', 'Show all')}</a>
          </>
        )}
      </p>
      <RemindThem facts={facts} codes={rows.map(({ named }) => named.code)} />
      <DataTable
        title={say('Bảng từng đơn vị', 'Table of communes')}
        class="stacks keeps-head ranking"
        anchor={TABLE}
        size={PAGE_ROWS}
        rows={rows}
        keyOf={({ named }) => named.code}
        empty={say('Không có đơn vị nào.', 'There are none.')}
        columns={[
          {
            key: 'name',
            head: say('Đơn vị', 'Commune'),
            value: ({ named }) => `${named.type} ${named.name}`,
            cell: ({ named: { code, type, name } }) => (
              <a href={localityAddress(code, { programme: facts.inAddress })}>
                {type} {name}
              </a>
            ),
            sort: ({ named }) => named.name,
            // Of one province the head says which.
            under: ({ named }) => (ranked ? null : provinceOf(named.province)),
          },
          ranked && {
            key: 'rank',
            class: 'as-rank',
            head: say('Hạng', 'Rank'),
            figure: true,
            value: (one) => placed(one)?.place,
          },
          {
            key: 'state',
            class: 'as-state',
            head: say('Tình trạng', 'State'),
            value: ({ row }) => say(...COLOURS[row.colour].words),
            cell: ({ row }) => <StateTag colour={row.colour} />,
            sort: ({ row }) => COLOUR_ORDER.indexOf(row.colour),
          },
          {
            key: 'share',
            class: 'as-share',
            head: say('Tỷ lệ', 'Share'),
            figure: true,
            percent: true,
            value: ({ row }) => percentOf(row),
          },
          ranked && {
            key: 'course',
            class: 'as-course',
            head: say('Diễn biến', 'Course'),
            cell: ({ named }) => <Course points={facts.shares.units.get(named.code)} />,
          },
          ranked && {
            key: 'moved',
            class: 'as-moved',
            head: say('So với tuần trước', 'Since last week'),
            value: (one) => movement(placed(one)?.moved ?? null, say),
            sort: (one) => placed(one)?.moved,
          },
          {
            key: 'lacking',
            class: 'as-lacking',
            head: say('Còn thiếu', 'Lacking'),
            figure: true,
            value: ({ row }) => (row.colour === 'grey' ? null : row.required - row.met),
          },
          {
            key: 'reported',
            class: 'as-reported',
            head: say('Báo cáo', 'Report'),
            value: (one) => reported(one, day, say),
            sort: ({ row }) => row.receivedAt,
          },
        ]}
      />
    </details>
  );
}

/** "đúng hạn, 08:12", "còn thiếu, 3 ngày liền". */
function reported(
  { reporting, missingStreak, row: { receivedAt } }: NamedView,
  day: string,
  say: Say,
): string {
  const state = say(...REPORTING_WORDS[reporting]);
  if (receivedAt) {
    const on = dayOf(receivedAt) === day ? '' : ` ${say('ngày', 'on')} ${formatDay(dayOf(receivedAt))}`;
    return `${state}, ${timeOf(receivedAt)}${on}`;
  }
  if (reporting === 'due' && missingStreak > 0)
    return `${state}, ${say(`đã ${missingStreak} ngày chưa gửi`, `missing for ${missingStreak} days`)}`;
  if (missingStreak > 1)
    return `${state}, ${say(`${missingStreak} ngày liền`, `${missingStreak} days running`)}`;
  return state;
}
