import { type Fault, fault } from '../faults.ts';
import { brokenCell, dayReadings } from '../sheets/cells.ts';
import type { CellKind, Found, Layout } from '../sheets/find-rows.ts';
import { type Agencies, looksLikeCode } from './agency-rules.ts';
import { type Deadline, type DeadlineSettings, deadlineOfDay, readDeadline } from './deadline-rules.ts';

/** The sheet of tasks as offices write it: a row is a task, several of a cell are parted by “;”. Pure. */

export const TASK_COLUMNS = [
  { header: 'no', kind: 'text', names: ['TT', 'STT', 'Số TT', 'Số thứ tự'], width: 8 },
  {
    header: 'title',
    kind: 'text',
    names: ['Nhiệm vụ', 'Tên nhiệm vụ', 'Nội dung nhiệm vụ', 'Nội dung công việc', 'Nhiệm vụ, giải pháp'],
    width: 60,
  },
  {
    header: 'content',
    kind: 'text',
    names: ['Nội dung', 'Nội dung thực hiện', 'Nội dung chi tiết'],
    width: 60,
  },
  {
    header: 'leads',
    kind: 'text',
    names: ['Cơ quan chủ trì', 'Đơn vị chủ trì', 'Chủ trì', 'Cơ quan thực hiện', 'Cơ quan, đơn vị chủ trì'],
    width: 36,
  },
  {
    header: 'coordinators',
    kind: 'text',
    names: ['Cơ quan phối hợp', 'Đơn vị phối hợp', 'Phối hợp', 'Cơ quan, đơn vị phối hợp'],
    width: 36,
  },
  {
    header: 'followers',
    kind: 'text',
    names: ['Cơ quan theo dõi', 'Đơn vị theo dõi', 'Theo dõi'],
    width: 30,
  },
  {
    header: 'deadline',
    kind: 'text',
    names: [
      ...['Thời hạn', 'Thời hạn hoàn thành', 'Thời gian hoàn thành', 'Thời gian thực hiện', 'Thời gian'],
      'Hạn hoàn thành',
    ],
    width: 28,
  },
  {
    header: 'products',
    kind: 'text',
    names: ['Sản phẩm', 'Sản phẩm dự kiến', 'Kết quả yêu cầu', 'Kết quả', 'Kết quả, sản phẩm'],
    width: 48,
  },
  { header: 'parent', kind: 'text', names: ['Thuộc nhiệm vụ', 'TT nhiệm vụ cấp trên'], width: 12 },
] as const satisfies readonly { header: string; kind: CellKind; names: readonly string[]; width: number }[];
export type TaskColumn = (typeof TASK_COLUMNS)[number]['header'];

/** The columns by which a sheet of tasks is known. */
export const TASK_LAYOUT: Layout = {
  columns: TASK_COLUMNS,
  needed: ['title'],
  someOf: ['leads', 'deadline', 'products'],
  marks: ['no', 'title', 'leads', 'deadline', 'products'],
  ofWords: true,
};

/** Characters of a task's fields, and how many of a kind it may name. */
export const LONGEST = { no: 30, title: 2_000, content: 20_000, words: 300, name: 500 } as const;
export const MOST_NAMED = 50;

/** A task as a row says, or a form. */
export interface TaskTerms {
  no: string;
  /** Number of the task that it is a part of. */
  parent: string | null;
  title: string;
  content: string | null;
  leads: string[];
  coordinators: string[];
  followers: string[];
  deadline: Deadline;
  products: string[];
}

export interface TaskSheetRow {
  sheet: number;
  row: number;
  /** Nothing stands in it but its number. */
  blank: boolean;
  faults: Fault[];
  task: TaskTerms;
}

/** What the rows are read by. */
export interface Reading {
  agencies: Agencies;
  settings: DeadlineSettings;
  /** Numbers of tasks that the plan has already. */
  known: readonly string[];
}

/** The tasks of a sheet, each with all that is wrong with its cells. */
export function readTaskSheet(
  { headers, rows }: Pick<Found, 'headers' | 'rows'>,
  by: Reading,
): TaskSheetRow[] {
  const read = rows.map(({ sheet, row, cells }): TaskSheetRow => {
    const cell = (column: TaskColumn) => (cells[headers.indexOf(column)] ?? '').trim();
    const broken = TASK_COLUMNS.flatMap(({ header }) => brokenCell(`/${header}`, cell(header)) ?? []);
    const said = readCells(cell, by);
    const known = new Set(broken.map(({ pointer }) => pointer));
    const blank = TASK_COLUMNS.every(({ header }) => header === 'no' || cell(header) === '');
    return {
      ...{ sheet, row, blank, task: said.task },
      faults: [...broken, ...said.faults.filter((one) => !known.has(one.pointer))],
    };
  });
  const filled = read.filter(({ blank }) => !blank);
  number(filled, by.known);
  inherit(filled);
  return read;
}

