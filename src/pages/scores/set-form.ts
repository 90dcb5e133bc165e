import { z } from 'zod';
import { sentFile } from '../../http/multipart.ts';
import { Problem } from '../../http/problems.ts';
import { readUpload } from '../../intake/sheet-read.ts';
import { type Objection, Refused } from '../../refused.ts';
import { CRITERIA_LAYOUT, readCriteria, readFigure, readGrades, rowOf } from '../../scores/sheet-rules.ts';
import type { CriteriaSet } from '../../scores/types.ts';
import { orRefused, readFile } from '../parts/filled.ts';

/** The form by which a criteria set comes as a sheet. */

export const setForm = z.object({
  file: sentFile.optional(),
  code: z.string().max(200).default(''),
  nameVi: z.string().max(1_000).default(''),
  province: z.string().max(10).default(''),
  max: z.string().max(20).default(''),
  grades: z.string().max(2_000).default(''),
});

const CODE = /^[a-z][a-z0-9-]{1,49}$/;

/**
 * The set that a form and its sheet say, and what makes of a later objection one at the form, with the row of the sheet.
 * @throws {Refused} with each field and row that cannot be read
 */
export async function readSet(
  body: z.infer<typeof setForm>,
  bodyLimit: number,
): Promise<{ set: Omit<CriteriaSet, 'version'>; at(error: unknown): unknown }> {
  const wrong: Objection[] = [];
  const say = (field: string, vi: string, en: string) => void wrong.push({ field, vi, en });
  const [code, nameVi] = [body.code.trim(), body.nameVi.trim()];
  if (!CODE.test(code))
    say('code', 'Mã gồm chữ thường không dấu, số, dấu gạch.', 'Small letters, digits, dashes.');
  if (nameVi === '' || nameVi.length > 300) say('nameVi', 'Nhập tên bộ tiêu chí.', 'The set needs a name.');
  const max = readFigure(body.max.trim());
  if (max === null) say('max', 'Nhập tổng điểm tối đa, ví dụ 100.', 'Give the points at most, such as 100.');
  const { grades, unread } = readGrades(body.grades);
  for (const text of unread)
    say('grades', `Xếp loại “${text}” không đọc được. Ghi như “Tốt: 80–100”.`, `“${text}” is no grade.`);
  const given = readFile('file', body.file, {
    none: ['Chọn một tệp Excel hoặc CSV có dữ liệu.', 'Choose an Excel or CSV file that holds something.'],
    cut: ['Tệp quá lớn.', 'The file is too large.'],
  });
  const found = await orRefused('file', () => readUpload(given.bytes, CRITERIA_LAYOUT, bodyLimit));
  const sheet = readCriteria(found);
  for (const { row, words } of sheet.faults)
    say('file', `Dòng ${row}: ${words[0]}`, `Row ${row}: ${words[1]}`);
  if (wrong.length > 0) throw new Refused(wrong);
  const set = { code, nameVi, province: body.province, max: max ?? 0, groups: sheet.groups, grades };
  const placed = ({ field, vi, en }: Objection): Objection => {
    if (field.startsWith('grades')) return { field: 'grades', vi, en };
    if (field === 'max') return { field, vi, en };
    const row = rowOf(sheet, field);
    return row === undefined
      ? { field: 'file', vi, en }
      : { field: 'file', vi: `Dòng ${row}: ${vi}`, en: `Row ${row}: ${en}` };
  };
  const at = (error: unknown): unknown => {
    if (error instanceof Refused) return new Refused(error.objections.map(placed));
    if (error instanceof Problem && error.code === 'conflict')
      return new Refused([
        { field: 'code', vi: 'Mã này đã có bộ tiêu chí khác dùng.', en: 'Another set has this code.' },
      ]);
    return error;
  };
  return { set, at };
}
