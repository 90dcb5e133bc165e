import { describe, expect, it } from 'vitest';
import type { RegisterFigure } from '../src/certificates/figures.ts';
import { addDays, type Day, daysBetween } from '../src/days.ts';
import type { CurrentValues, Value, Values } from '../src/intake/types.ts';
import type { Indicator } from '../src/registry/types.ts';
import { doubtsAbout, stillStands } from '../src/review/rules.ts';
import {
  DEFAULT_SETTINGS,
  type Delivered,
  type FlagState,
  type KnownFlag,
  type ReviewFacts,
  type ReviewSettings,
} from '../src/review/types.ts';

/** Every day reports; the last one told is today, and the last four are open. */
const TODAY = '2025-09-25';
const OPEN = 4;

const indicator = (code: string, more: Partial<Indicator>): Indicator => ({
  code,
  condition: 'network',
  kind: 'ratio',
  nameVi: code,
  nameEn: code,
  unit: null,
  agency: '',
  basis: '',
  required: true,
  threshold: null,
  direction: null,
  freshness: null,
  appliesTo: [],
  period: 'day',
  allowsSurplus: true,
  allowsZeroNeed: true,
  unitCost: null,
  asksAnew: false,
  atMostOf: null,
  validFrom: '2025-01-01',
  validTo: null,
  ...more,
});
const INDICATORS = new Map(
  [
    indicator('valid', { atMostOf: 'issued' }),
    indicator('issued', {}),
    indicator('load', { kind: 'number', direction: 'atMost', threshold: 90 }),
    indicator('count', { kind: 'number' }),
    indicator('lan', { kind: 'boolean' }),
  ].map((one) => [one.code, one]),
);

const ratio = (have: number, need = 20): Value => ({ have, need });

interface Story {
  /** A record a day, the last being today's; null where there was none. */
  days: (Values | null)[];
  known?: KnownFlag[];
  settings?: Partial<ReviewSettings>;
  evidence?: string[];
  /** What the register of certificates says, by indicator. */
  register?: Record<string, RegisterFigure>;
  /** What was delivered and is not in the records, by indicator. */
  delivered?: Record<string, Delivered>;
  requirement?: number;
}

function factsOf({
  days,
  known = [],
  settings,
  evidence = [],
  register = {},
  delivered = {},
  requirement,
}: Story): ReviewFacts {
  const records = days.flatMap((values, at) => {
    return values === null ? [] : [{ day: addDays(TODAY, at - days.length + 1), values }];
  });
  const current: CurrentValues = {};
  for (const { day, values } of records)
    for (const [code, value] of Object.entries(values)) current[code] = { day, revision: 1, value };
  return {
    records,
    current,
    openFrom: addDays(TODAY, 1 - OPEN),
    isReportingDay: () => true,
    count: (after: Day, through: Day) => Math.max(0, daysBetween(after, through)),
    indicatorsOn: () => INDICATORS,
    requirement: () => requirement ?? null,
    withEvidence: new Set(evidence),
    registerSays: (indicator) => register[indicator],
    notShown: (indicator) => delivered[indicator],
    questioned: new Set(),
    known,
    settings: { ...DEFAULT_SETTINGS, ...settings },
  };
}

/** "kind indicator days-ago". */
function told(story: Story): string[] {
  return doubtsAbout(factsOf(story))
    .map(({ kind, indicator: code, day }) => `${kind} ${code} ${daysBetween(day, TODAY)}`.replace('  ', ' '))
    .sort();
}

const handed = (delivered: number): Delivered => ({ delivered, shown: 2, day: addDays(TODAY, -2) });

const flag = (kind: KnownFlag['kind'], ago: number, value: Value, state: FlagState = 'open'): KnownFlag => ({
  kind,
  indicator: kind === 'same_record' ? '' : 'valid',
  day: addDays(TODAY, -ago),
  value,
  facts: {},
  state,
});
const said = (...values: (Value | undefined)[]) =>
  values.map((value) => (value === undefined ? null : { valid: value }));

