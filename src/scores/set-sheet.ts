import { type Objection, Refused } from '../refused.ts';
import type { Found } from '../sheets/find-rows.ts';
import { readCriteria, readFigure, readGrades, rowOf } from './sheet-rules.ts';
import type { CriteriaSet } from './types.ts';

/** What stands beside the rows of criteria, each as it is typed. */
export interface SetHead {
  code: string;
  nameVi: string;
  /** Code of a province, or `*`. */
  province: string;
  /** Points at most; blank: what the groups add up to. */
  max: string;
  /** “Tốt: 80–100”, one a line or parted by “;”; blank: none. */
  grades: string;
}

const CODE = /^[a-z][a-z0-9-]{1,49}$/;

/** What is wrong in a row of criteria stands at `rows/3`, as the sheet counts. */
export const atRow = (field: string): number | undefined => {
  const found = /^rows\/(\d+)$/.exec(field);
  return found ? Number(found[1]) : undefined;
};

/**
 * The set that rows of criteria make together with what stands beside them, and what puts a later objection to it where
 * it was written. Pure.
 * @throws {Refused} with all that cannot be read, at its field or row
 */
export function readSetSheet(
  { code: codeText, nameVi: nameText, province, max: maxText, grades: gradesText }: SetHead,
  found: Pick<Found, 'headers' | 'rows'>,
): { set: Omit<CriteriaSet, 'version'>; placed: (one: Objection) => Objection } {
  const wrong: Objection[] = [];
  const say = (field: string, vi: string, en: string) => void wrong.push({ field, vi, en });
  const [code, nameVi] = [codeText.trim(), nameText.trim()];
  if (!CODE.test(code))
    say('code', 'Mã gồm chữ thường không dấu, số, dấu gạch.', 'Small letters, digits, dashes.');
  if (nameVi === '' || nameVi.length > 300) say('nameVi', 'Nhập tên bộ tiêu chí.', 'The set needs a name.');
  const { grades, unread } = readGrades(gradesText);
  for (const text of unread)
    say('grades', `Xếp loại “${text}” không đọc được. Ghi như “Tốt: 80–100”.`, `“${text}” is no grade.`);
  const sheet = readCriteria(found);
  const added = sheet.groups.reduce((sum, group) => sum + Math.round(group.max * 100), 0) / 100;
  const max = maxText.trim() === '' ? added : readFigure(maxText.trim());
  if (max === null) say('max', 'Nhập tổng điểm tối đa, ví dụ 100.', 'Give the points at most, such as 100.');
  for (const { row, words } of sheet.faults) say(`rows/${row}`, ...words);
  if (wrong.length > 0) throw new Refused(wrong);
  const placed = ({ field, vi, en }: Objection): Objection => {
    if (field.startsWith('grades')) return { field: 'grades', vi, en };
    const row = rowOf(sheet, field);
    return row === undefined ? { field, vi, en } : { field: `rows/${row}`, vi, en };
  };
  const set = { code, nameVi, province, max: max ?? 0, groups: sheet.groups, grades };
  return { set, placed };
}
