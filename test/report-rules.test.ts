import { describe, expect, it } from 'vitest';
import type { Gap } from '../src/collect/types.ts';
import { fault } from '../src/faults.ts';
import type { RecordRow } from '../src/intake/store.ts';
import type { Value, Values } from '../src/intake/types.ts';
import { sayIn } from '../src/pages/language.tsx';
import { changesBetween } from '../src/pages/report/changes.ts';
import { type ReportDeadline, reportDeadline } from '../src/pages/report/deadline.ts';
import { shownOf } from '../src/pages/report/facts.ts';
import { fieldFaults } from '../src/pages/report/faults.ts';
import {
  BLANK,
  fieldNames,
  fieldsOf,
  readTyped,
  readValue,
  type Typed,
  typedOf,
} from '../src/pages/report/fields.ts';
import { mergeReports } from '../src/pages/report/merge.ts';
import { stepsInOrder } from '../src/pages/report/order.ts';
import { readReport } from '../src/pages/report/read.ts';
import { valueText } from '../src/pages/report/words.ts';
import { instant } from './support/clock.ts';
import { indicator } from './support/registry.ts';

const vi = sayIn('vi');
const YES_NO = indicator('network.lan');
const RATIO = indicator('certificate.personal', { kind: 'ratio' });
const NUMBER = indicator('network.load', { kind: 'number' });
const DATE = indicator('certificate.expiry', { kind: 'date' });
const typed = (over: Partial<Typed>): Typed => ({ ...BLANK, ...over });

describe('fields and values', () => {
  it.each([
    ['yes', YES_NO, true],
    ['no', YES_NO, false],
    ['not known, of yes or no', YES_NO, null],
    ['two figures', RATIO, { have: 0, need: 16 }],
    ['thousands', RATIO, { have: 1234, need: 999_999_999 }],
    ['not known, of two figures', RATIO, null],
    ['a fraction', NUMBER, 12.5],
    ['three decimals, which could be thousands', NUMBER, 12.345],
    ['a day', DATE, '2027-03-01'],
  ] as [string, typeof YES_NO, Value][])('%s: what a page shows comes back as the same', (_, of, value) => {
    const shown = typedOf(of, value);
    const back = readTyped(Object.fromEntries(fieldsOf(of, shown)), of);
    expect(back).toEqual(shown);
    expect(readValue(of, back, shown)).toEqual({ value, faults: [] });
  });

  it.each([
    ['nothing is said', RATIO, {}, undefined],
    ['one half only, for the check to refuse', RATIO, { text: '14' }, { have: 14, need: undefined }],
    ['no number, kept for the check to refuse', RATIO, { text: 'x', need: '5' }, { have: 'x', need: 5 }],
    ['a comma before decimals', NUMBER, { text: '12,5' }, 12.5],
    ['a day as offices write it', DATE, { text: '1/3/2027' }, '2027-03-01'],
    ['a day that is none', DATE, { text: '31/2/2027' }, '31/2/2027'],
    ['an answer that the form does not have', YES_NO, { text: 'maybe' }, 'maybe'],
  ] as const)('%s', (_, of, over, value) => {
    expect(readValue(of, typed(over), BLANK)).toEqual({ value, faults: [] });
  });

  it('leaves blank what is of another kind than the question now is', () => {
    expect(typedOf(RATIO, true)).toEqual(BLANK);
    expect(typedOf(YES_NO, 3)).toEqual(BLANK);
  });

  it.each([
    ['“chưa rõ” was ticked, the figures left as they were', { text: '14', need: '16' }, null],
    ['figures were typed over an old “chưa rõ”', { unknown: true }, { have: 14, need: 16 }],
  ] as const)('%s: the one that was changed is meant', (_, shown, value) => {
    const both = typed({ text: '14', need: '16', unknown: true });
    expect(readValue(RATIO, both, typed(shown))).toEqual({ value, faults: [] });
  });

  it('asks when both were changed', () => {
    const { value, faults } = readValue(RATIO, typed({ text: '15', need: '16', unknown: true }), BLANK);
    expect(value).toBeUndefined();
    expect(faults.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/values/certificate.personal', 'unknown_and_value'],
    ]);
  });

  it('asks what “1.234” is', () => {
    const { faults } = readValue(RATIO, typed({ text: '1.234', need: '2000' }), BLANK);
    expect(faults.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/values/certificate.personal/have', 'ambiguous_number'],
    ]);
  });
});

