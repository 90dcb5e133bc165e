import type { Words } from '../i18n/say.ts';
import { composed } from '../lib/composed.ts';
import { brokenCell, plainWord } from '../sheets/cells.ts';
import type { CellKind, Found, Layout } from '../sheets/find-rows.ts';
import {
  type CriteriaGroup,
  type Criterion,
  FIGURES,
  type FigureCode,
  type Grade,
  type Step,
} from './types.ts';
import { FIGURE_WORDS, HOW_WORDS } from './words.ts';

/** A criteria set as offices write it: a row is a criterion, its group stands in the first row of the group. Pure. */

export const CRITERIA_COLUMNS = [
  { header: 'group', kind: 'text', names: ['Nhóm', 'Nhóm tiêu chí', 'Lĩnh vực'], width: 36 },
  {
    header: 'groupMax',
    kind: 'text',
    names: ['Điểm nhóm', 'Điểm tối đa của nhóm', 'Tổng điểm nhóm'],
    width: 12,
  },
  { header: 'code', kind: 'text', names: ['Mã', 'TT', 'STT', 'Mã tiêu chí'], width: 10 },
  { header: 'nameVi', kind: 'text', names: ['Tiêu chí', 'Nội dung', 'Tên tiêu chí'], width: 60 },
  { header: 'max', kind: 'text', names: ['Điểm tối đa', 'Điểm chuẩn', 'Điểm'], width: 12 },
  { header: 'how', kind: 'text', names: ['Cách chấm', 'Cách tính', 'Phương pháp chấm'], width: 24 },
  { header: 'steps', kind: 'text', names: ['Bậc điểm', 'Thang điểm'], width: 36 },
  { header: 'evidence', kind: 'text', names: ['Minh chứng', 'Tài liệu minh chứng'], width: 36 },
  { header: 'verifier', kind: 'text', names: ['Cơ quan thẩm định', 'Thẩm định'], width: 30 },
] as const satisfies readonly { header: string; kind: CellKind; names: readonly string[]; width: number }[];
type Column = (typeof CRITERIA_COLUMNS)[number]['header'];

/** The columns by which a sheet of criteria is known. */
export const CRITERIA_LAYOUT: Layout = {
  columns: CRITERIA_COLUMNS,
  needed: ['code', 'nameVi', 'max'],
  someOf: ['group'],
  marks: ['group', 'code', 'nameVi', 'max'],
  ofWords: true,
};

const LONGEST: Record<'group' | 'code' | 'nameVi' | 'evidence' | 'verifier', number> = {
  ...{ group: 300, code: 40, nameVi: 500, evidence: 500, verifier: 200 },
};
const UNSAFE = /[^\P{C}\n\r\t]/u;

export interface RowFault {
  row: number;
  words: Words;
}

/** What a sheet says, with the row of each group and criterion, so that whatever is wrong is told where it stands. */
export interface CriteriaSheet {
  groups: CriteriaGroup[];
  /** Rows by their place: `groups/0`, `groups/0/criteria/1`. */
  rows: Map<string, number>;
  faults: RowFault[];
}

export function readCriteria({ headers, rows }: Pick<Found, 'headers' | 'rows'>): CriteriaSheet {
  const sheet: CriteriaSheet = { groups: [], rows: new Map(), faults: [] };
  for (const { row, cells } of rows) {
    const written = (column: Column) => composed(cells[headers.indexOf(column)] ?? '').trim();
    const cell = (column: Column) => written(column).replace(/\s+/gu, ' ');
    const wrong = (vi: string, en: string) => void sheet.faults.push({ row, words: [vi, en] });
    if (CRITERIA_COLUMNS.every(({ header }) => cell(header) === '')) continue;
    for (const [column, most] of Object.entries(LONGEST) as [keyof typeof LONGEST, number][])
      if (cell(column).length > most || UNSAFE.test(cell(column)) || !cell(column).isWellFormed())
        wrong(`${headOf(column)} quá dài hoặc có ký tự lạ.`, `“${column}” is too long or holds odd letters.`);
    const broken = CRITERIA_COLUMNS.filter(({ header }) => {
      const fault = brokenCell('', cell(header));
      if (fault) wrong(`${headOf(header)}: ${fault.messageVi}`, `“${header}”: ${fault.message}`);
      return fault !== null;
    });
    const points = (column: 'max' | 'groupMax'): number => {
      const figure = readFigure(cell(column).replace(/ ?(?:điểm|đ)$/iu, ''));
      if (figure === null)
        wrong(`${headOf(column)} “${cell(column)}” không phải là số.`, `“${cell(column)}” is no figure.`);
      return figure ?? 0;
    };
    const name = cell('group');
    if (name !== '' && name !== sheet.groups.at(-1)?.nameVi) {
      sheet.rows.set(`groups/${sheet.groups.length}`, row);
      // Without a figure of its own a group has what its criteria add up to.
      const max = cell('groupMax') === '' || broken.length > 0 ? Number.NaN : points('groupMax');
      sheet.groups.push({ nameVi: name, max, criteria: [] });
    }
    // Of cells that cannot be read nothing more is to be said.
    if (broken.length > 0) continue;
    const group = sheet.groups.at(-1);
    if (!group) {
      wrong('Ghi tên nhóm ở dòng đầu của nhóm.', 'The first row of a group names it.');
      continue;
    }
    // A row that names a group alone.
    if (cell('code') === '' && cell('nameVi') === '' && cell('how') === '') continue;
    const place = `groups/${sheet.groups.length - 1}/criteria/${group.criteria.length}`;
    sheet.rows.set(place, row);
    if (cell('nameVi') === '') wrong('Thiếu tên tiêu chí.', 'The criterion has no name.');
    const how = readHow(cell('how'));
    if (how === null)
      wrong(
        `Cách chấm “${cell('how')}” không rõ. Ghi: chấm tay, tỷ lệ, bậc điểm, hoặc tên số liệu của hệ thống.`,
        `“${cell('how')}” is no way of scoring: hand, share, steps, or a figure of the service.`,
      );
    const steps = readBands(written('steps'), true);
    for (const text of steps.unread)
      wrong(`Bậc “${text}” không đọc được. Ghi như “80–100: 10”.`, `The step “${text}” cannot be read.`);
    group.criteria.push({
      ...{ code: cell('code'), nameVi: cell('nameVi'), max: points('max') },
      ...(how ?? { how: 'hand' as const, figure: null }),
      steps: steps.bands.map(({ from, to, points: of }): Step => ({ from, to, points: of })),
      evidence: cell('evidence') || null,
      verifier: cell('verifier') || null,
    });
  }
  for (const group of sheet.groups)
    if (Number.isNaN(group.max))
      group.max = Math.round(group.criteria.reduce((sum, { max }) => sum + max * 100, 0)) / 100;
  return sheet;
}

