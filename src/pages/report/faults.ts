import type { Fault } from '../../faults.ts';
import type { Indicator } from '../../registry/types.ts';
import type { Say } from '../language.tsx';
import { pointerTo } from './fields.ts';
import { nameOf } from './words.ts';

/** Faults of a record as the form tells them: beside a field, and in its words. Pure. */

export interface FieldFault {
  /** Id of the field to go to. */
  field: string;
  message: string;
  /** The same beside the question, whose name need not be said again. */
  beside: string;
  /** Code of the indicator; null of what concerns none. */
  indicator: string | null;
  /** Which half of a ratio it is; null where both, or of another kind. */
  half: 'have' | 'need' | null;
}

/** Ids of the fields of an indicator; the first is the one that links go to. */
export function fieldIds({ code, kind }: Pick<Indicator, 'code' | 'kind'>) {
  const id = `q-${code.replaceAll('.', '-')}`;
  const first = { boolean: `${id}-yes`, ratio: `${id}-have`, number: `${id}-text`, date: `${id}-text` };
  return { question: id, first: first[kind], need: `${id}-need`, hint: `${id}-hint`, error: `${id}-error` };
}

export const NOTE_FIELD = 'note';

/** One line a field, in the order of the form; what belongs to no field leads to the first. */
export function fieldFaults(
  faults: readonly Fault[],
  indicators: readonly Indicator[],
  say: Say,
): FieldFault[] {
  const byField = new Map<string, FieldFault>();
  for (const one of faults) {
    const told = fieldFault(one, indicators, say);
    // A figure that can be read in two ways is no figure, too; what was found first says it better.
    if (!byField.has(told.field)) byField.set(told.field, told);
  }
  const place = new Map(indicators.map(({ code }, index) => [code, index]));
  const rank = (one: FieldFault) =>
    one.indicator === null ? indicators.length : (place.get(one.indicator) ?? 0);
  return [...byField.values()].sort((a, b) => rank(a) - rank(b));
}

function fieldFault(one: Fault, indicators: readonly Indicator[], say: Say): FieldFault {
  const indicator = indicators.find((other) => isAt(one.pointer, pointerTo(other)));
  const message = messageOf(one, indicator, say);
  if (!indicator) {
    const [first] = indicators;
    const field = one.pointer === '/note' || !first ? NOTE_FIELD : fieldIds(first).first;
    return { field, message, beside: message, indicator: null, half: null };
  }
  const ids = fieldIds(indicator);
  const half = one.pointer.endsWith('/have') ? 'have' : one.pointer.endsWith('/need') ? 'need' : null;
  return {
    field: half === 'need' ? ids.need : ids.first,
    message,
    beside: withoutName(message, nameOf(indicator, say)),
    indicator: indicator.code,
    half,
  };
}

function isAt(pointer: string, root: string): boolean {
  return pointer === root || pointer.startsWith(`${root}/`);
}

/** "“Máy in”: số có phải là …" becomes "Số có phải là …". */
function withoutName(message: string, name: string): string {
  const named = `“${name}”`;
  const rest = message.startsWith(named) ? message.slice(named.length).replace(/^:? /, '') : message;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** The words for people who fill in fields, where those for programs would not help them. */
function messageOf(one: Fault, indicator: Indicator | undefined, say: Say): string {
  const told = say(one.messageVi, one.message);
  const named = indicator ? `“${nameOf(indicator, say)}”: ` : '';
  switch (one.code) {
    case 'required':
      return indicator ? named + say('cần đủ cả số hiện có và số cần có.', 'both figures are needed.') : told;
    case 'not_a_count':
      return (
        named +
        (one.pointer.endsWith('/need')
          ? say('ô “Cần” phải là', '“Needed” must be')
          : say('ô “Có” phải là', '“Has” must be')) +
        say(' số nguyên từ 0 đến 999.999.999.', ' a whole number from 0 to 999.999.999.')
      );
    case 'invalid_day':
      return indicator
        ? named +
            say(
              'ngày này không có thật. Nhập ngày/tháng/năm, ví dụ 1/3/2027.',
              'there is no such day. Write day/month/year, such as 1/3/2027.',
            )
        : told;
    case 'malformed_text':
      return say(
        'Ghi chú có ký tự không đọc được. Anh/chị vui lòng xóa chỗ đó rồi gõ lại.',
        'The note holds characters that cannot be read. Remove them and type again.',
      );
    case 'no_values':
      return say(
        'Báo cáo chưa có số liệu nào. Anh/chị vui lòng điền ít nhất một chỉ tiêu.',
        'The report holds no figure yet. Fill in at least one.',
      );
    default:
      return told;
  }
}
