import { describe, expect, it } from 'vitest';
import { judgeIndicator } from '../../src/collect/judge-indicator.ts';
import { colourOf, judgeLocality, type LocalityFacts, percentOf } from '../../src/collect/judge-locality.ts';
import type { Gap, Mark } from '../../src/collect/types.ts';
import type { Value, Values } from '../../src/intake/types.ts';
import type { Indicator } from '../../src/registry/types.ts';
import { CATALOGUE, indicator } from '../support/registry.ts';

const DAY = '2025-09-25';
const boolean = indicator('network.lan');
const ratio = indicator('certificate.personal', { kind: 'ratio' });
const atLeast = indicator('n.up', { kind: 'number', threshold: 80, direction: 'atLeast' });
const atMost = indicator('n.down', { kind: 'number', threshold: 90, direction: 'atMost' });
const expiry = indicator('certificate.expiry', { kind: 'date', threshold: 30 });

interface Case {
  intent: string;
  indicator: Indicator;
  value?: Value;
  of?: string;
  age?: number;
  freshness?: number;
  requirement?: number;
  questioned?: boolean;
  expected: Partial<ReturnType<typeof judgeIndicator>>;
}

const CASES: Case[] = [
  {
    intent: 'yes is met',
    indicator: boolean,
    value: true,
    expected: { state: 'met', code: null, missing: 0 },
  },
  {
    intent: 'no lacks one',
    indicator: boolean,
    value: false,
    expected: { state: 'unmet', code: 'not_yet', have: 0, need: 1, missing: 1 },
  },
  {
    intent: 'nothing said is unknown',
    indicator: boolean,
    expected: { state: 'unknown', code: 'never_reported', missing: null },
  },
  {
    intent: '"I do not know" is unknown, not no',
    indicator: boolean,
    value: null,
    expected: { state: 'unknown', code: 'said_unknown' },
  },
  { intent: 'as many as needed', indicator: ratio, value: { have: 5, need: 5 }, expected: { state: 'met' } },
  {
    intent: 'one short',
    indicator: ratio,
    value: { have: 4, need: 5 },
    expected: { state: 'unmet', code: 'below_need', have: 4, need: 5, missing: 1 },
  },
  {
    intent: 'the department needs more than the record says',
    indicator: ratio,
    value: { have: 5, need: 5 },
    requirement: 8,
    expected: { state: 'unmet', need: 8, missing: 3 },
  },
  {
    intent: 'the department needs less',
    indicator: ratio,
    value: { have: 4, need: 5 },
    requirement: 4,
    expected: { state: 'met', need: 4 },
  },
  {
    intent: 'an unknown shows what is required',
    indicator: ratio,
    requirement: 7,
    expected: { state: 'unknown', need: 7, missing: null },
  },
  { intent: 'on the threshold', indicator: atLeast, value: 80, expected: { state: 'met' } },
  {
    intent: 'under it',
    indicator: atLeast,
    value: 79.5,
    expected: { state: 'unmet', code: 'below_threshold', missing: 0.5 },
  },
  { intent: 'on the ceiling', indicator: atMost, value: 90, expected: { state: 'met' } },
  {
    intent: 'over it nothing countable lacks',
    indicator: atMost,
    value: 90.1,
    expected: { state: 'unmet', code: 'above_threshold', missing: null },
  },
  { intent: '30 days ahead is enough', indicator: expiry, value: '2025-10-25', expected: { state: 'met' } },
  {
    intent: '29 days is not',
    indicator: expiry,
    value: '2025-10-24',
    expected: { state: 'unmet', code: 'expires_soon', missing: 1 },
  },
  {
    intent: 'three reporting days old still stands',
    indicator: boolean,
    value: true,
    age: 3,
    expected: { state: 'met' },
  },
  {
    intent: 'four does not',
    indicator: boolean,
    value: true,
    age: 4,
    expected: { state: 'unknown', code: 'stale' },
  },
  {
    intent: 'an old no is unknown as well',
    indicator: boolean,
    value: false,
    age: 4,
    expected: { state: 'unknown', code: 'stale' },
  },
  {
    intent: 'an own freshness of none',
    indicator: boolean,
    value: true,
    age: 1,
    freshness: 0,
    expected: { state: 'unknown' },
  },
  {
    intent: 'questioned counts as unmet',
    indicator: boolean,
    value: true,
    questioned: true,
    expected: { state: 'unmet', code: 'questioned' },
  },
  {
    intent: 'a stale questioned value is unknown',
    indicator: boolean,
    value: true,
    age: 9,
    questioned: true,
    expected: { state: 'unknown', code: 'stale' },
  },
  {
    intent: 'a value of another kind is unknown',
    indicator: ratio,
    value: true,
    expected: { state: 'unknown', code: 'unusable' },
  },
  {
    intent: 'an answer to the question of before',
    indicator: { ...boolean, asksAnew: true, validFrom: DAY },
    value: true,
    of: '2025-09-24',
    expected: { state: 'unknown', code: 'asked_anew' },
  },
  {
    intent: 'an answer of the day the question changed',
    indicator: { ...boolean, asksAnew: true, validFrom: DAY },
    value: true,
    of: DAY,
    expected: { state: 'met' },
  },
];

describe('an indicator', () => {
  it.each(CASES)('$intent', (one) => {
    const standing =
      one.value === undefined ? undefined : { day: one.of ?? DAY, revision: 1, value: one.value };
    const verdict = judgeIndicator(
      {
        indicator: one.indicator,
        standing,
        age: one.age ?? 0,
        freshness: one.freshness ?? 3,
        requirement: one.requirement ?? null,
        questioned: one.questioned ?? false,
      },
      DAY,
    );
    expect(verdict).toMatchObject(one.expected);
  });
});