describe('doubts', () => {
  const cases: [why: string, story: Story, doubts: string[]][] = [
    ['the first value ever is believed', { days: said(ratio(4)) }, []],
    ['a rise is believed', { days: said(ratio(4), ratio(14)) }, []],
    ['a sharp fall is not', { days: said(ratio(14), ratio(4)) }, ['sharp_fall valid 0']],
    ['a fall below the share is believed', { days: said(ratio(14), ratio(10)) }, []],
    ['a fall just at the share is not', { days: said(ratio(10), ratio(7)) }, ['sharp_fall valid 0']],
    ['a fall of one unit is believed, however large its share', { days: said(ratio(1), ratio(0)) }, []],
    [
      'a fall is seen across days without a report',
      { days: said(ratio(14), undefined, ratio(4)) },
      ['sharp_fall valid 0'],
    ],
    ['“not known” is no fall', { days: said(ratio(14), null) }, []],
    ['a fall is seen across “not known”', { days: said(ratio(14), null, ratio(4)) }, ['sharp_fall valid 0']],
    ['less of what should be little is believed', { days: [{ load: 80 }, { load: 20 }] }, []],
    ['a number falls as a ratio does', { days: [{ count: 80 }, { count: 20 }] }, ['sharp_fall count 0']],
    [
      'a fall said again stays the one of its first day',
      { days: said(ratio(14), ratio(4), ratio(4)) },
      ['sharp_fall valid 1'],
    ],
    ['a fall taken back by a newer record is gone', { days: said(ratio(14), ratio(4), ratio(14)) }, []],
    [
      'a fall on a locked day raises nothing any more',
      { days: said(ratio(14), ratio(4), ratio(4), ratio(4), ratio(4), ratio(4)) },
      [],
    ],
    [
      'but is kept where it was raised in time',
      {
        days: said(ratio(14), ratio(4), ratio(4), ratio(4), ratio(4), ratio(4)),
        known: [flag('sharp_fall', 4, ratio(4))],
      },
      ['sharp_fall valid 4'],
    ],
    [
      'a verified fall is not raised again',
      { days: said(ratio(14), ratio(4), ratio(4)), known: [flag('sharp_fall', 1, ratio(4), 'verified')] },
      ['sharp_fall valid 1'],
    ],
    [
      'a flag is gone when the record before it was corrected',
      { days: said(ratio(5), ratio(4)), known: [flag('sharp_fall', 0, ratio(4))] },
      [],
    ],
    ['a need that falls', { days: said(ratio(4, 16), ratio(4, 12)) }, ['need_falls valid 0']],
    ['a need that rises', { days: said(ratio(4, 16), ratio(4, 17)) }, []],
    ['a need that the department says', { days: said(ratio(4, 16), ratio(4, 12)), requirement: 16 }, []],
    ['there and back once', { days: said(ratio(4), ratio(5), ratio(4)) }, []],
    [
      'there and back twice',
      { days: said(ratio(4), ratio(5), ratio(4), ratio(5)) },
      ['back_and_forth valid 0'],
    ],
    ['repeating is no return', { days: said(ratio(4), ratio(5), ratio(4), ratio(4), ratio(4)) }, []],
    [
      'yes and no, too',
      { days: [true, false, true, false].map((lan) => ({ lan })) },
      ['back_and_forth lan 0'],
    ],
    [
      'returns long ago are forgotten',
      { days: said(ratio(4), ratio(5), ratio(4), ...Array<Value>(9).fill(ratio(4)), ratio(5)) },
      [],
    ],
    ['more valid than issued', { days: [{ valid: ratio(6), issued: ratio(5) }] }, ['contradiction valid 0']],
    ['as many valid as issued', { days: [{ valid: ratio(5), issued: ratio(5) }] }, []],
    [
      'issued is put right by a newer record',
      { days: [{ valid: ratio(6), issued: ratio(5) }, { issued: ratio(6) }] },
      [],
    ],
    [
      'a contradiction said again stays the one of its first day',
      {
        days: [
          { valid: ratio(6), issued: ratio(5) },
          { valid: ratio(6), issued: ratio(5) },
        ],
        known: [flag('contradiction', 1, ratio(6))],
      },
      ['contradiction valid 1'],
    ],
    ['no file is asked for by default', { days: [{ lan: true }] }, []],
    [
      'met without a file',
      { days: [{ lan: true }], settings: { evidenceFor: ['lan'] } },
      ['no_evidence lan 0'],
    ],
    ['unmet needs no file', { days: [{ lan: false }], settings: { evidenceFor: ['lan'] } }, []],
    ['met with a file', { days: [{ lan: true }], settings: { evidenceFor: ['lan'] }, evidence: ['lan'] }, []],
    ['as many as the register says', { days: said(ratio(5)), register: { valid: 5 } }, []],
    [
      'fewer than the register says',
      { days: said(ratio(4)), register: { valid: 5 } },
      ['register_differs valid 0'],
    ],
    [
      'more than the register says',
      { days: said(ratio(6)), register: { valid: 5 } },
      ['register_differs valid 0'],
    ],
    [
      'none in force, and some are said',
      { days: said(ratio(6)), register: { valid: 0 } },
      ['register_differs valid 0'],
    ],
    ['not known, whatever the register says', { days: said(null), register: { valid: 5 } }, []],
    [
      'yes, and the register knows of none',
      { days: [{ lan: true }], register: { lan: false } },
      ['register_differs lan 0'],
    ],
    [
      'a figure that no open day has said again',
      { days: [{ valid: ratio(4) }, {}, {}, {}, {}], register: { valid: 5 } },
      [],
    ],
    [
      'a difference that was raised while the figure is said again',
      {
        days: said(...Array<Value>(3).fill(ratio(4))),
        register: { valid: 5 },
        known: [flag('register_differs', 2, ratio(4))],
      },
      ['register_differs valid 2'],
    ],
    [
      'a short row of equal records',
      { days: said(...Array<Value>(4).fill(ratio(4))), settings: { sameRecords: 5 } },
      [],
    ],
    [
      'a long row of equal records',
      { days: said(...Array<Value>(5).fill(ratio(4))), settings: { sameRecords: 5 } },
      ['same_record 0'],
    ],
    [
      'a row that was raised while it grows',
      {
        days: said(...Array<Value>(8).fill(ratio(4))),
        settings: { sameRecords: 5 },
        known: [flag('same_record', 3, null)],
      },
      ['same_record 3'],
    ],
    [
      'a row that was verified, until it is as long again',
      {
        days: said(...Array<Value>(9).fill(ratio(4))),
        settings: { sameRecords: 5 },
        known: [flag('same_record', 4, null, 'verified')],
      },
      ['same_record 4'],
    ],
    [
      'what was delivered and is not in the records',
      { days: said(ratio(14), ratio(16)), delivered: { valid: handed(3) } },
      ['delivery_not_shown valid 0'],
    ],
    [
      'the same, when a reviewer has said that the record is right',
      {
        days: said(ratio(14), ratio(16)),
        delivered: { valid: handed(3) },
        known: [{ ...flag('delivery_not_shown', 0, ratio(16), 'verified'), facts: { delivery: handed(3) } }],
      },
      ['delivery_not_shown valid 0'],
    ],
    [
      'more that was delivered since he said so',
      {
        days: said(ratio(14), ratio(16), ratio(16)),
        delivered: { valid: handed(4) },
        known: [{ ...flag('delivery_not_shown', 1, ratio(16), 'verified'), facts: { delivery: handed(3) } }],
      },
      ['delivery_not_shown valid 0'],
    ],
    [
      'a row that was verified and is as long again',
      {
        days: said(...Array<Value>(10).fill(ratio(4))),
        settings: { sameRecords: 5 },
        known: [flag('same_record', 5, null, 'verified')],
      },
      ['same_record 0'],
    ],
  ];
  it.each(cases)('%s', (_, story, doubts) => {
    expect(told(story)).toEqual(doubts);
  });

  it('are the same when they are looked for again', () => {
    for (const [why, story] of cases) {
      const first = doubtsAbout(factsOf(story));
      const known = first.map((doubt) => ({ ...doubt, state: 'open' as const }));
      const decided = (story.known ?? []).filter(({ state }) => state !== 'open');
      const again = factsOf({ ...story, known: decided.length > 0 ? (story.known ?? []) : known });
      expect([why, doubtsAbout(again)]).toEqual([why, first]);
    }
  });
});

describe('what a flag is about', () => {
  it.each<[string, Story['days'], boolean]>([
    ['still stands', said(ratio(14), ratio(4)), true],
    ['was said again', said(ratio(14), ratio(4), ratio(4)), true],
    ['was left out since', [...said(ratio(14), ratio(4)), { lan: true }], true],
    ['was corrected', said(ratio(4), ratio(5)), false],
    ['was corrected and came back', said(ratio(4), ratio(5), ratio(4)), false],
    ['is not known any more', said(ratio(4), null), false],
  ])('%s', (_, days, stands) => {
    const ago =
      days.length - 1 - days.findIndex((one) => JSON.stringify(one?.valid) === JSON.stringify(ratio(4)));
    expect(stillStands(factsOf({ days }), flag('sharp_fall', ago, ratio(4), 'questioned'))).toBe(stands);
  });
});
