import { describe, expect, it } from 'vitest';
import { periodBefore, scorePeriod } from '../src/scores/period-rules.ts';
import {
  bandFaults,
  gradeOf,
  leftOutWords,
  lineOf,
  objectionsTo,
  ranksOf,
  saidFaults,
  totalOf,
} from '../src/scores/rules.ts';
import type { Criterion, Definition, Said } from '../src/scores/types.ts';

const criterion = (code: string, max: number, over: Partial<Criterion> = {}): Criterion => ({
  code,
  nameVi: code,
  max,
  how: 'hand',
  figure: null,
  steps: [],
  evidence: null,
  verifier: null,
  ...over,
});
const definition = (over: Partial<Definition> = {}): Definition => ({
  max: 100,
  groups: [
    { nameVi: 'Một', max: 30, criteria: [criterion('a', 10), criterion('b', 20)] },
    { nameVi: 'Hai', max: 70, criteria: [criterion('c', 30), criterion('d', 40)] },
  ],
  grades: [
    { grade: 'Tốt', from: 80, to: 100 },
    { grade: 'Khá', from: 50, to: 80 },
    { grade: 'Yếu', from: 0, to: 50 },
  ],
  ...over,
});
const line = (of: Criterion, said: object | undefined, figures = {}) =>
  lineOf(of, { self: said, verified: undefined }, figures);

describe('points', () => {
  it('of what does not apply leave the maximum, of what is unknown they are 0 of it', () => {
    const lines = [
      line(criterion('a', 10), { points: 10 }),
      line(criterion('b', 20), { points: 20 }),
      line(criterion('c', 30), { notApplicable: true, note: 'không có chợ' }),
      line(criterion('d', 40), undefined),
    ];
    const total = totalOf(lines);
    expect(total).toEqual({ points: 30, max: 70, percent: 42.86, notApplicable: 1, unknown: 1 });
    expect(leftOutWords(total)[0]).toBe('1 không áp dụng, 1 chưa có số liệu');
    expect(totalOf([line(criterion('a', 10), { notApplicable: true })]).percent).toBe(null);
  });

  const steps = [
    { from: 0, to: 50, points: 0 },
    { from: 50, to: 90, points: 5 },
    { from: 90, to: 100, points: 10 },
  ];
  it.each([
    ['a share', { how: 'share' }, { value: 87.5 }, 8.75, '87,5 % × 10 điểm = 8,75 điểm'],
    [
      'a share of counts',
      { how: 'share' },
      { have: 1, need: 3 },
      3.33,
      '1/3 = 33,33 % × 10 điểm = 3,33 điểm',
    ],
    [
      'a step from its first value on',
      { how: 'steps', steps },
      { value: 90 },
      10,
      '90, thuộc bậc từ 90 đến 100: 10 điểm',
    ],
    [
      'a step up to its last but not with it',
      { how: 'steps', steps },
      { value: 89.99 },
      5,
      '89,99, thuộc bậc từ 50 đến dưới 90: 5 điểm',
    ],
    [
      'the top with its end',
      { how: 'steps', steps },
      { value: 100 },
      10,
      '100, thuộc bậc từ 90 đến 100: 10 điểm',
    ],
    ['by hand', {}, { points: 7.25 }, 7.25, 'Chấm 7,25/10 điểm'],
    [
      'of our own',
      { how: 'figure', figure: 'days_on_time' },
      undefined,
      9,
      '18/20 ngày báo cáo đúng hạn = 90 % × 10 điểm = 9 điểm',
    ],
    [
      'of our own by steps',
      { how: 'figure', figure: 'days_on_time', steps },
      undefined,
      10,
      '18/20 ngày báo cáo đúng hạn = 90 %, thuộc bậc từ 90 đến 100: 10 điểm',
    ],
    [
      'of our own, unknown',
      { how: 'figure', figure: 'days_green' },
      undefined,
      0,
      'Chưa có số liệu: 0/10 điểm',
    ],
  ] as [string, Partial<Criterion>, object | undefined, number, string][])(
    'are worked out: %s',
    (_, over, said, points, how) => {
      const made = line(criterion('a', 10, over), said, { days_on_time: { have: 18, of: 20 } });
      expect(made.points).toBe(points);
      expect(made.howVi).toBe(how);
    },
  );

  it('are those of the verifier where he has spoken', () => {
    const said = { self: { points: 9 }, verified: { points: 6 } };
    expect(lineOf(criterion('a', 10), said, {})).toMatchObject({ points: 6, self: 9, verified: 6 });
  });
});

it('ranks leave out the places that ties take', () => {
  expect(ranksOf([90, 85, 85, 80])).toEqual([1, 2, 2, 4]);
  expect(ranksOf([80, null, 90, 90, 90])).toEqual([4, null, 1, 1, 1]);
});

it('a grade begins at its own percentage', () => {
  const { grades } = definition();
  expect([0, 49.99, 50, 79.99, 80, 100].map((one) => gradeOf(grades, one))).toEqual([
    'Yếu',
    'Yếu',
    'Khá',
    'Khá',
    'Tốt',
    'Tốt',
  ]);
  expect(gradeOf(grades, null)).toBe(null);
});

