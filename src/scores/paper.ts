import { isoLocal } from '../days.ts';
import { letterheadOf } from '../papers/layout.ts';
import type { Paper, Table } from '../papers/paper.ts';
import { type Rendered, render } from '../papers/process.ts';
import type { Registry } from '../registry/snapshot.ts';
import { periodWords } from './period-rules.ts';
import { changeOf } from './present.ts';
import { criteriaOf, leftOutWords, show } from './rules.ts';
import type { Scores } from './view.ts';
import { SHEET_WORDS } from './words.ts';

/** The ranking of a period with every criterion, as a paper: its tables are the sheets of the workbook. */
export function scoresPaper(registry: Registry, scores: Scores, asOf: string): Paper {
  const { set, period, publication } = scores;
  const area = set.province === '*' ? 'Cả nước' : (registry.provinces.get(set.province) ?? set.province);
  const [name] = periodWords(period.label);
  const state =
    publication?.kind === 'approval' ? 'đã phê duyệt' : publication ? 'công bố tạm thời' : 'chưa công bố';
  return {
    name: 'Báo cáo',
    about: `Kết quả chấm điểm ${set.nameVi}, ${name}`,
    area,
    asOf,
    opening: `Kết quả chấm điểm theo “${set.nameVi}” (bản thứ ${set.version}), ${name}, ${state} (chi tiết tại Phụ lục):`,
    sections: [
      {
        code: 'results',
        head: 'Kết quả xếp hạng',
        blocks: [{ kind: 'table', table: ranking(scores) }],
        written: [],
      },
    ],
    annexes: [{ title: 'Điểm từng tiêu chí của các đơn vị', table: byCriterion(scores), landscape: true }],
  };
}

function ranking(scores: Scores): Table {
  return {
    title: 'Xếp hạng',
    columns: [
      { head: 'Hạng', share: 0.6, align: 'right', kind: 'number' },
      { head: 'Đơn vị', share: 2.4 },
      { head: 'Điểm', share: 0.9, align: 'right', kind: 'number' },
      { head: 'Tối đa', share: 0.9, align: 'right', kind: 'number' },
      { head: 'Tỷ lệ (%)', share: 0.9, align: 'right', kind: 'number' },
      { head: 'Xếp loại', share: 1 },
      { head: 'Tăng, giảm hạng', share: 0.9, align: 'right', kind: 'number' },
      { head: 'Ghi chú', share: 1.6 },
    ],
    rows: scores.sheets.map((sheet) => [
      sheet.rank,
      `${sheet.locality.type} ${sheet.locality.name}`,
      sheet.points,
      sheet.max,
      sheet.percent,
      sheet.grade,
      changeOf(sheet, scores.before)?.rank ?? null,
      leftOutWords(sheet)[0] || SHEET_WORDS[sheet.state][0],
    ]),
  };
}

function byCriterion({ set, sheets }: Scores): Table {
  const names = new Map(criteriaOf(set).map((one) => [one.code, one.nameVi]));
  return {
    title: 'Điểm từng tiêu chí',
    columns: [
      { head: 'Đơn vị', share: 1.6 },
      { head: 'Tiêu chí', share: 2.6 },
      { head: 'Tự chấm', share: 0.7, align: 'right', kind: 'number' },
      { head: 'Thẩm định', share: 0.7, align: 'right', kind: 'number' },
      { head: 'Điểm', share: 0.7, align: 'right', kind: 'number' },
      { head: 'Tối đa', share: 0.7, align: 'right', kind: 'number' },
      { head: 'Cách tính', share: 3 },
    ],
    rows: sheets.flatMap(({ locality, criteria }) =>
      criteria.map((line) => [
        `${locality.type} ${locality.name}`,
        `${line.code}. ${names.get(line.code) ?? ''}`,
        line.self,
        line.verified,
        line.points,
        line.max,
        line.howVi,
      ]),
    ),
  };
}

/** The file; the same bytes of what was published, whenever it is asked for. */
export async function scoresFile(
  registry: Registry,
  scores: Scores,
  format: Rendered,
  now: Date,
): Promise<Buffer> {
  const at = isoLocal(scores.publication?.at ?? now);
  const paper = scoresPaper(registry, scores, `tính đến ${at.slice(11, 16)} ngày ${shortDay(at)}`);
  const letterhead = letterheadOf({ code: scores.set.province, name: paper.area });
  const made = await render({ formats: [format], paper, letterhead, asOf: at });
  const bytes = made[format];
  if (!bytes) throw new Error(`The ${format} of scores was not written.`);
  return bytes;
}

const shortDay = (instant: string) => {
  const [year, month, day] = instant.slice(0, 10).split('-').map(Number);
  return `${show(day ?? 0)}/${show(month ?? 0)}/${year}`;
};