/** Grades as they are typed, one a line or parted by “;”: “Tốt: 80–100”. */
export function readGrades(text: string): { grades: Grade[]; unread: string[] } {
  const { bands, unread } = readBands(text, false);
  return { grades: bands.map(({ name, from, to }) => ({ grade: name, from, to })), unread };
}

/** Where the row of an objection is, of the longest place that it lies in. */
export function rowOf({ rows }: Pick<CriteriaSheet, 'rows'>, field: string): number | undefined {
  const parts = field.split('/');
  for (let length = parts.length; length > 0; length--) {
    const row = rows.get(parts.slice(0, length).join('/'));
    if (row !== undefined) return row;
  }
  return undefined;
}

const headOf = (column: Column) =>
  CRITERIA_COLUMNS.find(({ header }) => header === column)?.names[0] ?? column;

/** “12,5” and “12.5”; null of what is no figure. */
export const readFigure = (text: string): number | null =>
  /^\d{1,6}(?:[.,]\d{1,2})?$/.test(text) ? Number(text.replace(',', '.')) : null;

const HOW_NAMES: readonly [RegExp, 'hand' | 'share' | 'steps'][] = [
  [/^(?:hand|cham tay|nhap tay|cham diem|)$/, 'hand'],
  [/^(?:share|ty le|theo ty le|ti le)$/, 'share'],
  [/^(?:steps|bac|bac diem|theo bac|theo bac diem)$/, 'steps'],
];

function readHow(text: string): Pick<Criterion, 'how' | 'figure'> | null {
  const word = plainWord(text);
  const known =
    HOW_NAMES.find(([words]) => words.test(word)) ??
    HOW_NAMES.find(([, how]) => plainWord(HOW_WORDS[how][0]) === word);
  if (known) return { how: known[1], figure: null };
  const figure = FIGURES.find(
    (code): code is FigureCode => code === text || plainWord(FIGURE_WORDS[code][0]) === word,
  );
  return figure ? { how: 'figure', figure } : null;
}

const FIGURE = String.raw`(\d{1,9}(?:[.,]\d{1,2})?)\s*%?`;
const BAND = new RegExp(`^${FIGURE}\\s*[-–—]\\s*${FIGURE}$`);

interface Band {
  name: string;
  from: number;
  to: number;
  points: number;
}

/** Steps are “from–to: points”, grades “name: from–to”. */
function readBands(text: string, areSteps: boolean): { bands: Band[]; unread: string[] } {
  const bands: Band[] = [];
  const unread: string[] = [];
  for (const part of text.split(/[;\n\r]+/).map((one) => one.trim())) {
    if (part === '') continue;
    const at = part.lastIndexOf(':');
    const [left, right] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    const found = BAND.exec(areSteps ? left : right);
    const points = areSteps ? readFigure(right) : 0;
    const name = areSteps ? '' : left;
    if (at < 0 || !found || points === null || (!areSteps && name === '')) unread.push(part);
    else {
      const [from, to] = [found[1] ?? '', found[2] ?? ''].map((one) => Number(one.replace(',', '.')));
      bands.push({ name, from: from ?? 0, to: to ?? 0, points });
    }
  }
  return { bands, unread };
}
