import { formatNumber, formatPercent } from '../format.ts';
import { useSay } from '../language.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { TableBox } from '../parts/table-box.tsx';
import type { BoardFacts } from './facts.ts';
import { unitLink } from './links.ts';
import { movement } from './lowest.tsx';

/** Provinces from the greenest to the least, with movement since last week. */
export function ProvinceTable({ facts }: { facts: BoardFacts }) {
  const say = useSay();
  const title = say('Xếp hạng tỉnh, thành phố', 'Ranking of provinces');
  return (
    <section id="xep-hang" data-live aria-labelledby="xep-hang-ten">
      <h2 id="xep-hang-ten">{title}</h2>
      <TableBox label={say('Bảng tỉnh, thành phố', 'Table of provinces')}>
        <table class="keeps-head">
          <thead>
            <tr>
              <th scope="col">{say('Tỉnh, thành phố', 'Province')}</th>
              <th scope="col" class="figure">
                {say('Hạng', 'Rank')}
              </th>
              <th scope="col">{say('Tình trạng', 'State')}</th>
              <th scope="col" class="figure">
                {say('Đơn vị đạt', 'Green communes')}
              </th>
              <th scope="col">{say('So với tuần trước', 'Since last week')}</th>
              <th scope="col" class="figure">
                {say('Còn lại', 'To go')}
              </th>
            </tr>
          </thead>
          <tbody>
            {facts.ranking.map(({ unit, place, moved }) => (
              <tr key={unit.code}>
                <th scope="row">
                  <a href={unitLink(facts, unit.code)}>{unit.name}</a>
                </th>
                <td class="figure">{place}</td>
                <td>
                  <StateTag colour={unit.colour} />
                </td>
                <td class="figure">{formatPercent(unit.percent)}</td>
                <td>{movement(moved, say)}</td>
                <td class="figure">{formatNumber(unit.lacking)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  );
}
