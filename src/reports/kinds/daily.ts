import { formatDay } from '../../days.ts';
import { withinSentence } from '../../papers/layout.ts';
import type { KindOfReport } from '../kind.ts';
import {
  alertBlock,
  byLocalities,
  changeBlocks,
  conditionTable,
  fundingBlocks,
  gapAnnex,
  lackingTable,
  localityAnnex,
  missingBlocks,
  reportingBlock,
  stateBlocks,
} from '../phrases.ts';
import { mapBlocks } from '../pictures.ts';

/** Indicators that a day's report names; the annex has all. */
const TOP = 10;

export const daily: KindOfReport = {
  kind: 'daily',
  name: ['Báo cáo ngày', 'Daily report'],
  about: ({ day, area }) =>
    `Kết quả cập nhật các điều kiện “phủ xanh” của ${withinSentence(area.name)} ngày ${formatDay(day)}`,
  sections: [
    {
      code: 'results',
      head: 'Kết quả',
      blocks: (snapshot) => [
        ...stateBlocks(snapshot),
        ...changeBlocks(snapshot),
        reportingBlock(snapshot),
        conditionTable(snapshot),
        ...mapBlocks(snapshot),
      ],
    },
    {
      code: 'shortcomings',
      head: 'Tồn tại, hạn chế',
      blocks: (snapshot) => [
        ...missingBlocks(snapshot),
        ...(snapshot.indicators.length === 0
          ? []
          : [
              {
                kind: 'table' as const,
                table: lackingTable(
                  'Các chỉ tiêu nhiều đơn vị còn thiếu nhất',
                  byLocalities(snapshot.indicators).slice(0, TOP),
                ),
              },
            ]),
        ...fundingBlocks(snapshot),
        alertBlock(snapshot),
      ],
    },
    { code: 'proposals', head: 'Đề xuất, kiến nghị', blocks: () => [] },
  ],
  annexes: (snapshot) => [localityAnnex(snapshot), gapAnnex(snapshot)],
};