describe('faults at their fields', () => {
  const told = (pointer: string, code: Parameters<typeof fault>[1], details = {}) =>
    fieldFaults([fault(pointer, code, { nameVi: RATIO.nameVi, ...details })], [YES_NO, RATIO, DATE], vi)[0];

  it.each([
    ['/values/certificate.personal', 'have_exceeds_need', 'q-certificate-personal-have', null],
    ['/values/certificate.personal/have', 'not_a_count', 'q-certificate-personal-have', 'have'],
    ['/values/certificate.personal/need', 'need_zero', 'q-certificate-personal-need', 'need'],
    ['/values/certificate.expiry', 'invalid_day', 'q-certificate-expiry-text', null],
    ['/values/network.lan', 'wrong_kind', 'q-network-lan-yes', null],
    ['/values', 'no_values', 'q-network-lan-yes', null],
    ['/note', 'note_too_long', 'note', null],
  ] as const)('%s leads to the field', (pointer, code, field, half) => {
    expect(told(pointer, code)).toMatchObject({ field, half });
  });

  it('are told beside the question without its name', () => {
    expect(told('/values/certificate.personal', 'have_exceeds_need', { have: 6, need: 5 })).toMatchObject({
      message: `“${RATIO.nameVi}”: số hiện có (6) lớn hơn số cần có (5). Kiểm tra lại hai số này.`,
      beside: 'Số hiện có (6) lớn hơn số cần có (5). Kiểm tra lại hai số này.',
    });
  });

  it('ask for the missing half, and for a day in the way offices write it', () => {
    expect(told('/values/certificate.personal/need', 'required')?.beside).toBe(
      'Cần đủ cả số hiện có và số cần có.',
    );
    expect(told('/values/certificate.expiry', 'invalid_day')?.beside).toContain('ví dụ 1/3/2027');
  });

  it('are one a field, in the order of the form', () => {
    const faults = [
      fault('/note', 'malformed_text'),
      fault('/values/certificate.expiry', 'invalid_day'),
      fault('/values/certificate.personal/have', 'ambiguous_number', { text: '1.234' }),
      fault('/values/certificate.personal/have', 'not_a_count'),
    ];
    const fields = fieldFaults(faults, [YES_NO, RATIO, DATE], vi).map((one) => one.field);
    expect(fields).toEqual(['q-certificate-personal-have', 'q-certificate-expiry-text', 'note']);
  });
});

describe('what to do next', () => {
  const gap = (state: Gap['state'], since: string): Gap => {
    return { state, since, code: 'not_yet', have: null, need: null, missing: null, of: null };
  };
  const order = (gaps: Record<string, Gap>) =>
    stepsInOrder(gaps, [YES_NO, RATIO, NUMBER, DATE]).map((step) => step.indicator.code);

  it.each([
    [
      'what lacks before what is not known, however old',
      { [YES_NO.code]: gap('unknown', '2025-09-01'), [DATE.code]: gap('unmet', '2025-09-20') },
      [DATE.code, YES_NO.code],
    ],
    [
      'the oldest first',
      { [YES_NO.code]: gap('unmet', '2025-09-20'), [RATIO.code]: gap('unmet', '2025-09-02') },
      [RATIO.code, YES_NO.code],
    ],
    [
      'of the same day as the catalogue has them',
      { [DATE.code]: gap('unmet', '2025-09-02'), [RATIO.code]: gap('unmet', '2025-09-02') },
      [RATIO.code, DATE.code],
    ],
    ['what is no longer asked is left out', { gone: gap('unmet', '2025-09-02') }, []],
  ])('%s', (_, gaps, expected) => {
    expect(order(gaps as Record<string, Gap>)).toEqual(expected);
  });
});

describe('what changed', () => {
  it('names what differs, what came and what was taken back', () => {
    const before = { a: true, b: { have: 1, need: 2 }, c: 3 };
    const after = { a: true, b: { need: 2, have: 2 }, d: null };
    expect(changesBetween(before, after, ['a', 'b', 'c', 'd'])).toEqual([
      { indicator: 'b', before: { have: 1, need: 2 }, after: { have: 2, need: 2 } },
      { indicator: 'c', before: 3, after: undefined },
      { indicator: 'd', before: undefined, after: null },
    ]);
  });

  it.each([
    [true, 'Có'],
    [false, 'Chưa'],
    [null, 'chưa rõ'],
    [undefined, '–'],
    [1234.5, '1.234,5 máy'],
    [{ have: 14, need: 1600 }, '14 / 1.600 máy'],
    ['2027-03-01', '1/3/2027'],
  ] as [Value | undefined, string][])('writes %j as offices do', (value, text) => {
    expect(valueText(value, 'máy', vi)).toBe(text);
  });
});

