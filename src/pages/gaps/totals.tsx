import type { Indicator } from '../../registry/types.ts';
import { gapsAddress } from '../addresses.ts';
import { formatNumber, NONE } from '../format.ts';
import { useSay } from '../language.tsx';
import { useHere } from '../parts/address.ts';
import { type Column, DataTable } from '../parts/table.tsx';
import { unitWord } from '../units.ts';
import type { GapsFacts } from './facts.ts';
import { type GapsQuestion, isFiltered, queryOf, TOTALS } from './question.ts';
import { countedUnit, type IndicatorTotal } from './rules.ts';

/** How many localities lack each indicator and how many units in all; each number leads to its rows. */
export function GapTotals({ facts, totals }: { facts: GapsFacts; totals: readonly IndicatorTotal[] }) {
  const say = useSay();
  const { asked } = facts;
  const open = useHere().query.has(`${TOTALS}.sort`) || (!isFiltered(asked) && asked.page === 1);
  const rowsOf = ({ code }: Indicator, more: Partial<GapsQuestion>) =>
    gapsAddress(queryOf(asked, { indicator: code, ...more }));
  const count = (state: 'unmet' | 'unknown', head: string): Column<IndicatorTotal> => ({
    key: state,
    head,
    figure: true,
    sum: true,
    value: (total) => total[state],
    cell: ({ of, [state]: number }) =>
      number === 0 ? '0' : <a href={rowsOf(of, { state })}>{formatNumber(number)}</a>,
  });
  const caption = say('Tổng theo chỉ tiêu', 'Totals by indicator');
  return (
    <details class="panel totals" open={open}>
      <summary>
        <b>{caption}</b>
      </summary>
      <DataTable
        name={TOTALS}
        title={caption}
        class="plain"
        rows={totals}
        keyOf={({ of }) => of.code}
        columns={[
          {
            key: 'name',
            head: say('Chỉ tiêu', 'Indicator'),
            value: ({ of }) => say(of.nameVi, of.nameEn),
          },
          count('unmet', say('Số đơn vị chưa đạt', 'Localities not met')),
          count('unknown', say('Đơn vị chưa rõ', 'Localities not known')),
          {
            key: 'units',
            head: say('Số lượng thiếu', 'Units missing'),
            figure: true,
            value: ({ missing }) => missing,
            cell: ({ of, missing }) => {
              if (missing === null) return NONE;
              const unit = countedUnit(of);
              return (
                <a href={rowsOf(of, { sort: '-missing' })}>
                  {formatNumber(missing)}
                  {unit ? <small> {unitWord(unit, say)}</small> : null}
                </a>
              );
            },
          },
        ]}
      />
    </details>
  );
}