/** Controls, which no paper has. */
const UNSAFE = /[^\P{C}\n\r\t]/u;
const oneLine = (text: string) => text.replace(/\s+/gu, ' ').trim();

/** Parts of a cell, without the dashes that lists begin with. */
export function partsOf(text: string): string[] {
  return text
    .split(/[;\n\r]+/)
    .map((part) =>
      oneLine(part)
        .replace(/^[-–•+*]\s*/, '')
        .replace(/[.;]+$/, '')
        .trim(),
    )
    .filter((part) => part !== '');
}

function readCells(
  cell: (column: TaskColumn) => string,
  { agencies, settings }: Pick<Reading, 'agencies' | 'settings'>,
): { task: TaskTerms; faults: Fault[] } {
  const faults: Fault[] = [];
  const text = (column: TaskColumn, most: number): string => {
    const value = cell(column);
    if (UNSAFE.test(value) || !value.isWellFormed()) faults.push(fault(`/${column}`, 'malformed_text'));
    else if (value.length > most) faults.push(tooLong(column, most));
    return value;
  };
  const title = oneLine(text('title', LONGEST.title));
  if (title === '') faults.push(fault('/title', 'required'));
  const named = (column: 'leads' | 'coordinators' | 'followers') => {
    const { codes, faults: wrong } = readAgencies(
      partsOf(text(column, LONGEST.content)),
      `/${column}`,
      agencies,
    );
    faults.push(...wrong);
    return codes;
  };
  const products = partsOf(text('products', LONGEST.content));
  faults.push(...listFaults('products', products));
  const task: TaskTerms = {
    no: oneLine(text('no', LONGEST.no)).replace(/[.)]+$/, ''),
    parent: oneLine(text('parent', LONGEST.no)).replace(/[.)]+$/, '') || null,
    title,
    content: text('content', LONGEST.content).trim() || null,
    leads: named('leads'),
    coordinators: named('coordinators'),
    followers: named('followers'),
    deadline: deadlineOfCell(text('deadline', LONGEST.words), settings),
    products,
  };
  return { task, faults };
}

const tooLong = (column: string, most: number): Fault =>
  fault(`/${column}`, 'invalid_value', { why: `at most ${most} characters`, whyVi: `tối đa ${most} ký tự` });

/** What is wrong with several of a kind. */
export function listFaults(column: string, all: readonly string[]): Fault[] {
  if (all.length > MOST_NAMED)
    return [
      fault(`/${column}`, 'invalid_value', {
        why: `at most ${MOST_NAMED}`,
        whyVi: `tối đa ${MOST_NAMED} mục`,
      }),
    ];
  const tooLongOnes = all.some((one) => one.length > LONGEST.name);
  if (tooLongOnes) return [tooLong(column, LONGEST.name)];
  if (new Set(all).size < all.length)
    return [
      fault(`/${column}`, 'invalid_value', { why: 'the same twice', whyVi: 'có mục được nhập hai lần' }),
    ];
  return [];
}

/**
 * Codes of those that are named. Words that are nobody's name stay as they are written, as papers name groups and bodies
 * that are no agency of the province; what was meant for a code is refused.
 */
export function readAgencies(
  given: readonly string[],
  pointer: string,
  agencies: Agencies,
): { codes: string[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const codes: string[] = [];
  const take = (found: string | Fault) => {
    if (typeof found !== 'string') faults.push(found);
    else if (!codes.includes(found)) codes.push(found);
  };
  for (const name of given) {
    const found = agencies.find(name, pointer);
    if (found !== undefined) {
      take(found);
      continue;
    }
    const parts = name.split(/\s*,\s*/).map((part) => agencies.find(part, pointer));
    if (parts.length > 1 && parts.every((one) => one !== undefined)) {
      for (const one of parts) take(one);
      continue;
    }
    if (!looksLikeCode(name)) take(name);
    else
      faults.push(
        fault(pointer, 'invalid_value', {
          why: `there is no agency “${name.slice(0, 80)}” here`,
          whyVi: `chưa có cơ quan “${name.slice(0, 80)}” trong danh mục; thêm ở Quản trị, Cơ quan hoặc nhập mã`,
        }),
      );
  }
  return { codes, faults: [...faults, ...listFaults(pointer.slice(1), codes)] };
}

/** A deadline as a cell has it: words, or a day as spreadsheets keep it. */
function deadlineOfCell(text: string, settings: DeadlineSettings): Deadline {
  const read = readDeadline(text, settings);
  const isIso = /^\d{4}-\d{2}-\d{2}/.test(text);
  if (read.kind !== 'unread' && !isIso) return read;
  const [day, other] = isIso || /^\d{5}$/.test(text) ? dayReadings(text) : [];
  return day !== undefined && other === undefined ? deadlineOfDay(day) : read;
}

const ROMAN = /^[IVX]+$/;
/** What two ways of writing a number have in common. */
export const numberKey = (no: string): string =>
  no
    .replace(/\s+/g, '')
    .replace(/[.)]+$/, '')
    .toLowerCase();

