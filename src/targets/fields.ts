import { orNone, readChoice, readDay, readInteger, readText } from '../fields.ts';
import { refuse, together } from '../refused.ts';
import { FIRST_YEAR, LAST_YEAR } from './rules.ts';
import { BETWEEN, COMPARATORS, type PathPoint } from './types.ts';
import type { TargetGiven } from './verbs.ts';

/** A target as it is typed, at the shell or in the form; what is blank is none. @throws {Refused} with all that is wrong */
export function readTarget(given: Record<string, string | undefined>): TargetGiven {
  const text = (name: string) => given[name]?.trim() ?? '';
  const optional = <T>(name: string, read: (field: string, text: string) => T): T | null =>
    text(name) === '' ? null : orNone(text(name), (typed) => read(name, typed));
  const [from, comparator, value, year, path, asWritten, nameVi, unit, source] = together(
    () => readDay('from', text('from')),
    () => optional('comparator', (field, typed) => readChoice(field, typed, COMPARATORS)),
    () => optional('target', readFigure),
    () => optional('year', (field, typed) => readInteger(field, typed, FIRST_YEAR, LAST_YEAR)),
    () => readPath('path', text('path')),
    () => readText('as-written', text('as-written'), 1_000),
    () => optional('name-vi', (field, typed) => readText(field, typed, 300)),
    () => optional('unit', (field, typed) => readText(field, typed, 50)),
    () => optional('source', (field, typed) => readText(field, typed, 300)),
  );
  return {
    programme: text('programme'),
    indicator: text('indicator'),
    locality: text('locality') === '' ? null : text('locality'),
    from,
    comparator,
    value,
    year,
    path,
    between: text('between') === '' ? 'line' : readChoice('between', text('between'), BETWEEN),
    asWritten,
    ...(nameVi === null ? {} : { nameVi }),
    ...(unit === null ? {} : { unit }),
    source,
  };
}

/** Years with their values: `2025:50, 2028:70`, one after another or a line each. @throws {Refused} */
function readPath(field: string, text: string): PathPoint[] {
  const parts = text.split(/[\n,;]+/).map((one) => one.trim());
  return parts
    .filter((one) => one !== '')
    .map((one) => {
      const found = /^(\d{4})\s*[:=]\s*(-?\d{1,9}(?:\.\d{1,6})?)$/.exec(one);
      if (!found)
        refuse(field, [
          'Nhập lộ trình dạng năm:giá trị, cách nhau bằng dấu phẩy, ví dụ 2025:50, 2028:70.5.',
          `“${one}” is not a year with its value; write 2025:50, 2028:70.5.`,
        ]);
      return { year: Number(found[1]), value: Number(found[2]) };
    });
}

/** A figure, negative ones too; a comma is how Vietnamese offices write it. @throws {Refused} */
function readFigure(field: string, text: string): number {
  if (!/^-?\d{1,12}([.,]\d{1,6})?$/.test(text)) refuse(field, ['Nhập một số.', `“${text}” is not a number.`]);
  return Number(text.replace(',', '.'));
}
