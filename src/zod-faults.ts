import type { z } from 'zod';
import { type Fault, fault, pointerStep } from './faults.ts';

type Issue = z.core.$ZodIssue;

const TYPES_VI: Record<string, string> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  boolean: 'có/không (true/false)',
  object: 'một đối tượng',
  array: 'một danh sách',
  record: 'một đối tượng',
};

/** What a limit counts. */
const UNITS_VI: Record<string, string> = { string: ' ký tự', array: ' mục' };

/** Turns what zod found into the faults an answer lists, each unknown key and each field by itself. */
export function zodFaults(issues: readonly Issue[], prefix = ''): Fault[] {
  return issues.flatMap((issue) => {
    const at = prefix + issue.path.map((step) => `/${pointerStep(step)}`).join('');
    switch (issue.code) {
      case 'unrecognized_keys':
        return unknownKeys(issue.keys, (name) => `${at}/${pointerStep(name)}`, at);
      case 'invalid_type':
        return issue.input === undefined
          ? fault(at, 'required')
          : fault(at, 'wrong_type', {
              expected: issue.expected,
              expectedVi: TYPES_VI[issue.expected] ?? issue.expected,
            });
      case 'custom':
        return issue.params?.code === 'invalid_day' || issue.params?.code === 'malformed_text'
          ? fault(at, issue.params.code)
          : fault(at, 'invalid_value', { why: issue.message, whyVi: whyVi(issue) });
      default:
        return fault(at, 'invalid_value', { why: issue.message, whyVi: whyVi(issue) });
    }
  });
}

/** So many slips of the pen are named one by one; more are another document, which is said once. */
const NAMED_EACH = 20;

/** Faults of keys that nobody knows: each by itself at `pointerOf` it, or all as one `at` what holds them. */
export function unknownKeys(
  names: readonly string[],
  pointerOf: (name: string) => string,
  at: string,
  details: Record<string, unknown> = {},
): Fault[] {
  if (names.length > NAMED_EACH)
    return [fault(at, 'too_many_keys', { ...details, count: names.length, name: names[0] })];
  return names.map((name) => fault(pointerOf(name), 'unknown_key', { ...details, name }));
}

/** What zod says in English, in Vietnamese. */
function whyVi(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      return `cần ít nhất ${issue.minimum}${UNITS_VI[issue.origin] ?? ''}`;
    case 'too_big':
      return `nhiều nhất ${issue.maximum}${UNITS_VI[issue.origin] ?? ''}`;
    case 'invalid_value':
      return `chỉ nhận ${issue.values.map(String).join(', ')}`;
    default:
      return 'không đúng dạng';
  }
}
