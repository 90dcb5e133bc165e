import { gapsAddress } from '../addresses.ts';
import { formatNumber, NONE } from '../format.ts';
import { useSay } from '../language.tsx';
import { TableBox } from '../parts/table-box.tsx';
import { unitWord } from '../units.ts';
import type { GapsFacts } from './facts.ts';
import { isFiltered, queryOf } from './question.ts';
import { countedUnit, type IndicatorTotal } from './rules.ts';

/** How many localities lack each indicator and how many units in all; each number leads to its rows. */
export function GapTotals({ facts, totals }: { facts: GapsFacts; totals: readonly IndicatorTotal[] }) {
  const say = useSay();
  const caption = say('Tổng theo chỉ tiêu', 'Totals by indicator');
  return (
    <details class="panel totals" open={!isFiltered(facts.asked) && facts.asked.page === 1}>
      <summary>
        <b>{caption}</b>
      </summary>
      <TableBox label={caption}>
        <table>
          <caption class="unseen">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{say('Chỉ tiêu', 'Indicator')}</th>
              <th scope="col" class="figure">
                {say('Đơn vị chưa đạt', 'Localities not met')}
              </th>
              <th scope="col" class="figure">
                {say('Đơn vị chưa rõ', 'Localities not known')}
              </th>
              <th scope="col" class="figure">
                {say('Số lượng thiếu', 'Units missing')}
              </th>
            </tr>
          </thead>
          <tbody>
            {totals.map((total) => (
              <TotalLine key={total.of.code} facts={facts} total={total} />
            ))}
          </tbody>
        </table>
      </TableBox>
    </details>
  );
}

function TotalLine({ facts: { asked }, total }: { facts: GapsFacts; total: IndicatorTotal }) {
  const say = useSay();
  const { of, unmet, unknown, missing } = total;
  const indicator = of.code;
  const rows = (more: { state?: 'unmet' | 'unknown'; sort?: string }) =>
    gapsAddress(queryOf(asked, { indicator, ...more }));
  const unit = countedUnit(of);
  return (
    <tr>
      <th scope="row">{say(of.nameVi, of.nameEn)}</th>
      <td class="figure">
        {unmet === 0 ? '0' : <a href={rows({ state: 'unmet' })}>{formatNumber(unmet)}</a>}
      </td>
      <td class="figure">
        {unknown === 0 ? '0' : <a href={rows({ state: 'unknown' })}>{formatNumber(unknown)}</a>}
      </td>
      <td class="figure">
        {missing === null ? (
          NONE
        ) : (
          <a href={rows({ sort: '-missing' })}>
            {formatNumber(missing)}
            {unit ? <small> {unitWord(unit, say)}</small> : null}
          </a>
        )}
      </td>
    </tr>
  );
}
