import { describe, expect, it } from 'vitest';
import type { Refused } from '../src/refused.ts';
import { askedBy, checkRule, figureOf, judge, meets, pathOf } from '../src/targets/rules.ts';
import type { Actual, TargetRule, TargetState } from '../src/targets/types.ts';

const rule = (over: Partial<TargetRule> = {}): TargetRule => ({
  comparator: '>',
  value: 80,
  year: 2030,
  path: [{ year: 2025, value: 50 }],
  between: 'line',
  ...over,
});
const at = (period: string, value: Actual['value'], questioned?: boolean): Actual[] => [
  { period, value, ...(questioned === undefined ? {} : { questioned }) },
];

describe('a comparator', () => {
  it.each([
    ['>', 80, false],
    ['>', 80.01, true],
    ['≥', 80, true],
    ['≥', 79.99, false],
    ['=', 80, true],
    ['=', 80.1, false],
    ['≤', 80, true],
    ['≤', 80.1, false],
    ['<', 80, false],
    ['<', 79.9, true],
  ] as const)('%s 80 of %d: %s', (comparator, value, met) => {
    expect(meets(comparator, value, 80)).toBe(met);
  });

  it('is of a ratio’s own percentage, not of a rounded one', () => {
    expect(figureOf({ have: 4, need: 5 })).toBe(80);
    expect(figureOf({ have: 8_001, need: 10_000 })).toBe(80.01);
    expect(figureOf({ have: 0, need: 0 })).toBe(null);
    expect(figureOf(undefined)).toBe(null);
  });
});

describe('a path', () => {
  it('is on a line between given years', () => {
    expect(pathOf(rule()).map(({ value }) => value)).toEqual([50, 56, 62, 68, 74, 80]);
    expect(askedBy(rule(), '2027')).toBe(62);
    expect(askedBy(rule(), '2027-H1')).toBe(59);
    expect(askedBy(rule(), '2024')).toBe(null);
  });

  it('is as given year by year where it is', () => {
    const steps = rule({
      between: 'steps',
      path: [
        { year: 2025, value: 50 },
        { year: 2028, value: 70 },
      ],
    });
    expect(pathOf(steps).map(({ value }) => value)).toEqual([50, 50, 50, 70, 70, 80]);
  });

  it('is none without a year, of what is done or not, and of what is not measured', () => {
    for (const over of [
      { year: null, path: [] },
      { comparator: 'done', value: null, path: [] },
      { comparator: null, value: null, path: [] },
    ] as const)
      expect(pathOf(rule(over))).toEqual([]);
  });
});

describe('a target', () => {
  const cases: [string, TargetRule, Actual[], TargetState, number | null][] = [
    ['80,0 is not over 80', rule(), at('2030', 80), 'not_met', 0],
    ['80,1 is', rule(), at('2030', 80.1), 'met', 0.1],
    ['at least 80', rule({ comparator: '≥' }), at('2030', 80), 'met', 0],
    ['60 of the 62 asked in 2027', rule(), at('2027', 60), 'behind', -2],
    ['62 of 62', rule(), at('2027', 62), 'on_path', 0],
    ['63,5 of 62', rule(), at('2027', 63.5), 'ahead', 1.5],
    ['met before its year', rule(), at('2027', 81), 'met', 1],
    ['after its year, by the target alone', rule(), at('2031', 79), 'not_met', -1],
    ['nothing reported', rule(), [], 'no_data', null],
    ['said not to be known', rule(), at('2027', null), 'no_data', null],
    ['doubted', rule(), at('2030', 95, true), 'not_met', 15],
    ['no year: no path', rule({ year: null, path: [] }), at('2027', 70), 'not_met', -10],
    [
      'less is better',
      rule({ comparator: '≤', value: 5, path: [{ year: 2025, value: 10 }] }),
      at('2027', 9),
      'behind',
      -1,
    ],
    [
      'less, and ahead',
      rule({ comparator: '<', value: 5, path: [{ year: 2025, value: 10 }] }),
      at('2027', 6),
      'ahead',
      2,
    ],
    [
      'an equality on its way down',
      rule({ comparator: '=', value: 0, path: [{ year: 2025, value: 10 }] }),
      at('2027', 7),
      'behind',
      -1,
    ],
    ['done', rule({ comparator: 'done', value: null, path: [] }), at('2027', true), 'met', null],
    ['not done', rule({ comparator: 'done', value: null, path: [] }), at('2027', false), 'not_met', null],
    ['words alone', rule({ comparator: null, value: null, path: [] }), at('2027', 3), 'qualitative', null],
  ];
  it.each(cases)('%s', (_, target, actual, state, difference) => {
    expect(judge(target, actual)).toEqual({ state, difference });
  });
});

describe('refused is', () => {
  const fieldsOf = (over: Partial<TargetRule>): string[] => {
    try {
      checkRule(rule(over));
      return [];
    } catch (error) {
      return (error as Refused).objections.map((one) => one.field);
    }
  };
  it.each([
    ['nothing of a sound one', {}, []],
    [
      'a path that goes back',
      {
        path: [
          { year: 2025, value: 50 },
          { year: 2027, value: 45 },
        ],
      },
      ['path/1'],
    ],
    [
      'one that rises against “at most”',
      {
        comparator: '≤',
        value: 5,
        path: [
          { year: 2025, value: 3 },
          { year: 2027, value: 4 },
        ],
      },
      ['path/0', 'path/1', 'path/1'],
    ],
    ['one that is past the target before its year', { path: [{ year: 2026, value: 90 }] }, ['path/0']],
    [
      'one that ends elsewhere',
      {
        path: [
          { year: 2025, value: 50 },
          { year: 2030, value: 75 },
        ],
      },
      ['path/1'],
    ],
    [
      'years out of order',
      {
        path: [
          { year: 2027, value: 50 },
          { year: 2026, value: 60 },
        ],
      },
      ['path/1'],
    ],
    ['a year after the target', { path: [{ year: 2031, value: 60 }] }, ['path/0']],
    ['a path without a year', { year: null }, ['path']],
    ['a figure without a value', { value: null }, ['target']],
    ['a value of what is done or not', { comparator: 'done', path: [] }, ['target']],
    ['a percentage of words', { comparator: null }, ['target', 'path']],
  ] as [string, Partial<TargetRule>, string[]][])('%s', (_, over, fields) => {
    const got = fieldsOf(over);
    expect(new Set(got)).toEqual(new Set(fields));
  });
});
