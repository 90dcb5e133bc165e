import { percent } from '../../collect/percent.ts';
import { formatDay } from '../../days.ts';
import { formatNumber, formatPercent } from '../../i18n/format.ts';
import { withinSentence } from '../../papers/layout.ts';
import type { Block } from '../../papers/paper.ts';
import type { KindOfReport, SectionOf } from '../kind.ts';
import { periodName } from '../period-rules.ts';
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
  targetBlocks,
  taskBlocks,
} from '../phrases.ts';
import { conditionBlocks, mapBlocks, trendBlocks } from '../pictures.ts';
import type { Snapshot } from '../types.ts';

/** Figures of this period beside those of the last. */
function comparison({ summary, before, localities }: Snapshot): Block[] {
  if (before === null) return [];
  const rows: [string, number | null, number | null][] = [
    ['Số đơn vị phủ xanh', before.summary.green, summary.green],
    ['Tỷ lệ phủ xanh (%)', before.summary.percentGreen, summary.percentGreen],
    ['Tỷ lệ kịp thời (%)', before.summary.rates.timely.percent, summary.rates.timely.percent],
    ['Tỷ lệ đầy đủ (%)', before.summary.rates.complete.percent, summary.rates.complete.percent],
    ['Tỷ lệ chính xác (%)', before.summary.rates.accurate.percent, summary.rates.accurate.percent],
  ];
  return localities.length === 0
    ? []
    : [
        {
          kind: 'table',
          table: {
            title: 'So với kỳ trước',
            columns: [
              { head: 'Nội dung', share: 3 },
              { head: `Ngày ${formatDay(before.day)}`, share: 1.2, align: 'right', kind: 'number' },
              { head: 'Kỳ này', share: 1.2, align: 'right', kind: 'number' },
            ],
            rows,
          },
        },
      ];
}

function course({ trend }: Snapshot): Block[] {
  const known = trend.filter((one) => one.total > 0);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || first === last) return [];
  const say = ({ day, green, total }: (typeof known)[number]) =>
    `${formatNumber(green)}/${formatNumber(total)} (${formatPercent(percent(green, total))}) ngày ${formatDay(day)}`;
  const best = known.reduce((a, b) => (b.green / b.total > a.green / a.total ? b : a));
  return [
    {
      kind: 'text',
      text: `Trong kỳ, số đơn vị phủ xanh từ ${say(first)} đến ${say(last)}; cao nhất ${say(best)}.`,
    },
  ];
}

const SECTIONS: readonly SectionOf[] = [
  { code: 'direction', head: 'Công tác lãnh đạo, chỉ đạo', blocks: () => [] },
  {
    code: 'results',
    head: 'Kết quả thực hiện',
    blocks: (snapshot) => [
      ...stateBlocks(snapshot),
      ...course(snapshot),
      ...trendBlocks(snapshot),
      ...comparison(snapshot),
      ...changeBlocks(snapshot),
      reportingBlock(snapshot),
      conditionTable(snapshot),
      ...conditionBlocks(snapshot),
      ...mapBlocks(snapshot),
      ...taskBlocks(snapshot),
      ...targetBlocks(snapshot),
    ],
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
              table: lackingTable('Nội dung còn thiếu theo chỉ tiêu', byLocalities(snapshot.indicators)),
            },
          ]),
      ...missingBlocks(snapshot),
      ...fundingBlocks(snapshot),
      alertBlock(snapshot),
    ],
  },
  { code: 'tasks', head: 'Nhiệm vụ trọng tâm thời gian tới', blocks: () => [] },
  { code: 'proposals', head: 'Đề xuất, kiến nghị', blocks: () => [] },
];

function periodic(kind: 'monthly' | 'half_yearly', name: KindOfReport['name']): KindOfReport {
  return {
    kind,
    name,
    about: ({ area, period }) =>
      `Kết quả triển khai các điều kiện “phủ xanh” của ${withinSentence(area.name)} ${periodName(kind, period)[0]}`,
    sections: SECTIONS,
    annexes: (snapshot) => [localityAnnex(snapshot), gapAnnex(snapshot)],
  };
}

export const monthly = periodic('monthly', ['Báo cáo tháng', 'Monthly report']);
export const halfYearly = periodic('half_yearly', ['Báo cáo 6 tháng', 'Half-yearly report']);
