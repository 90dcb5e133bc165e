import { formatDay } from '../days.ts';
import { groupBy } from '../lib/group-by.ts';
import { letterheadOf } from '../papers/layout.ts';
import type { Annex, Column, Paper, PaperCell, Table } from '../papers/paper.ts';
import type { Registry } from '../registry/snapshot.ts';
import { formatAmount } from './money-rules.ts';
import type { ProposalAnswer } from './present.ts';

/** A proposal as a tờ trình with its annex. Pure. */

/** Rows that an annex has on paper; a longer one stands in the workbook alone. */
const ON_PAPER = 1_500;

/** By whom it is proposed, and to whom. */
export function letterheadOfProposal(area: { code: string; name: string }) {
  return {
    ...letterheadOf(area),
    issuer: 'Sở Tài chính',
    symbol: 'TTr-STC',
    recipients: ['Như trên;', 'Sở Khoa học và Công nghệ (để phối hợp);', 'Lưu: VT.'],
  };
}

export function paperOfProposal(registry: Registry, it: ProposalAnswer): Paper {
  const area = registry.provinces.get(it.province) ?? it.province;
  const of = (code: string) => registry.indicators.findLast((one) => one.code === code);
  const nameOf = (code: string) => of(code)?.nameVi ?? code;
  const conditionOf = (code: string) =>
    registry.conditions.find((one) => one.code === of(code)?.condition)?.nameVi ?? '';
  const items = [...new Set(it.lines.map(({ item }) => item))];
  const deadline =
    it.deadline === null ? '' : `, hoàn thành bàn giao chậm nhất ngày ${formatDay(it.deadline)}`;
  return {
    name: 'Tờ trình',
    about: it.title,
    area,
    asOf: `theo số liệu ngày ${formatDay(it.day)}`,
    opening: `Căn cứ số liệu các đơn vị cấp xã báo cáo đến ngày ${formatDay(it.day)}, Sở Tài chính kính trình cấp có thẩm quyền xem xét, phê duyệt kinh phí mua sắm thiết bị còn thiếu như sau:`,
    sections: [
      {
        code: 'needs',
        head: 'Nhu cầu kinh phí',
        blocks: [
          {
            kind: 'text',
            text: `Đề xuất ${formatAmount(it.quantity)} thiết bị cho ${formatAmount(it.localities)} đơn vị, tổng số tiền ${formatAmount(it.total)} đồng (Bằng chữ: ${it.totalInWords})${deadline}. Danh mục chi tiết tại Phụ lục kèm theo.`,
          },
          {
            kind: 'table',
            table: {
              title: 'Tổng hợp theo loại thiết bị',
              columns: [
                { head: 'TT', share: 0.5, align: 'center', kind: 'number' },
                { head: 'Nội dung', share: 4 },
                { head: 'Số đơn vị', share: 1, align: 'right', kind: 'number' },
                { head: 'Số lượng', share: 1, align: 'right', kind: 'number' },
                { head: 'Thành tiền (đồng)', share: 2, align: 'right', kind: 'number' },
              ],
              rows: [
                ...items.map((item, at): PaperCell[] => {
                  const of = it.lines.filter((line) => line.item === item);
                  return [at + 1, nameOf(item), of.length, sum(of, 'quantity'), sum(of, 'amount')];
                }),
                ['', 'Cộng', it.localities, it.quantity, it.total],
              ],
            },
          },
        ],
        written: [],
      },
      {
        code: 'basis',
        head: 'Căn cứ đơn giá',
        blocks: [{ kind: 'list', items: basesOf(it, nameOf) }],
        written: [],
      },
    ],
    annexes: annexesOf(it, nameOf, [
      ['đơn vị', ({ locality }) => `${locality.type} ${locality.name}`],
      ['điều kiện', ({ item }) => conditionOf(item)],
      ['cơ quan', ({ item }) => of(item)?.agency ?? ''],
    ]),
    closing: 'Kính trình cấp có thẩm quyền xem xét, quyết định./.',
  };
}

