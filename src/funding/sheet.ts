import type { Day } from '../days.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Cell, SheetColumn } from '../sheets/write.ts';
import { toNumber } from './money-rules.ts';
import type { Need } from './needs.ts';
import { FUNDING_WORDS } from './words.ts';

/** Needs as offices exchange them: figures as numbers, what is not known left blank. */
export function needSheet(
  registry: Registry,
  day: Day,
): { columns: SheetColumn[]; cells(need: Need): Cell[] } {
  const indicators = registry.indicatorsOn(day);
  return {
    columns: [
      { header: 'Mã đơn vị', width: 10, format: 'code' },
      { header: 'Đơn vị', width: 28 },
      { header: 'Mã chỉ tiêu', width: 24 },
      { header: 'Chỉ tiêu', width: 40 },
      { header: 'Cơ quan phụ trách', width: 22 },
      { header: 'Thiếu theo báo cáo', width: 12, format: 'count' },
      { header: 'Còn cần', width: 10, format: 'count' },
      { header: 'Đơn giá (đồng)', width: 16, format: 'count' },
      { header: 'Căn cứ', width: 36 },
      { header: 'Thành tiền (đồng)', width: 18, format: 'count' },
      { header: 'Đã cấp', width: 9, format: 'count' },
      { header: 'Kinh phí đã cấp (đồng)', width: 20, format: 'count' },
      { header: 'Đã bàn giao', width: 10, format: 'count' },
      { header: 'Đã ghi nhận', width: 10, format: 'count' },
      { header: 'Chưa cấp', width: 9, format: 'count' },
      { header: 'Kinh phí chưa cấp (đồng)', width: 20, format: 'count' },
      { header: 'Tình trạng kinh phí', width: 30 },
    ],
    cells: (need) => {
      const locality = registry.localities.get(need.locality);
      const named = locality && registry.nameOn(locality, day);
      return [
        need.locality,
        named ? `${named.type} ${named.name}` : need.locality,
        need.indicator,
        indicators.get(need.indicator)?.nameVi ?? need.indicator,
        need.agency,
        need.recorded,
        need.missing,
        need.unitPrice,
        need.basis,
        toNumber(need.amount),
        need.allocated,
        toNumber(need.allocatedAmount),
        need.delivered,
        need.shown,
        need.open,
        toNumber(need.openAmount),
        FUNDING_WORDS[need.funding][0],
      ];
    },
  };
}
