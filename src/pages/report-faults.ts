import { type Fault, fault } from '../faults.ts';
import type { Indicator } from '../registry/types.ts';
import { pointerTo } from './report-fields.ts';

/** Faults of a record as the form tells them: beside a field, and in its words. Pure. */

export interface FieldFault {
  /** Id of the field to go to. */
  field: string;
  message: string;
}

/** Ids of the fields of an indicator; the first is the one that links go to. */
export function fieldIds({ code, kind }: Pick<Indicator, 'code' | 'kind'>) {
  const id = `q-${code.replaceAll('.', '-')}`;
  const first = { boolean: `${id}-yes`, ratio: `${id}-have`, number: `${id}-text`, date: `${id}-text` };
  return { question: id, first: first[kind], need: `${id}-need`, hint: `${id}-hint`, error: `${id}-error` };
}

const NOTE_FIELD = 'note';

/** One line a fault, each where it belongs. Of a field and code that come twice the first is kept. */
export function fieldFaults(
  faults: readonly Fault[],
  indicators: readonly Indicator[],
): (FieldFault & { indicator: string | null })[] {
  const seen = new Set<string>();
  return faults.flatMap((one) => {
    const indicator = indicators.find((other) => isAt(one.pointer, pointerTo(other)));
    const need = one.pointer.endsWith('/need');
    const first = indicators[0] ? fieldIds(indicators[0]).first : NOTE_FIELD;
    const ids = indicator && fieldIds(indicator);
    const field = one.pointer === '/note' ? NOTE_FIELD : ids ? (need ? ids.need : ids.first) : first;
    // A figure that can be read in two ways is no figure, too; the first says it better.
    if (seen.has(field)) return [];
    seen.add(field);
    return [{ field, message: messageOf(one, indicator), indicator: indicator?.code ?? null }];
  });
}

function isAt(pointer: string, root: string): boolean {
  return pointer === root || pointer.startsWith(`${root}/`);
}

/** The words for people who fill in fields, where those for programs would not help them. */
function messageOf(one: Fault, indicator: Indicator | undefined): string {
  switch (one.code) {
    case 'required':
      return indicator
        ? fault(one.pointer, 'half_ratio', { nameVi: indicator.nameVi }).messageVi
        : one.messageVi;
    case 'invalid_day':
      return indicator
        ? `“${indicator.nameVi}”: ngày này không có thật. Ghi ngày/tháng/năm, ví dụ 1/3/2027.`
        : one.messageVi;
    case 'malformed_text':
      return 'Ghi chú có ký tự không đọc được. Anh/chị xoá chỗ đó rồi gõ lại.';
    case 'no_values':
      return 'Báo cáo chưa có số liệu nào. Điền ít nhất một mục.';
    default:
      return one.messageVi;
  }
}