describe('reading and merging', () => {
  const revision = (number: number, values: Values, note: string | null = null): RecordRow => {
    const of = { locality: '11737', day: '2025-09-26', receivedAt: instant('2025-09-26 09:00') };
    return { ...of, revision: number, by: 'A', channel: 'form', values, note };
  };
  const asked = [YES_NO, RATIO, DATE];
  /** What is known of a day with these revisions, nothing having been said before it. */
  const facts = (...revisions: RecordRow[]) => {
    const questions = asked.map((of) => {
      const known = { indicator: of, last: undefined, stands: false };
      const shown = shownOf(known, revisions.at(-1)?.values ?? {});
      return { ...known, shown, requirement: null, register: undefined, doubt: undefined };
    });
    const condition = { code: 'all', nameVi: 'Tất cả', nameEn: 'All' };
    const inForce = new Set(['other.code', ...asked.map((of) => of.code)]);
    return { groups: [{ condition, questions, exempt: [] }], revisions, inForce };
  };
  const lan = fieldNames(YES_NO.code);
  const personal = fieldNames(RATIO.code);

  it('keeps what another way has reported and the form does not ask', () => {
    const read = readReport(
      { [lan.text]: 'no' },
      facts(revision(1, { 'other.code': 7, [YES_NO.code]: true })),
    );
    expect(read.values).toEqual({ 'other.code': 7, [YES_NO.code]: false });
  });

  it('lets go of what was retired since', () => {
    const read = readReport({ [lan.text]: 'no' }, facts(revision(1, { 'old.code': 7 })));
    expect(read.values).toEqual({ [YES_NO.code]: false });
  });

  it('a cleared field is no longer said', () => {
    const read = readReport({ [lan.text]: 'no' }, facts(revision(1, { [DATE.code]: '2027-03-01' })));
    expect(read.values).toEqual({ [YES_NO.code]: false });
  });

  it('takes from the newer report what was not touched, and shows the rest side by side', () => {
    const first = revision(1, { [YES_NO.code]: true, [RATIO.code]: { have: 1, need: 5 } }, 'Cũ');
    const second = revision(2, { [YES_NO.code]: false, [RATIO.code]: { have: 2, need: 5 } }, 'Mới');
    const known = facts(first, second);
    // Lan is left as it was shown; of the ratio 3 of 5 was typed over the 1 of 5 of the first report.
    const body = { [lan.text]: 'yes', [personal.text]: '3', [personal.need]: '5', note: 'Cũ' };
    const merged = mergeReports(known, readReport(body, known), 1);
    expect(merged.typed.get(YES_NO.code)?.text).toBe('no');
    expect(merged.typed.get(RATIO.code)?.text).toBe('3');
    expect(merged.note).toBe('Mới');
    expect(merged.notes).toBeNull();
    expect(merged.differences).toEqual([
      { indicator: RATIO, theirs: { have: 2, need: 5 }, mine: { have: 3, need: 5 } },
    ]);
  });

  it('both having said the same is no difference', () => {
    const known = facts(revision(1, { [YES_NO.code]: true }, 'Xong'));
    const body = { [lan.text]: 'yes', note: 'Xong' };
    const merged = mergeReports(known, readReport(body, known), 0);
    expect(merged.differences).toEqual([]);
    expect(merged.notes).toBeNull();
  });

  it('a note of one’s own stays beside the other’s', () => {
    const known = facts(revision(1, { [YES_NO.code]: true }, 'Của họ'));
    const merged = mergeReports(known, readReport({ note: 'Của tôi\r\nhai dòng' }, known), 0);
    expect(merged.notes).toEqual({ theirs: 'Của họ', mine: 'Của tôi\nhai dòng' });
  });
});

describe('the deadline of one report', () => {
  const DAY: ReportDeadline = {
    day: '2025-09-26',
    reporting: 'due',
    receivedAt: null,
    cutoff: instant('2025-09-26 16:00'),
    lock: instant('2025-10-02 00:00'),
  };
  it.each([
    ['due', {}, '2025-09-26 13:45', 'Chưa báo cáo. Hạn gửi: 16:00 hôm nay.'],
    [
      'on the stroke of the cutoff',
      { reporting: 'missing' },
      '2025-09-26 16:00',
      'Chưa gửi báo cáo. Đã quá hạn gửi (16:00); hệ thống vẫn nhận báo cáo muộn đến hết ngày 1/10/2025.',
    ],
    [
      'on time, and open',
      { reporting: 'on_time', receivedAt: instant('2025-09-26 08:12') },
      '2025-09-26 09:00',
      'Đã báo cáo lúc 08:12, đúng hạn. Anh/chị sửa được đến hết ngày 1/10/2025.',
    ],
    [
      'late, on another day, and locked',
      { reporting: 'late', receivedAt: instant('2025-09-29 08:12') },
      '2025-10-02 00:00',
      'Đã báo cáo lúc 08:12 ngày 29/9/2025, quá hạn.',
    ],
    [
      'reopened for a while',
      { reporting: 'missing', lock: instant('2025-10-08 17:00') },
      '2025-10-07 09:00',
      'Chưa gửi báo cáo. Đã quá hạn gửi (16:00); hệ thống vẫn nhận báo cáo muộn đến 17:00 ngày 8/10/2025.',
    ],
    ['nothing came', { reporting: 'missing' }, '2025-10-02 00:00', 'Không có báo cáo của ngày này.'],
    [
      'no day of reports',
      { reporting: 'not_due' },
      '2025-09-26 13:45',
      'Không phải ngày báo cáo. Anh/chị vẫn gửi được đến hết ngày 1/10/2025.',
    ],
  ] as [string, Partial<ReportDeadline>, string, string][])('%s', (_, over, at, text) => {
    expect(reportDeadline({ ...DAY, ...over }, instant(at), vi)).toBe(text);
  });
});
