import { formatDay } from '../../days.ts';
import { formatNumber } from '../../i18n/format.ts';
import { withinSentence } from '../../papers/layout.ts';
import type { Block } from '../../papers/paper.ts';
import type { KindOfReport } from '../kind.ts';
import {
  alertBlock,
  conditionTable,
  fundingBlocks,
  gapAnnex,
  lackingTable,
  localityAnnex,
  missingBlocks,
  namesOf,
  reportingBlock,
  stateBlocks,
} from '../phrases.ts';
import type { Snapshot } from '../types.ts';

/** What is to be proposed: by indicator who lacks it, and how many units that comes to (dispatch 9395/VP-VX, point 1). */
function proposals(snapshot: Snapshot): Block[] {
  const items = snapshot.indicators.map(({ nameVi, unit, missing, lacking }) => {
    const names = namesOf(
      snapshot,
      lacking.map((one) => one.locality),
    );
    const units =
      unit !== null && missing !== null && missing > 0 ? `, còn thiếu ${formatNumber(missing)} ${unit}` : '';
    return `${nameVi}: ${formatNumber(lacking.length)} đơn vị${units} (${names}).`;
  });
  return items.length === 0
    ? [{ kind: 'text', text: 'Không đơn vị nào còn thiếu điều kiện.' }]
    : [{ kind: 'list', items }];
}

/** What was urged when: documents issued in the period. */
function urged({ urged: documents = [] }: Snapshot): Block[] {
  if (documents.length === 0) return [];
  return [
    {
      kind: 'text',
      text: `Trong kỳ đã ban hành ${formatNumber(documents.length)} văn bản đôn đốc, đề nghị:`,
    },
    {
      kind: 'list',
      items: documents.map(
        ({ name, subject, lacking, localities }) =>
          `${name}, ${subject}${lacking === 0 ? '' : ` (${formatNumber(lacking)} nội dung của ${formatNumber(localities)} đơn vị)`}.`,
      ),
    },
  ];
}

/** Why, in the words of who has taken it on, and until when. */
function causes({ indicators }: Snapshot): Block[] {
  const promised = indicators.flatMap((indicator) =>
    indicator.lacking.flatMap((gap) => (gap.promise ? [{ indicator, gap, promise: gap.promise }] : [])),
  );
  if (promised.length === 0) return [];
  const all = indicators.reduce((count, one) => count + one.lacking.length, 0);
  return [
    {
      kind: 'text',
      text: `${formatNumber(promised.length)}/${formatNumber(all)} nội dung còn thiếu đã có người xử lý và ngày hẹn hoàn thành; danh sách ở phụ lục kèm theo.`,
    },
  ];
}

export const deadline: KindOfReport = {
  kind: 'deadline',
  name: ['Báo cáo theo thời hạn', 'Report due by a day'],
  about: ({ deadline: day, area, period }) =>
    `Kết quả rà soát các điều kiện “phủ xanh” của ${withinSentence(area.name)}, thời hạn ${formatDay(day ?? period.to)}`,
  sections: [
    { code: 'direction', head: 'Công tác lãnh đạo, chỉ đạo', blocks: urged },
    {
      code: 'results',
      head: 'Kết quả thực hiện',
      blocks: (snapshot) => [...stateBlocks(snapshot), reportingBlock(snapshot), conditionTable(snapshot)],
    },
    {
      code: 'shortcomings',
      head: 'Tồn tại, hạn chế và nguyên nhân',
      blocks: (snapshot) => [
        ...(snapshot.indicators.length === 0
          ? []
          : [
              {
                kind: 'table' as const,
                table: lackingTable('Nội dung còn thiếu theo chỉ tiêu', snapshot.indicators),
              },
            ]),
        ...causes(snapshot),
        ...fundingBlocks(snapshot),
        ...missingBlocks(snapshot),
        alertBlock(snapshot),
      ],
    },
    { code: 'tasks', head: 'Nhiệm vụ trọng tâm thời gian tới', blocks: () => [] },
    { code: 'proposals', head: 'Đề xuất, kiến nghị', blocks: proposals },
  ],
  annexes: (snapshot) => [gapAnnex(snapshot), localityAnnex(snapshot)],
};