describe('the colour', () => {
  it.each([
    { intent: 'all met', required: 10, met: 10, known: 10, expected: 'green' },
    { intent: 'one unknown is not green', required: 10, met: 9, known: 9, expected: 'yellow' },
    { intent: 'on the amber threshold', required: 10, met: 7, known: 10, expected: 'yellow' },
    { intent: 'just under it', required: 1000, met: 699, known: 1000, expected: 'red' },
    { intent: 'a single fresh no', required: 10, met: 0, known: 1, expected: 'red' },
    { intent: 'nothing fresh', required: 10, met: 0, known: 0, expected: 'grey' },
    { intent: 'nothing asked is not green', required: 0, met: 0, known: 0, expected: 'grey' },
  ] as const)('$intent', ({ expected, intent: _, ...count }) => {
    expect(colourOf({ ...count, amberThreshold: 70 })).toBe(expected);
  });

  it('has a percent with one decimal, and none when grey', () => {
    expect(percentOf({ colour: 'red', met: 1, required: 3 })).toBe(33.3);
    expect(percentOf({ colour: 'grey', met: 0, required: 3 })).toBeNull();
  });
});

function facts(values: Values, over: Partial<LocalityFacts> = {}): LocalityFacts {
  return {
    day: DAY,
    asked: CATALOGUE,
    notAsked: [],
    standing: (code) => (code in values ? { day: DAY, revision: 1, value: values[code] ?? null } : undefined),
    age: () => 0,
    requirement: () => null,
    marks: [],
    reported: values,
    gapsBefore: {},
    freshness: 3,
    amberThreshold: 70,
    ...over,
  };
}

const GREEN: Values = {
  'network.lan': true,
  'certificate.personal': { have: 5, need: 5 },
  'certificate.expiry': '2026-09-25',
};

describe('a locality', () => {
  it('is green when every required indicator is met, whatever the informative ones say', () => {
    expect(judgeLocality(facts(GREEN))).toMatchObject({
      colour: 'green',
      required: 3,
      met: 3,
      conditions: { network: 'met', certificate: 'met' },
      gaps: {},
    });
  });

  it('gives a condition the worst of its indicators: unmet before unknown', () => {
    const values = { ...GREEN, 'certificate.personal': { have: 1, need: 5 }, 'certificate.expiry': null };
    expect(judgeLocality(facts(values)).conditions).toEqual({ network: 'met', certificate: 'unmet' });
  });

  it('leaves out a condition without required indicators', () => {
    const asked = [...CATALOGUE, indicator('staffing.count', { required: false })];
    expect(judgeLocality(facts(GREEN, { asked })).conditions).not.toHaveProperty('staffing');
  });

  it('counts nothing of what does not apply, and says of a condition when that is all of it', () => {
    const of = (asked: readonly string[]) =>
      judgeLocality(
        facts(GREEN, {
          asked: CATALOGUE.filter(({ code }) => asked.includes(code)),
          notAsked: CATALOGUE.filter(({ code }) => !asked.includes(code)),
        }),
      );
    expect(of(['certificate.personal'])).toMatchObject({
      colour: 'green',
      required: 1,
      met: 1,
      given: 1,
      conditions: { network: 'not_applicable', certificate: 'met' },
      gaps: {},
    });
    expect(of([])).toMatchObject({ colour: 'grey', required: 0, gaps: {} });
  });

  it('goes on with a run in the same state and begins another when the state changes', () => {
    const gap = (state: Gap['state']): Gap => ({
      state,
      code: 'not_yet',
      since: '2025-09-20',
      have: 0,
      need: 1,
      missing: 1,
      of: null,
    });
    const values = { ...GREEN, 'network.lan': false };
    expect(
      judgeLocality(facts(values, { gapsBefore: { 'network.lan': gap('unmet') } })).gaps['network.lan']
        ?.since,
    ).toBe('2025-09-20');
    expect(
      judgeLocality(facts(values, { gapsBefore: { 'network.lan': gap('unknown') } })).gaps['network.lan']
        ?.since,
    ).toBe(DAY);
  });

  it('counts what was given and what is sound in the record of the day only', () => {
    const values = { ...GREEN, 'certificate.personal': { have: 5, need: 5 }, 'certificate.issued': 4 };
    expect(judgeLocality(facts(values))).toMatchObject({ given: 3, sound: 2 });
    expect(judgeLocality(facts({ ...GREEN, 'network.lan': null }))).toMatchObject({ given: 2, sound: 2 });
    expect(judgeLocality(facts(GREEN, { reported: undefined }))).toMatchObject({
      given: 0,
      sound: 0,
      colour: 'green',
    });
  });

  it('counts a questioned value as unmet from the day of the mark, until verified or another value comes', () => {
    const mark = (state: Mark['state'], setOn: string, value: Value = true): Mark => ({
      indicator: 'network.lan',
      state,
      setOn,
      clearedOn: null,
      value,
    });
    const colourWith = (...marks: Mark[]) => judgeLocality(facts(GREEN, { marks })).colour;
    expect(colourWith(mark('questioned', DAY))).toBe('red');
    expect(colourWith(mark('questioned', '2025-09-26'))).toBe('green');
    expect(colourWith(mark('questioned', DAY), mark('verified', DAY))).toBe('green');
    expect(colourWith(mark('questioned', DAY, false))).toBe('green');
    expect(colourWith({ ...mark('questioned', DAY), clearedOn: DAY })).toBe('green');
  });
});