describe('a set is refused', () => {
  const fieldsOf = (over: Partial<Definition>) => objectionsTo(definition(over)).map((one) => one.field);
  const bands = (...some: [number, number][]) =>
    bandFaults(
      some.map(([from, to]) => ({ from, to })),
      'grades',
      [0, 100],
    ).map((one) => one.field);

  it('not, where all adds up', () => expect(fieldsOf({})).toEqual([]));
  it.each([
    [
      'a hole',
      [
        [0, 49],
        [50, 100],
      ],
      ['grades/1'],
    ],
    [
      'a hole of a hundredth',
      [
        [0, 49.99],
        [50, 100],
      ],
      ['grades/1'],
    ],
    [
      'an overlap',
      [
        [0, 51],
        [50, 100],
      ],
      ['grades/1'],
    ],
    [
      'an inversion',
      [
        [50, 0],
        [50, 100],
      ],
      ['grades/0'],
    ],
    [
      'an inversion by one step',
      [
        [0, 50],
        [50, 49],
        [50, 100],
      ],
      ['grades/1'],
    ],
    [
      'an empty band',
      [
        [0, 50],
        [50, 50],
        [50, 100],
      ],
      ['grades/1'],
    ],
    [
      'too low a top',
      [
        [0, 50],
        [50, 90],
      ],
      ['grades/1'],
    ],
    [
      'too high a bottom',
      [
        [10, 50],
        [50, 100],
      ],
      ['grades/0'],
    ],
    [
      'none, in whatever order',
      [
        [50, 100],
        [0, 50],
      ],
      [],
    ],
  ] as [string, [number, number][], string[]][])('for %s', (_, some, fields) => {
    expect(bands(...some)).toEqual(fields);
  });
  it('for maxima that do not add up, with where', () => {
    expect(fieldsOf({ max: 110 })).toEqual(['max']);
    const { groups } = definition();
    expect(fieldsOf({ groups: [{ ...groups[0], max: 31 } as never, groups[1] as never] })).toEqual([
      'groups/0/max',
      'max',
    ]);
    expect(objectionsTo(definition({ max: 110 }))[0]?.vi).toContain('110');
  });
  it('for a code that stands twice, a step without the maximum, points that go up and down', () => {
    const only = (...criteria: Criterion[]) => ({
      max: 10,
      groups: [{ nameVi: 'Một', max: 10, criteria }],
      grades: [],
    });
    expect(fieldsOf(only(criterion('a', 5), criterion('a', 5)))).toEqual(['groups/0/criteria/1/code']);
    const steps = (...points: number[]) =>
      only(
        criterion('a', 10, {
          how: 'steps',
          steps: points.map((one, at) => ({ from: at, to: at + 1, points: one })),
        }),
      );
    expect(fieldsOf(steps(0, 5, 8))).toEqual(['groups/0/criteria/0/steps']);
    expect(fieldsOf(steps(5, 10, 0))).toEqual(['groups/0/criteria/0/steps']);
    expect(fieldsOf(steps(10, 5, 0))).toEqual([]);
  });
});

it('what is said of criteria is checked, each at its place', () => {
  const of = definition({
    max: 40,
    groups: [
      {
        nameVi: 'Một',
        max: 40,
        criteria: [
          criterion('a', 10),
          criterion('b', 10, { how: 'share' }),
          criterion('c', 10, { how: 'figure', figure: 'days_green' }),
          criterion('d', 10, { evidence: 'Quyết định' }),
        ],
      },
    ],
  });
  const told = (...said: ({ code: string } & Said)[]) =>
    saidFaults(of, said, { evidence: true, withFiles: new Set() }).map((one) => one.field);
  expect(told({ code: 'a', points: 11 })).toEqual(['criteria/0/points']);
  expect(told({ code: 'a', points: -1 }, { code: 'x', points: 1 })).toEqual([
    'criteria/0/points',
    'criteria/1/code',
  ]);
  expect(told({ code: 'b', points: 5 })).toEqual(['criteria/0/points']);
  expect(told({ code: 'b', have: 5, need: 4 })).toEqual(['criteria/0/have']);
  expect(told({ code: 'c', points: 5 })).toEqual(['criteria/0/points']);
  expect(told({ code: 'd', points: 5 })).toEqual(['criteria/0/evidence']);
  expect(told({ code: 'd', points: 0 })).toEqual([]);
  expect(told({ code: 'd', points: 5, evidence: ['12/QĐ-UBND'] })).toEqual([]);
  expect(told({ code: 'a', notApplicable: true })).toEqual(['criteria/0/note']);
  expect(told({ code: 'a', notApplicable: true, points: 1, note: 'x' })).toEqual(['criteria/0/points']);
  expect(told({ code: 'a', unknown: true }, { code: 'a', points: 1 })).toEqual(['criteria/1/code']);
});

it('periods are a month, a quarter, a half-year or a year, each with the one before', () => {
  expect(scorePeriod('2026-H1')).toEqual({ label: '2026-H1', from: '2026-01-01', to: '2026-06-30' });
  expect(scorePeriod('2026')).toMatchObject({ from: '2026-01-01', to: '2026-12-31' });
  expect(['2026-H1', '2026', '2026-Q1', '2026-01', '2026-12'].map((one) => periodBefore(one)?.label)).toEqual(
    ['2025-H2', '2025', '2025-Q4', '2025-12', '2026-11'],
  );
  for (const wrong of ['2026-H3', '2026-13', '26', '2026-Q0', '']) expect(scorePeriod(wrong)).toBe(undefined);
});
