import { type Fault, fault, pointerStep } from '../../faults.ts';
import { isRatio, type Value } from '../../intake/types.ts';
import { KIND_FACTS } from '../../registry/indicator-kinds.ts';
import type { Indicator, IndicatorKind } from '../../registry/types.ts';
import { isAmbiguous, readDay, readNumber } from '../../sheets/cells.ts';

/** What stands in the fields of the report form, and what it means. Pure. */

/** One question as filled in, before anything is known to be right. */
export interface Typed {
  /** `yes` or `no` of a boolean; a date or figure as typed; of a ratio what there is. */
  text: string;
  /** Of a ratio what is needed; blank otherwise. */
  need: string;
  /** "Chưa rõ" is chosen. */
  unknown: boolean;
}

/** How an indicator is asked: yes, no or not known; one figure or two; a day. */
export const ASKED_BY: Record<IndicatorKind, 'choice' | 'figures' | 'day'> = {
  boolean: 'choice',
  ratio: 'figures',
  number: 'figures',
  date: 'day',
};

export const BLANK: Typed = { text: '', need: '', unknown: false };

/** Names of the fields of an indicator. */
export function fieldNames(code: string) {
  const name = `values.${code}`;
  return { text: name, need: `${name}.need`, unknown: `${name}.unknown` };
}

/** What the fields show of a value; blank where there is none, or one of another kind. */
export function typedOf(indicator: Indicator, value: Value | undefined): Typed {
  if (value === undefined) return BLANK;
  if (value === null) return { ...BLANK, unknown: true };
  switch (indicator.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? { ...BLANK, text: value ? 'yes' : 'no' } : BLANK;
    case 'ratio':
      return isRatio(value) ? { ...BLANK, text: String(value.have), need: String(value.need) } : BLANK;
    case 'number':
      return typeof value === 'number' ? { ...BLANK, text: figureText(value) } : BLANK;
    case 'date':
      return typeof value === 'string' ? { ...BLANK, text: value } : BLANK;
  }
}

/** A figure so that it reads back as itself: three decimals alone could be thousands. */
function figureText(value: number): string {
  const text = String(value).replace('.', ',');
  return isAmbiguous(text) ? `${text}0` : text;
}

/** What a form brought back of one indicator. */
export function readTyped(body: Record<string, string>, { code, kind }: Indicator): Typed {
  const names = fieldNames(code);
  const text = (body[names.text] ?? '').trim();
  if (ASKED_BY[kind] === 'choice' && text === 'unknown') return { ...BLANK, unknown: true };
  return { text, need: (body[names.need] ?? '').trim(), unknown: body[names.unknown] !== undefined };
}

/** The fields that would bring an answer back. */
export function fieldsOf({ code, kind }: Indicator, typed: Typed): [name: string, value: string][] {
  const names = fieldNames(code);
  if (typed.unknown) return ASKED_BY[kind] === 'choice' ? [[names.text, 'unknown']] : [[names.unknown, 'on']];
  if (typed.text === '' && typed.need === '') return [];
  return KIND_FACTS[kind].halves
    ? [
        [names.text, typed.text],
        [names.need, typed.need],
      ]
    : [[names.text, typed.text]];
}

export interface Read {
  /** As a record takes it, for the check of the record to judge; undefined when nothing was said. */
  value: unknown;
  faults: Fault[];
}

/**
 * What the fields say. `shown` is what stood in them when the page was made: where both a figure and
 * "chưa rõ" are left, the one that was changed is meant.
 */
export function readValue(indicator: Indicator, typed: Typed, shown: Typed): Read {
  const blank = typed.text === '' && typed.need === '';
  if (typed.unknown && !blank && !shown.unknown) {
    const untouched = typed.text === shown.text && typed.need === shown.need;
    if (untouched) return { value: null, faults: [] };
    const names = { name: indicator.nameEn, nameVi: indicator.nameVi };
    return { value: undefined, faults: [fault(pointerTo(indicator), 'unknown_and_value', names)] };
  }
  if (blank) return { value: typed.unknown ? null : undefined, faults: [] };
  switch (indicator.kind) {
    case 'boolean':
      return { value: typed.text === 'yes' ? true : typed.text === 'no' ? false : typed.text, faults: [] };
    case 'date':
      return { value: readDay(typed.text) ?? typed.text, faults: [] };
    case 'number':
      return { value: readFigure(typed.text), faults: ambiguous(pointerTo(indicator), typed.text) };
    case 'ratio':
      return {
        value: { have: readFigure(typed.text), need: readFigure(typed.need) },
        faults: [
          ...ambiguous(`${pointerTo(indicator)}/have`, typed.text),
          ...ambiguous(`${pointerTo(indicator)}/need`, typed.need),
        ],
      };
  }
}

function readFigure(text: string): unknown {
  return text === '' ? undefined : (readNumber(text) ?? text);
}

function ambiguous(pointer: string, text: string): Fault[] {
  return isAmbiguous(text) ? [fault(pointer, 'ambiguous_number', { text })] : [];
}

export function pointerTo({ code }: Indicator): string {
  return `/values/${pointerStep(code)}`;
}
