import { GAP_STATES } from '../../collect/words.ts';
import { type Day, daysBetween, formatDay } from '../../days.ts';
import type { Condition, Indicator } from '../../registry/types.ts';
import { formatNumber, NONE } from '../format.ts';
import { TableBox } from '../parts/table-box.tsx';
import { type BoardFacts, type BoardGap, GAPS_SHOWN } from './facts.ts';

/** What a figure of this indicator counts; of yes or no, and of dates, nothing. */
function unitOf({ kind, unit }: Indicator): string {
  return (kind === 'ratio' || kind === 'number') && unit !== null ? ` ${unit}` : '';
}

export function GapTotals({
  totals,
  conditions,
}: {
  totals: BoardFacts['gaps']['totals'];
  conditions: Condition[];
}) {
  const names = new Map(conditions.map((one) => [one.code, one.nameVi]));
  return (
    <TableBox label="Số đơn vị còn thiếu theo chỉ tiêu">
      <table>
        <caption>Số đơn vị còn thiếu theo chỉ tiêu</caption>
        <thead>
          <tr>
            <th scope="col">Chỉ tiêu</th>
            <th scope="col" class="figure">
              Chưa đạt
            </th>
            <th scope="col" class="figure">
              Chưa rõ
            </th>
            <th scope="col" class="figure">
              Số lượng thiếu
            </th>
            <th scope="col">Điều kiện</th>
          </tr>
        </thead>
        <tbody>
          {totals.map(({ of, unmet, unknown, missing }) => (
            <tr key={of.code}>
              <th scope="row">{of.nameVi}</th>
              <td class="figure">{formatNumber(unmet)}</td>
              <td class="figure">{formatNumber(unknown)}</td>
              <td class="figure">{unitOf(of) === '' ? NONE : `${formatNumber(missing)}${unitOf(of)}`}</td>
              <td>{names.get(of.condition)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

export function GapList({ gaps, count, today }: { gaps: readonly BoardGap[]; count: number; today: Day }) {
  const shown =
    count > gaps.length ? ` (${formatNumber(GAPS_SHOWN)} dòng đầu trong ${formatNumber(count)})` : '';
  return (
    <TableBox label="Danh sách còn thiếu">
      <table class="keeps-head">
        <caption>Đơn vị nào thiếu gì, từ bao giờ: chưa đạt trước, chưa rõ sau{shown}</caption>
        <thead>
          <tr>
            <th scope="col">Đơn vị</th>
            <th scope="col">Chỉ tiêu</th>
            <th scope="col">Tình trạng</th>
            <th scope="col" class="figure">
              Có / cần
            </th>
            <th scope="col" class="figure">
              Thiếu
            </th>
            <th scope="col">Từ ngày</th>
            <th scope="col">Cơ quan phụ trách</th>
          </tr>
        </thead>
        <tbody>
          {gaps.map((gap) => (
            <tr key={`${gap.locality} ${gap.indicator}`}>
              <th scope="row">
                {gap.named.type} {gap.named.name}
              </th>
              <td>{gap.of.nameVi}</td>
              <td>{GAP_STATES[gap.state]}</td>
              <td class="figure">{haveOfNeed(gap)}</td>
              <td class="figure">{unitOf(gap.of) === '' ? NONE : formatNumber(gap.missing)}</td>
              <td>
                {formatDay(gap.since)} <small>({formatNumber(daysBetween(gap.since, today) + 1)} ngày)</small>
              </td>
              <td>{gap.of.agency}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function haveOfNeed({ of, have, need }: BoardGap): string {
  return unitOf(of) === '' || have === null ? NONE : `${formatNumber(have)} / ${formatNumber(need)}`;
}
