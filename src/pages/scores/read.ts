import { Refused } from '../../refused.ts';
import type { SaidList } from '../../scores/round-change.ts';
import type { Criterion } from '../../scores/types.ts';
import type { FormBody } from '../parts/filled.ts';

/** What the fields of criteria say; what is blank is not said. @throws {Refused} at the field that is no number */
export function readSaid(set: readonly Criterion[], body: FormBody): SaidList {
  const wrong = set.flatMap(({ code }) => {
    const text = (body[`f.${code}`] ?? '').trim();
    return text === '' || FIGURE.test(text)
      ? []
      : [{ field: `f.${code}`, vi: 'Nhập một số.', en: `“${text}” is not a number.` }];
  });
  if (wrong.length > 0) throw new Refused(wrong);
  return set.flatMap(({ code, how }) => {
    const text = (name: string) => (body[`${name}.${code}`] ?? '').trim();
    const figure = text('f') === '' ? undefined : Number(text('f').replace(',', '.'));
    const word = text('w');
    const evidence = text('e')
      .split(';')
      .map((one) => one.trim())
      .filter(Boolean);
    if (figure === undefined && word === '' && text('n') === '' && evidence.length === 0) return [];
    return [
      {
        code,
        ...(figure === undefined ? {} : how === 'hand' ? { points: figure } : { value: figure }),
        ...(word === 'notApplicable' ? { notApplicable: true } : word === 'unknown' ? { unknown: true } : {}),
        ...(text('n') === '' ? {} : { note: text('n') }),
        ...(evidence.length === 0 ? {} : { evidence }),
      },
    ];
  });
}

/** Objections of the verbs at the fields of the form: `criteria/2/points` is of the third that was said. */
export function atFields(said: SaidList, field: string): string {
  const found = /^criteria\/(\d+)\/(\w+)$/.exec(field);
  if (!found) return field;
  const code = said[Number(found[1])]?.code ?? '';
  const name = { note: 'n', evidence: 'e' }[found[2] ?? ''] ?? 'f';
  return `${name}.${code}`;
}

const FIGURE = /^-?\d{1,9}([.,]\d{1,6})?$/;
