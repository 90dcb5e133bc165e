import type { Objection } from '../../refused.ts';
import { atRow, readSetSheet } from '../../scores/set-sheet.ts';
import { CRITERIA_COLUMNS } from '../../scores/sheet-rules.ts';
import type { CriteriaSet } from '../../scores/types.ts';
import type { FormBody } from '../parts/filled.ts';
import { atSet } from './set-form.ts';

/** A criteria set as the fields of a form, a row a criterion as in its sheet, and back. Pure. */

/** Criteria of a form at most; more come as a sheet. */
export const MOST_ROWS = 80;
/** Blank rows that a new form has, and that a button adds. */
const MORE = 4;

const HEAD = ['code', 'nameVi', 'province', 'max', 'grades'] as const;
const COLUMNS = CRITERIA_COLUMNS.map(({ header }) => header);
export type SetColumn = (typeof COLUMNS)[number];
export const rowField = (place: number, column: SetColumn) => `row-${place}-${column}`;

export function rowCount({ rows }: FormBody): number {
  const count = Number(rows);
  return Number.isInteger(count) ? Math.min(Math.max(count, 1), MOST_ROWS) : MORE;
}

const written = (figure: number) => String(figure).replace('.', ',');

/** What the form says to begin with: of a set its latest version, else nothing. */
export function toForm(set: CriteriaSet | null): FormBody {
  if (!set) return { rows: String(MORE) };
  const rows = set.groups.flatMap(({ nameVi: group, max: groupMax, criteria }) =>
    criteria.map(
      (one, at): Record<SetColumn, string> => ({
        group: at === 0 ? group : '',
        groupMax: at === 0 ? written(groupMax) : '',
        ...{ code: one.code, nameVi: one.nameVi, max: written(one.max), how: one.figure ?? one.how },
        steps: one.steps
          .map(({ from, to, points }) => `${written(from)}–${written(to)}: ${written(points)}`)
          .join('\n'),
        ...{ evidence: one.evidence ?? '', verifier: one.verifier ?? '' },
      }),
    ),
  );
  const grades = set.grades.map(({ grade, from, to }) => `${grade}: ${written(from)}–${written(to)}`);
  return {
    ...{ code: set.code, nameVi: set.nameVi, province: set.province, max: written(set.max) },
    grades: grades.join('\n'),
    ...fieldsOf(rows),
  };
}

/** The form with more rows at its end, one more below a row, or one less; null where another button was pressed. */
export function rearranged(body: FormBody): FormBody | null {
  const [, act, place] = /^(add|below|remove)(?:-(\d{1,2}))?$/.exec(body.intent ?? '') ?? [];
  if (act === undefined) return null;
  const rows = rowsOf(body);
  if (act === 'remove') rows.splice(Number(place), 1);
  else if (act === 'below') rows.splice(Number(place) + 1, 0, blank());
  else rows.push(...Array.from({ length: MORE }, blank));
  if (rows.length === 0) rows.push(blank());
  const rest = Object.entries(body).filter(([name]) => !/^row-/.test(name) && name !== 'intent');
  return { ...Object.fromEntries(rest), ...fieldsOf(rows.slice(0, MOST_ROWS)) };
}

/**
 * The set that the form says, and what puts a later objection at its field.
 * @throws {Refused} with each field that cannot be read
 */
export function readSetForm(body: FormBody): {
  set: Omit<CriteriaSet, 'version'>;
  at(error: unknown): unknown;
} {
  const [code = '', nameVi = '', province = '', max = '', grades = ''] = HEAD.map((name) => body[name] ?? '');
  const rows = rowsOf(body).flatMap((cells, place) =>
    // How it is scored is always chosen, and makes no criterion by itself.
    COLUMNS.some((column) => column !== 'how' && cells[column].trim() !== '')
      ? [{ sheet: 0, row: place + 1, cells: COLUMNS.map((column) => cells[column]) }]
      : [],
  );
  const place = ({ field, vi, en }: Objection): Objection => {
    const row = atRow(field);
    if (row !== undefined) return { field: rowField(row - 1, 'nameVi'), vi, en };
    return { field: HEAD.some((name) => name === field) ? field : 'max', vi, en };
  };
  try {
    const { set, placed } = readSetSheet({ code, nameVi, province, max, grades }, { headers: COLUMNS, rows });
    return { set, at: (error) => atSet(error, (one) => place(placed(one))) };
  } catch (error) {
    throw atSet(error, place);
  }
}

function rowsOf(body: FormBody): Record<SetColumn, string>[] {
  return Array.from(
    { length: rowCount(body) },
    (_, place) =>
      Object.fromEntries(COLUMNS.map((column) => [column, body[rowField(place, column)] ?? ''])) as Record<
        SetColumn,
        string
      >,
  );
}

const blank = () => Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Record<SetColumn, string>;

function fieldsOf(rows: readonly Record<SetColumn, string>[]): FormBody {
  const fields = rows.flatMap((cells, place) =>
    COLUMNS.map((column) => [rowField(place, column), cells[column]] as const),
  );
  return { ...Object.fromEntries(fields), rows: String(rows.length) };
}
