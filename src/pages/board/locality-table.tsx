import { dayOf, formatDay, timeOf } from '../../days.ts';
import { formatNumber, formatPercent, NONE } from '../format.ts';
import { StateTag } from '../parts/state-tag.tsx';
import { TableBox } from '../parts/table-box.tsx';
import { REPORTING } from '../words.ts';
import type { BoardRow } from './facts.ts';

/** The map's facts as a table, by name. */
export function LocalityTable({ rows, day }: { rows: readonly BoardRow[]; day: string }) {
  return (
    <TableBox label="Tình trạng từng đơn vị">
      <table class="keeps-head">
        <caption>Tình trạng từng đơn vị ngày {formatDay(day)}, xếp theo tên</caption>
        <thead>
          <tr>
            <th scope="col">Đơn vị</th>
            <th scope="col">Tình trạng</th>
            <th scope="col" class="figure">
              Tỷ lệ
            </th>
            <th scope="col" class="figure">
              Còn thiếu
            </th>
            <th scope="col">Báo cáo</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.named.code} id={`dv-${row.named.code}`}>
              <th scope="row">
                {row.named.type} {row.named.name}
              </th>
              <td>
                <StateTag colour={row.colour} />
              </td>
              <td class="figure">{formatPercent(row.percent)}</td>
              <td class="figure">{row.colour === 'grey' ? NONE : formatNumber(row.lacking)}</td>
              <td>{reported(row, day)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

/** "đúng hạn, 08:12", "còn thiếu, 3 ngày liền". */
function reported({ reporting, receivedAt, missingStreak }: BoardRow, day: string): string {
  if (receivedAt) {
    const on = dayOf(receivedAt) === day ? '' : ` ngày ${formatDay(dayOf(receivedAt))}`;
    return `${REPORTING[reporting]}, ${timeOf(receivedAt)}${on}`;
  }
  if (reporting === 'due' && missingStreak > 0) return `${REPORTING.due}, đã thiếu ${missingStreak} ngày`;
  if (missingStreak > 1) return `${REPORTING[reporting]}, ${missingStreak} ngày liền`;
  return REPORTING[reporting];
}