function basesOf(it: ProposalAnswer, nameOf: (code: string) => string): string[] {
  const said = it.lines.map(
    ({ item, unitPrice, basis }) =>
      `${nameOf(item)}: ${formatAmount(unitPrice)} đồng${basis === '' ? '' : ` (${basis})`}.`,
  );
  return [...new Set(said)];
}

const LINE_COLUMNS: readonly Column[] = [
  { head: 'TT', share: 0.5, align: 'center', kind: 'number' },
  { head: 'Mã đơn vị', share: 0.9, align: 'center' },
  { head: 'Đơn vị', share: 2.4 },
  { head: 'Nội dung', share: 3 },
  { head: 'Số lượng', share: 0.9, align: 'right', kind: 'number' },
  { head: 'Đơn giá (đồng)', share: 1.5, align: 'right', kind: 'number' },
  { head: 'Thành tiền (đồng)', share: 1.7, align: 'right', kind: 'number' },
];

type Line = ProposalAnswer['lines'][number];
/** By what lines are added up: how it is called, and which of it a line is. */
type Dimension = readonly [name: string, of: (line: Line) => string];

/** The lines added up by one thing more: for the workbook, where finance goes on with them. */
function sumsBy(it: ProposalAnswer, [name, of]: Dimension): Annex {
  const title = `Tổng hợp theo ${name}`;
  const rows = [...groupBy(it.lines, of)].map(([code, lines], at): PaperCell[] => {
    const localities = new Set(lines.map(({ locality }) => locality.code)).size;
    return [at + 1, code, localities, sum(lines, 'quantity'), sum(lines, 'amount')];
  });
  return {
    title,
    landscape: false,
    onlyInWorkbook: true,
    table: {
      title,
      columns: [
        { head: 'TT', share: 0.5, align: 'center', kind: 'number' },
        { head: `${name.charAt(0).toLocaleUpperCase('vi')}${name.slice(1)}`, share: 4 },
        { head: 'Số đơn vị', share: 1, align: 'right', kind: 'number' },
        { head: 'Số lượng', share: 1, align: 'right', kind: 'number' },
        { head: 'Thành tiền (đồng)', share: 2, align: 'right', kind: 'number' },
      ],
      rows: [...rows, ['', 'Cộng', it.localities, it.quantity, it.total]],
    },
  };
}

function annexesOf(
  it: ProposalAnswer,
  nameOf: (code: string) => string,
  dimensions: readonly Dimension[],
): Annex[] {
  const lines: Table = {
    title: 'Danh mục thiết bị đề xuất',
    columns: LINE_COLUMNS,
    rows: [
      ...it.lines.map(({ locality, item, quantity, unitPrice, amount }, at): PaperCell[] => [
        at + 1,
        locality.code,
        `${locality.type} ${locality.name}`,
        nameOf(item),
        quantity,
        unitPrice,
        amount,
      ]),
      ['', '', 'Cộng', '', it.quantity, '', it.total],
    ],
  };
  const carried: Table = {
    title: 'Tình hình thực hiện',
    columns: [
      ...LINE_COLUMNS.slice(1, 5),
      { head: 'Đã cấp', share: 0.9, align: 'right', kind: 'number' },
      { head: 'Đã bàn giao', share: 0.9, align: 'right', kind: 'number' },
      { head: 'Đã nghiệm thu', share: 0.9, align: 'right', kind: 'number' },
    ],
    rows: it.lines.map(({ locality, item, quantity, allocated, delivered, accepted }) => [
      locality.code,
      `${locality.type} ${locality.name}`,
      nameOf(item),
      quantity,
      allocated,
      delivered,
      accepted,
    ]),
  };
  return [
    {
      title: 'Danh mục thiết bị đề xuất',
      table: lines,
      landscape: true,
      ...(it.lines.length > ON_PAPER && { onlyInWorkbook: true }),
    },
    ...dimensions.map((one) => sumsBy(it, one)),
    ...(it.state === 'approved'
      ? [{ title: 'Tình hình thực hiện', table: carried, landscape: true, onlyInWorkbook: true }]
      : []),
  ];
}

function sum(
  lines: readonly { quantity: number; amount: number | null }[],
  of: 'quantity' | 'amount',
): number {
  return lines.reduce((all, line) => all + (line[of] ?? 0), 0);
}
