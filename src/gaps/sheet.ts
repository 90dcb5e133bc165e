import { GAP_STATES } from '../collect/words.ts';
import type { Day } from '../days.ts';
import { FUNDING_WORDS } from '../funding/words.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Cell, SheetColumn } from '../sheets/write.ts';
import { standingPromise } from './promise-rules.ts';
import { PROMISE_STATE_WORDS } from './promise-words.ts';
import type { GapAnswer } from './schema.ts';

/** The gap list as offices exchange it: codes for machines, names for people. */
export function gapSheet(
  registry: Registry,
  today: Day,
  /** Whether units of several provinces are told apart. */
  ofNation = false,
): { columns: SheetColumn[]; cells(gap: Omit<GapAnswer, 'promiseState'>): Cell[] } {
  const conditions = new Map(registry.conditions.map((one) => [one.code, one.nameVi]));
  const indicators = registry.indicatorsOn(today);
  return {
    columns: [
      { header: 'Mã đơn vị', width: 10, format: 'code' },
      { header: 'Đơn vị', width: 28 },
      ...(ofNation ? [{ header: 'Tỉnh, thành phố', width: 20 }] : []),
      { header: 'Điều kiện', width: 24 },
      { header: 'Mã chỉ tiêu', width: 24 },
      { header: 'Chỉ tiêu', width: 48 },
      { header: 'Tình trạng', width: 12 },
      { header: 'Số hiện có', width: 9 },
      { header: 'Số cần có', width: 9 },
      { header: 'Còn thiếu', width: 10 },
      { header: 'Đơn vị tính', width: 14 },
      { header: 'Từ ngày', width: 12, format: 'day' },
      { header: 'Số ngày', width: 9, format: 'count' },
      { header: 'Cơ quan phụ trách', width: 22 },
      { header: 'Người xử lý', width: 20 },
      { header: 'Hẹn hoàn thành', width: 15, format: 'day' },
      { header: 'Tình trạng hẹn', width: 14 },
      { header: 'Kinh phí', width: 30 },
      { header: 'Số đã cấp', width: 10, format: 'count' },
      { header: 'Số đã bàn giao', width: 13, format: 'count' },
    ],
    cells: (gap) => {
      const indicator = indicators.get(gap.indicator);
      return [
        gap.locality.code,
        `${gap.locality.type} ${gap.locality.name}`,
        ...(ofNation ? [registry.provinces.get(gap.locality.province) ?? gap.locality.province] : []),
        conditions.get(gap.group) ?? gap.group,
        gap.indicator,
        indicator?.nameVi ?? gap.indicator,
        GAP_STATES[gap.state][0],
        gap.have,
        gap.need,
        gap.missing,
        indicator?.unit ?? null,
        gap.since,
        gap.ageDays,
        gap.agency,
        gap.owner,
        gap.promise,
        gap.promise && PROMISE_STATE_WORDS[standingPromise(gap.promise, today)][0],
        FUNDING_WORDS[gap.funding][0],
        gap.allocated,
        gap.delivered,
      ];
    },
  };
}
