import { describe, expect, it } from 'vitest';
import { indicatorFault, startVersion } from '../src/registry/changes.ts';

const version = (validFrom: string, validTo: string | null) => ({ validFrom, validTo });

describe('a version that starts on a day', () => {
  const open = version('2025-07-01', null);
  const first = version('2025-07-01', '2025-10-14');
  const second = version('2025-10-15', null);

  it.each([
    ['of nothing is the first', [], '2025-09-01', { base: undefined, ends: undefined, validTo: null }],
    ['ends the one in force', [open], '2025-09-01', { base: open, ends: open, validTo: null }],
    [
      'replaces the one of the same day',
      [open],
      '2025-07-01',
      { base: open, ends: undefined, validTo: null },
    ],
    [
      'ends before a later one',
      [first, second],
      '2025-09-01',
      { base: first, ends: first, validTo: '2025-10-14' },
    ],
    ['ends the later one', [first, second], '2025-11-01', { base: second, ends: second, validTo: null }],
    [
      'on the last day of one leaves it the day before',
      [first],
      '2025-10-14',
      { base: first, ends: first, validTo: '2025-10-14' },
    ],
    ['revives one that has ended', [first], '2025-12-01', { base: first, ends: undefined, validTo: null }],
    [
      'before all ends before the first',
      [second],
      '2025-09-01',
      { base: undefined, ends: undefined, validTo: '2025-10-14' },
    ],
  ])('%s', (_case, versions, from, expected) => {
    expect(startVersion(versions, from)).toEqual(expected);
  });
});

describe('an indicator', () => {
  it.each([
    ['a plain yes or no', 'boolean', null, null, null],
    ['a yes or no with a threshold', 'boolean', 1, null, /no threshold/],
    ['a ratio with a direction', 'ratio', null, 'atLeast', /no direction/],
    ['a number that is informative', 'number', null, null, null],
    ['a number with both', 'number', 90, 'atMost', null],
    ['a number with a threshold to no side', 'number', 90, null, /together/],
    ['a number with a side of nothing', 'number', null, 'atLeast', /together/],
    ['a date with days ahead', 'date', 30, null, null],
    ['a date without', 'date', null, null, /whole days/],
    ['a date with half a day', 'date', 1.5, null, /whole days/],
  ] as const)('%s', (_case, kind, threshold, direction, expected) => {
    const fault = indicatorFault({ kind, threshold, direction });
    if (expected === null) expect(fault).toBeNull();
    else expect(fault?.en).toMatch(expected);
  });
});