/**
 * Gives each row its number and what it is a part of: by the column, else by its number (3.1 is a part of 3, a of the
 * number above it, what stands below II of II). The same number twice is a fault, and so is a part of itself.
 */
function number(rows: readonly TaskSheetRow[], known: readonly string[]): void {
  const groups = rows.some(({ task }) => ROMAN.test(task.no));
  const all = new Map(known.map((no) => [numberKey(no), no]));
  const inSheet = new Map<string, TaskSheetRow>();
  const counts = new Map<string, number>();
  for (const { task } of rows) counts.set(numberKey(task.no), (counts.get(numberKey(task.no)) ?? 0) + 1);
  let group: string | null = null;
  let numbered: string | null = null;
  let next = 1;
  for (const one of rows) {
    const { task } = one;
    if (task.no === '') {
      while (all.has(String(next)) || inSheet.has(String(next))) next += 1;
      task.no = String(next);
    }
    const isRoman = groups && ROMAN.test(task.no);
    const isLetter = !isRoman && /^(?:\p{Ll}|đ)$/u.test(task.no.toLowerCase());
    if (isRoman) {
      group = task.no;
      numbered = null;
    } else if (isLetter && numbered !== null && task.parent === null) {
      task.parent = numbered;
      task.no = `${numbered}.${task.no}`;
    } else {
      const isAgain = group !== null && (counts.get(numberKey(task.no)) ?? 0) > 1;
      if (isAgain && group !== null) task.no = `${group}.${task.no}`;
      numbered = task.no;
    }
    const key = numberKey(task.no);
    if (inSheet.has(key))
      one.faults.push(
        fault('/no', 'invalid_value', {
          why: `number ${task.no} stands in row ${inSheet.get(key)?.row} already`,
          whyVi: `số ${task.no} đã có ở dòng ${inSheet.get(key)?.row}`,
        }),
      );
    else inSheet.set(key, one);
    if (task.parent === null && !isRoman) {
      const above = parentByNumber(task.no, (no) => inSheet.get(no)?.task.no ?? all.get(no));
      task.parent = above ?? (group !== null && numberKey(group) !== key ? group : null);
    }
  }
  for (const one of rows) {
    const { parent } = one.task;
    if (parent === null) continue;
    const above = inSheet.get(numberKey(parent));
    if (!above && !all.has(numberKey(parent)))
      one.faults.push(
        fault('/parent', 'invalid_value', {
          why: `there is no task ${parent}`,
          whyVi: `không có nhiệm vụ số ${parent}`,
        }),
      );
    else if (isInCircle(one, (no) => inSheet.get(numberKey(no))?.task)) one.faults.push(circle());
  }
}

export const circle = (): Fault =>
  fault('/parent', 'invalid_value', {
    why: 'the task is a part of itself',
    whyVi: 'nhiệm vụ cấp trên lại là chính nó hoặc nhiệm vụ con của nó',
  });

function parentByNumber(no: string, known: (key: string) => string | undefined): string | null {
  const steps = numberKey(no).split('.');
  for (let count = steps.length - 1; count > 0; count -= 1) {
    const found = known(steps.slice(0, count).join('.'));
    if (found !== undefined) return found;
  }
  const lettered = /^(\d+)[a-zđ]$/.exec(numberKey(no));
  return lettered ? (known(lettered[1] ?? '') ?? null) : null;
}

function isInCircle(of: TaskSheetRow, find: (no: string) => TaskTerms | undefined): boolean {
  const seen = new Set<TaskTerms>();
  for (let at: TaskTerms | undefined = of.task; at; at = at.parent === null ? undefined : find(at.parent)) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

/** A part without a deadline has that of the whole; whoever leads is named at the parts or at the whole. */
function inherit(rows: readonly TaskSheetRow[]): void {
  const byNumber = new Map(rows.map((one) => [numberKey(one.task.no), one.task]));
  const above = ({ parent }: TaskTerms) => (parent === null ? undefined : byNumber.get(numberKey(parent)));
  const withParts = new Set(rows.flatMap(({ task }) => above(task) ?? []));
  for (const { task, faults } of rows) {
    if (faults.some(({ pointer }) => pointer === '/parent')) continue;
    for (let whole = above(task), left = rows.length; whole && left > 0; whole = above(whole), left -= 1)
      if (task.deadline.asWritten === '' && whole.deadline.asWritten !== '') task.deadline = whole.deadline;
    const isNamed =
      task.leads.length > 0 || withParts.has(task) || faults.some(({ pointer }) => pointer === '/leads');
    if (!isNamed && !leadsAbove(task, above)) faults.push(fault('/leads', 'required'));
  }
}

function leadsAbove(task: TaskTerms, above: (one: TaskTerms) => TaskTerms | undefined): boolean {
  let left = 20;
  for (let whole = above(task); whole && left > 0; whole = above(whole), left -= 1)
    if (whole.leads.length > 0) return true;
  return false;
}
