import { Course } from '../charts/trend-line.tsx';
import { useSay } from '../language.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { DataTable } from '../parts/table.tsx';
import { COLOUR_ORDER, COLOURS } from '../words.ts';
import type { BoardFacts } from './facts.ts';
import { unitLink } from './links.ts';
import { movement } from './lowest.tsx';

/** Its name in an address, beside the table of localities. */
export const PROVINCES = 'tinh';

/** Provinces from the greenest to the least, with movement since last week. */
export function ProvinceTable({ facts }: { facts: BoardFacts }) {
  const say = useSay();
  return (
    <section id="xep-hang" data-live aria-labelledby="xep-hang-ten">
      <h2 id="xep-hang-ten">{say('Xếp hạng tỉnh, thành phố', 'Ranking of provinces')}</h2>
      <DataTable
        name={PROVINCES}
        title={say('Bảng tỉnh, thành phố', 'Table of provinces')}
        class="stacks keeps-head ranking"
        rows={facts.ranking}
        keyOf={({ unit }) => unit.code}
        columns={[
          {
            key: 'name',
            head: say('Tỉnh, thành phố', 'Province'),
            value: ({ unit }) => unit.name,
            cell: ({ unit }) => <a href={unitLink(facts, unit.code)}>{unit.name}</a>,
          },
          {
            key: 'rank',
            class: 'as-rank',
            head: say('Hạng', 'Rank'),
            figure: true,
            value: ({ place }) => place,
          },
          {
            key: 'state',
            class: 'as-state',
            head: say('Tình trạng', 'State'),
            value: ({ unit }) => say(...COLOURS[unit.colour].words),
            cell: ({ unit }) => <StateTag colour={unit.colour} />,
            sort: ({ unit }) => COLOUR_ORDER.indexOf(unit.colour),
          },
          {
            key: 'share',
            class: 'as-share',
            head: say('Đơn vị đạt', 'Green communes'),
            figure: true,
            percent: true,
            value: ({ unit }) => unit.percent,
          },
          {
            key: 'course',
            class: 'as-course',
            head: say('Diễn biến', 'Course'),
            cell: ({ unit }) => <Course points={facts.shares.units.get(unit.code)} />,
          },
          {
            key: 'moved',
            class: 'as-moved',
            head: say('So với tuần trước', 'Since last week'),
            value: ({ moved }) => movement(moved, say),
            sort: ({ moved }) => moved,
          },
          {
            key: 'lacking',
            class: 'as-lacking',
            head: say('Còn lại', 'To go'),
            figure: true,
            sum: true,
            value: ({ unit }) => unit.lacking,
          },
        ]}
      />
    </section>
  );
}
