import { describe, expect, it } from 'vitest';
import type { Gap } from '../src/collect/types.ts';
import { costOf, NOTHING_GRANTED } from '../src/funding/need-rules.ts';
import { letterOf } from '../src/pages/gaps/letter.ts';
import type { ListedGap } from '../src/pages/gaps/rules.ts';
import { historyOf } from '../src/pages/locality/history.ts';
import { lastOf, monthAfter, monthBefore, weeksOf } from '../src/pages/locality/month.ts';
import { readSort, sortedBy, sortText } from '../src/pages/parts/sort.ts';
import type { Indicator } from '../src/registry/types.ts';
import { indicator as anIndicator } from './support/registry.ts';

const indicator = (code: string, more: Partial<Indicator> = {}): Indicator =>
  anIndicator(code, {
    kind: 'ratio',
    nameVi: code,
    nameEn: code,
    unit: 'máy',
    agency: 'Sở',
    basis: '',
    ...more,
  });

describe('a month', () => {
  it.each([
    ['2025-09', 5, 0, '2025-09-30', 'begins on a Monday'],
    ['2026-02', 5, 6, '2026-02-28', 'begins on a Sunday'],
    ['2027-02', 4, 0, '2027-02-28', 'fills its weeks'],
    ['2024-02', 5, 3, '2024-02-29', 'has a leap day'],
    ['2025-12', 5, 0, '2025-12-31', 'ends the year'],
  ])('%s has %i weeks, %i days before the first and ends on %s: it %s', (month, weeks, lead, last) => {
    const laid = weeksOf(month, (day) => day);
    expect(laid).toHaveLength(weeks);
    expect(laid.every((week) => week.length === 7)).toBe(true);
    expect(laid[0]?.indexOf(`${month}-01`)).toBe(lead);
    expect(lastOf(month)).toBe(last);
    expect(laid.flat().filter((day) => day !== null)).toHaveLength(Number(last.slice(8)));
    expect(monthBefore(monthAfter(month))).toBe(month);
  });
});

describe('the history of a condition', () => {
  const lan = indicator('network.lan');
  const row = (day: string, state: 'met' | 'unmet' | 'unknown') => ({
    day,
    conditions: { network: state },
    gaps: (state === 'met' ? {} : { 'network.lan': { state } }) as Record<string, Gap>,
  });
  const conditions = [
    { code: 'network', nameVi: 'Mạng', nameEn: 'Network' },
    { code: 'premises', nameVi: 'Trụ sở', nameEn: 'Premises' },
  ];
  it.each<[states: ('met' | 'unmet')[], since: string | null, intent: string]>([
    [['met', 'met'], null, 'older than what is shown'],
    [['met', 'unmet'], '2025-09-02', 'of the last day'],
    [['unmet', 'met', 'met'], '2025-09-02', 'of some days'],
    [['met', 'unmet', 'met'], '2025-09-03', 'broken in between'],
  ])('%j: its run begins %s, %s', (states, since) => {
    const rows = states.map((state, index) => row(`2025-09-0${index + 1}`, state));
    const [one, ...others] = historyOf(rows, conditions, () => [lan]);
    expect(one?.since).toBe(since);
    expect(one?.points.at(-1)).toEqual({
      day: `2025-09-0${states.length}`,
      state: states.at(-1),
      met: states.at(-1) === 'met' ? 1 : 0,
      required: 1,
    });
    expect(others).toEqual([]);
  });
});

describe('an order', () => {
  it('reads as it is written, and is the usual one where it names no column', () => {
    const otherwise = { key: 'a', descending: true } as const;
    for (const text of ['a', '-a', 'b', '-b'])
      expect(sortText(readSort(text, ['a', 'b'], otherwise))).toBe(text);
    for (const text of [undefined, '', '-', 'c', '--a'])
      expect(readSort(text, ['a', 'b'], otherwise)).toBe(otherwise);
  });

  it('puts what has no value last either way, and keeps the order of equals', () => {
    const items = [{ v: null }, { v: 2, n: 1 }, { v: 1 }, { v: 2, n: 2 }];
    expect(sortedBy(items, (one) => one.v, false)).toEqual([
      { v: 1 },
      { v: 2, n: 1 },
      { v: 2, n: 2 },
      { v: null },
    ]);
    expect(sortedBy(items, (one) => one.v, true)).toEqual([
      { v: 2, n: 1 },
      { v: 2, n: 2 },
      { v: 1 },
      { v: null },
    ]);
    expect(sortedBy(['Ý', 'An', 'Đỗ', 'Dương', 'Ân'], (one) => one, false)).toEqual([
      'An',
      'Ân',
      'Dương',
      'Đỗ',
      'Ý',
    ]);
  });
});

describe('a letter', () => {
  const gap = (state: 'unmet' | 'unknown', more: Partial<ListedGap> = {}): ListedGap => ({
    locality: '10888',
    indicator: 'equipment.computer',
    state,
    have: 2,
    need: 5,
    missing: 3,
    promised: 0,
    since: '2025-09-22',
    day: '2025-09-25',
    owner: null,
    promise: null,
    alert: null,
    named: { code: '10888', name: 'Cẩm Giang', type: 'xã', province: '31' },
    of: indicator('equipment.computer'),
    ageDays: 3,
    paid: costOf(3, null, NOTHING_GRANTED),
    ...more,
  });
  const text = (...gaps: ListedGap[]) => {
    const first = gaps[0] ?? gap('unmet');
    return letterOf({
      named: first.named,
      programme: 'Đợt',
      today: '2025-09-25',
      due: '2025-10-02',
      gaps,
      departments: [],
    }).text;
  };
  it.each([
    [[gap('unmet')], 'Khẩn trương hoàn thành mục 1 và cập nhật', 'one alone'],
    [
      [gap('unmet'), gap('unmet'), gap('unknown'), gap('unmet')],
      'Khẩn trương hoàn thành mục 1–2, 4 và',
      'a run and one more',
    ],
    [
      [gap('unmet'), gap('unknown')],
      'Báo cáo số liệu của mục 2 trong',
      'what is not known is to be reported',
    ],
    [[gap('unmet')], 'hiện có 2, cần có 5 máy, còn thiếu 3 máy, từ ngày 22/9/2025 (3 ngày).', 'units'],
    [
      [gap('unmet', { missing: 0, have: 5 })],
      'hiện có 5, cần có 5 máy, cần xem lại',
      'a value that is doubted',
    ],
    [[gap('unmet', { of: indicator('network.lan', { kind: 'boolean' }) })], ': chưa đạt, từ', 'yes or no'],
  ])('%#: says “%s”', (gaps, line) => {
    expect(text(...gaps)).toContain(line);
  });
  it('asks for nothing that is not lacking', () => {
    expect(text(gap('unmet'))).not.toContain('Báo cáo số liệu của');
    expect(text(gap('unknown'))).not.toContain('Bổ sung');
  });
});
