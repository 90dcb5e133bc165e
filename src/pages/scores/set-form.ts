import { z } from 'zod';
import { sentFile } from '../../http/multipart.ts';
import { Problem } from '../../http/problems.ts';
import { readUpload } from '../../intake/sheet-read.ts';
import { type Objection, Refused } from '../../refused.ts';
import { atRow, readSetSheet } from '../../scores/set-sheet.ts';
import { CRITERIA_LAYOUT } from '../../scores/sheet-rules.ts';
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

/**
 * The set that a form and its sheet say, and what makes of a later objection one at the form, with the row of the sheet.
 * @throws {Refused} with each field and row that cannot be read
 */
export async function readSet(
  body: z.infer<typeof setForm>,
  bodyLimit: number,
): Promise<{ set: Omit<CriteriaSet, 'version'>; at(error: unknown): unknown }> {
  const given = readFile('file', body.file, {
    none: ['Chọn một tệp Excel hoặc CSV có dữ liệu.', 'Choose an Excel or CSV file that holds something.'],
    cut: ['Tệp quá lớn.', 'The file is too large.'],
  });
  const found = await orRefused('file', () => readUpload(given.bytes, CRITERIA_LAYOUT, bodyLimit));
  /** The file is one field of the form; its rows are told in words. */
  const inFile = ({ field, vi, en }: Objection): Objection => {
    const row = atRow(field);
    if (row !== undefined) return { field: 'file', vi: `Dòng ${row}: ${vi}`, en: `Row ${row}: ${en}` };
    return { field: field in setForm.shape ? field : 'file', vi, en };
  };
  try {
    const { set, placed } = readSetSheet(body, found);
    return { set, at: (error) => atSet(error, (one) => inFile(placed(one))) };
  } catch (error) {
    throw atSet(error, inFile);
  }
}

/** What storing a set is refused for, at the fields of the form that says it. */
export function atSet(error: unknown, place: (one: Objection) => Objection): unknown {
  if (error instanceof Refused) return new Refused(error.objections.map(place));
  if (error instanceof Problem && error.code === 'conflict')
    return new Refused([
      { field: 'code', vi: 'Mã này đã có bộ tiêu chí khác dùng.', en: 'Another set has this code.' },
    ]);
  return error;
}
