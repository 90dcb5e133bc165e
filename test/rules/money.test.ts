import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, inWords, sumOf, toNumber } from '../../src/funding/money-rules.ts';
import { costOf, type Granted, NOTHING_GRANTED, sumNeeds } from '../../src/funding/need-rules.ts';
import { requirement } from '../../src/funding/norm-rules.ts';
import { type NormSet, normsOn } from '../../src/funding/norms.ts';
import { endsOf, objectionsTo, type Price, priceOn } from '../../src/funding/price-rules.ts';
import {
  checkAllocation,
  checkDelivery,
  checkDisbursement,
  type Line,
  progressOf,
  roomOn,
  waitsFor,
} from '../../src/funding/proposal-rules.ts';

const million = 1_000_000;

describe('amounts in words', () => {
  it.each([
    [0, 'Không đồng'],
    [1, 'Một đồng'],
    [4, 'Bốn đồng'],
    [5, 'Năm đồng'],
    [10, 'Mười đồng'],
    [11, 'Mười một đồng'],
    [14, 'Mười bốn đồng'],
    [15, 'Mười lăm đồng'],
    [20, 'Hai mươi đồng'],
    [21, 'Hai mươi mốt đồng'],
    [24, 'Hai mươi tư đồng'],
    [25, 'Hai mươi lăm đồng'],
    [91, 'Chín mươi mốt đồng'],
    [100, 'Một trăm đồng'],
    [101, 'Một trăm linh một đồng'],
    [104, 'Một trăm linh bốn đồng'],
    [105, 'Một trăm linh năm đồng'],
    [110, 'Một trăm mười đồng'],
    [115, 'Một trăm mười lăm đồng'],
    [121, 'Một trăm hai mươi mốt đồng'],
    [124, 'Một trăm hai mươi tư đồng'],
    [411, 'Bốn trăm mười một đồng'],
    [555, 'Năm trăm năm mươi lăm đồng'],
    [1_000, 'Một nghìn đồng'],
    [1_001, 'Một nghìn không trăm linh một đồng'],
    [1_010, 'Một nghìn không trăm mười đồng'],
    [21_021, 'Hai mươi mốt nghìn không trăm hai mươi mốt đồng'],
    [1_000_005, 'Một triệu không trăm linh năm đồng'],
    [1_005_000, 'Một triệu không trăm linh năm nghìn đồng'],
    [5_005, 'Năm nghìn không trăm linh năm đồng'],
    [10_015, 'Mười nghìn không trăm mười lăm đồng'],
    [15_004, 'Mười lăm nghìn không trăm linh bốn đồng'],
    [100_001, 'Một trăm nghìn không trăm linh một đồng'],
    [101_101, 'Một trăm linh một nghìn một trăm linh một đồng'],
    [105_000, 'Một trăm linh năm nghìn đồng'],
    [1_000_000, 'Một triệu đồng'],
    [1_000_001, 'Một triệu không trăm linh một đồng'],
    [1_001_001, 'Một triệu không trăm linh một nghìn không trăm linh một đồng'],
    [4_004_004, 'Bốn triệu không trăm linh bốn nghìn không trăm linh bốn đồng'],
    [10_010_010, 'Mười triệu không trăm mười nghìn không trăm mười đồng'],
    [21_500_000, 'Hai mươi mốt triệu năm trăm nghìn đồng'],
    [24_000_000, 'Hai mươi tư triệu đồng'],
    [44_444_444, 'Bốn mươi tư triệu bốn trăm bốn mươi tư nghìn bốn trăm bốn mươi tư đồng'],
    [55_555_555, 'Năm mươi lăm triệu năm trăm năm mươi lăm nghìn năm trăm năm mươi lăm đồng'],
    [100_000_000, 'Một trăm triệu đồng'],
    [101_000_000, 'Một trăm linh một triệu đồng'],
    [111_111_111, 'Một trăm mười một triệu một trăm mười một nghìn một trăm mười một đồng'],
    [
      999_999_999,
      'Chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng',
    ],
    [1_000_000_000, 'Một tỷ đồng'],
    [1_000_000_015, 'Một tỷ không trăm mười lăm đồng'],
    [1_001_000_000, 'Một tỷ không trăm linh một triệu đồng'],
    [2_000_500_000, 'Hai tỷ năm trăm nghìn đồng'],
    [10_500_000_000, 'Mười tỷ năm trăm triệu đồng'],
    [21_000_000_000, 'Hai mươi mốt tỷ đồng'],
    [105_024_001_000, 'Một trăm linh năm tỷ không trăm hai mươi tư triệu không trăm linh một nghìn đồng'],
    [1_000_000_000_001, 'Một nghìn tỷ không trăm linh một đồng'],
    [1_001_000_000_000, 'Một nghìn không trăm linh một tỷ đồng'],
    [316 * million, 'Ba trăm mười sáu triệu đồng'],
    [1_500_000_000, 'Một tỷ năm trăm triệu đồng'],
    [1_000_000_001, 'Một tỷ không trăm linh một đồng'],
    [1_000_050_000, 'Một tỷ không trăm năm mươi nghìn đồng'],
    [
      54_321_054_215,
      'Năm mươi tư tỷ ba trăm hai mươi mốt triệu không trăm năm mươi tư nghìn hai trăm mười lăm đồng',
    ],
    [1_000_000_000_000, 'Một nghìn tỷ đồng'],
    [2_345_000_000_000, 'Hai nghìn ba trăm bốn mươi lăm tỷ đồng'],
    [10n ** 18n, 'Một tỷ tỷ đồng'],
    [-21_000, 'Âm hai mươi mốt nghìn đồng'],
  ])('%s', (amount, words) => {
    expect(inWords(amount)).toBe(words);
  });

  it('tell every amount from every other', () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, 10n ** 15n),
        fc.bigInt(1n, 10n ** 6n),
        (a, d) => inWords(a) !== inWords(a + d),
      ),
      { numRuns: 300 },
    );
  });
});

describe('sums', () => {
  it('are never off by one đồng, and nothing where a number would be', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(toNumber(sumOf([most - 1, 1]))).toBe(most);
    expect(toNumber(sumOf([most, 1]))).toBeNull();
    expect(amountOf(999_999, 999_999_999_999)).toBe(999_999n * 999_999_999_999n);
    expect(amountOf(null, 5)).toBeNull();
    expect(amountOf(5, null)).toBeNull();
    expect(amountOf(0.5, 5)).toBeNull();
  });
});

const price = (over: Partial<Price> = {}): Price => ({
  item: 'equipment.computer',
  unitPrice: 18 * million,
  ceiling: 20 * million,
  basis: '',
  validFrom: '2026-04-01',
  validTo: null,
  ...over,
});

describe('a price', () => {
  const fields = (given: Partial<Price>, beside: Partial<Price>[] = [], norm: number | null = null) =>
    objectionsTo(price(given), beside.map(price), norm).map(({ field }) => field);

  it.each<[string, Partial<Price>, string[]]>([
    ['at the ceiling is taken', { unitPrice: 20 * million }, []],
    ['of 22 million is refused under A', { unitPrice: 22 * million }, ['unitPrice']],
    [
      'of 22 million is taken under C with a basis',
      { unitPrice: 22 * million, ceiling: null, basis: 'Mục C' },
      [],
    ],
    [
      'of 22 million is refused under C without',
      { unitPrice: 22 * million, ceiling: null, basis: '  ' },
      ['basis'],
    ],
    ['is no less than one đồng', { unitPrice: 0 }, ['unitPrice']],
    ['is not negative', { unitPrice: -1 }, ['unitPrice']],
    ['is whole', { unitPrice: 1.5 }, ['unitPrice']],
    ['is not huge', { unitPrice: 10 ** 12, ceiling: null, basis: 'x' }, ['unitPrice']],
    [
      'tells all at once',
      { unitPrice: -1, ceiling: null, validTo: '2026-03-01' },
      ['unitPrice', 'basis', 'validTo'],
    ],
  ])('%s', (_, given, wrong) => {
    expect(fields(given)).toEqual(wrong);
  });

  it('above the ceiling of the norms rests on something', () => {
    const above = { unitPrice: 21 * million, ceiling: 22 * million };
    expect(fields(above, [], 20 * million)).toEqual(['basis']);
    expect(fields({ ...above, basis: 'NQ 12/2026/NQ-HĐND' }, [], 20 * million)).toEqual([]);
  });

  it.each<[string, Partial<Price>, Partial<Price>, boolean]>([
    ['gives way to a later one', { validFrom: '2026-05-01' }, {}, true],
    ['of the same day is refused', {}, {}, false],
    ['within another is refused', { validFrom: '2026-05-01' }, { validTo: '2026-06-30' }, false],
    ['on the last day of another is refused', { validFrom: '2026-06-30' }, { validTo: '2026-06-30' }, false],
    ['after the last day of another is taken', { validFrom: '2026-07-01' }, { validTo: '2026-06-30' }, true],
    ['before another is taken', { validFrom: '2026-03-01' }, {}, true],
    ['into another is refused', { validFrom: '2026-03-01', validTo: '2026-04-01' }, {}, false],
    ['up to another is taken', { validFrom: '2026-03-01', validTo: '2026-03-31' }, {}, true],
  ])('%s', (_, given, beside, taken) => {
    expect(fields(given, [beside])).toEqual(taken ? [] : ['validFrom']);
  });

  it('holds from its day to the day before the next, or to its own last day', () => {
    const first = price();
    const second = price({ validFrom: '2026-05-01', validTo: '2026-05-31' });
    const all = [second, first];
    expect(
      ['2026-03-31', '2026-04-01', '2026-04-30', '2026-05-01', '2026-05-31', '2026-06-01'].map((day) =>
        priceOn(all, day),
      ),
    ).toEqual([undefined, first, first, second, second, undefined]);
    expect([endsOf(all).get(first), endsOf(all).get(second)]).toEqual(['2026-04-30', '2026-05-31']);
  });
});

describe('the norms', () => {
  const set = normsOn('2026-04-01') as NormSet;

  it('ask 316 million for 31 posts, 28 of them specialists, with 20 computers, 6 printers, 1 scanner', () => {
    const have = { computer: 20, printer: 6, scanner: 1 };
    const { lines, total } = requirement(set, { posts: 31, specialists: 28, have });
    expect(lines.map(({ item, required, missing, amount }) => [item, required, missing, amount])).toEqual([
      ['computer', 31, 11, 220 * million],
      ['printer', 10, 4, 52 * million],
      ['scanner', 3, 2, 44 * million],
    ]);
    expect(total).toBe(316 * million);
  });

  it.each([
    [0, 0],
    [1, 1],
    [15, 1],
    [16, 2],
    [30, 2],
    [31, 3],
  ])('round up: %i posts are %i scanners', (posts, scanners) => {
    const { lines } = requirement(set, { posts, specialists: 0, have: { scanner: 0 } });
    expect(lines[0]?.required).toBe(scanners);
  });

  it('leave out under A and B what is equipped under C, and only what C has', () => {
    const of = (underC: object) =>
      requirement(set, { posts: 31, specialists: 28, have: { computer: 20, desk: 20 }, underC }).lines.map(
        ({ missing }) => missing,
      );
    expect(of({})).toEqual([11, 11]);
    expect(of({ computer: 5 })).toEqual([6, 11]);
    expect(of({ computer: 50, desk: 5 })).toEqual([0, 11]);
  });

  it('are not known of days before they came into force', () => {
    expect(normsOn('2026-03-08')).toBeUndefined();
    expect(normsOn('2026-03-09')).toBeDefined();
  });
});

describe('a need', () => {
  const granted = (over: Partial<Granted>): Granted => ({ ...NOTHING_GRANTED, ...over });
  const seen = { haveBefore: 15, haveSince: 17, reportedSince: true };

  it.each<[string, number | null, Partial<Granted>, object]>([
    ['of nothing granted', 5, {}, { missing: 5, open: 5, amount: 50n, funding: 'none', notShown: null }],
    ['that is proposed', 5, { proposed: 5 }, { missing: 5, open: 5, funding: 'proposed' }],
    ['that is granted in part', 5, { allocated: 3 }, { missing: 5, open: 2, funding: 'allocated' }],
    [
      'that was delivered and is not recorded yet',
      5,
      { allocated: 3, delivered: 3, haveBefore: 15 },
      { missing: 2, open: 2, amount: 20n, shown: 0, funding: 'delivered', notShown: null },
    ],
    [
      'of which less was recorded',
      3,
      { allocated: 3, delivered: 3, ...seen },
      { missing: 2, open: 2, shown: 2, funding: 'not_shown', notShown: { delivered: 3, shown: 2 } },
    ],
    [
      'of which less was recorded, and a reviewer said that it is right',
      3,
      { allocated: 3, delivered: 3, ...seen, settled: true },
      { missing: 3, open: 3, shown: 2, funding: 'none', notShown: null },
    ],
    [
      'of which all was recorded',
      2,
      { allocated: 3, delivered: 3, ...seen, haveSince: 18 },
      { missing: 2, open: 2, shown: 3, funding: 'none', notShown: null },
    ],
    [
      'of which more was recorded',
      0,
      { allocated: 3, delivered: 3, ...seen, haveSince: 25 },
      { missing: 0, shown: 3, notShown: null },
    ],
    [
      'of whom nothing was known before',
      2,
      { allocated: 3, delivered: 3, haveSince: 18, reportedSince: true },
      { missing: 2, shown: 3, notShown: null },
    ],
    ['of nobody knows how much', null, { allocated: 1 }, { missing: null, open: null, amount: null }],
  ])('%s', (_, recorded, of, expected) => {
    expect(costOf(recorded, 10, granted(of))).toMatchObject(expected);
  });

  it('without a price costs nobody knows what, never nothing', () => {
    const one = costOf(5, null, NOTHING_GRANTED);
    expect(one.amount).toBeNull();
    expect(sumNeeds([one])).toMatchObject({ amount: null, unknown: 1, missing: 5 });
    expect(sumNeeds([one, costOf(2, 10, NOTHING_GRANTED)])).toMatchObject({
      amount: 20,
      unknown: 1,
      missing: 7,
    });
    expect(sumNeeds([])).toMatchObject({ amount: 0, unknown: 0, missing: 0 });
  });
});

describe('a proposal', () => {
  const line = (over: Partial<Line> = {}): Line => ({
    id: 1,
    locality: 'A',
    item: 'i',
    quantity: 5,
    unitPrice: 10,
    allocated: 0,
    delivered: 0,
    accepted: 0,
    ...over,
  });
  const asked = (quantity: number, locality = 'A') => ({ locality, item: 'i', quantity });
  const fieldsOf = (found: object) =>
    'objections' in found ? (found.objections as { field: string }[]).map(({ field }) => field) : [];

  it('is granted in parts, never above itself, all or nothing', () => {
    expect(checkAllocation([line({ allocated: 3 })], [asked(2)])).toEqual({
      granted: [{ line: 1, quantity: 2 }],
    });
    expect(fieldsOf(checkAllocation([line({ allocated: 3 })], [asked(3), asked(1, 'B')]))).toEqual([
      'lines/0/quantity',
      'lines/1',
    ]);
    expect(fieldsOf(checkAllocation([line()], [asked(1), asked(1)]))).toEqual(['lines/1']);
  });

  it('is delivered up to what was granted, on a day that has begun', () => {
    const of = (quantity: number, receivers: string[], day = '2026-04-02', locality = 'A') =>
      checkDelivery(
        [{ line: line({ allocated: 3, delivered: 1 }), receivers, onDay: 2 }],
        { ...asked(quantity, locality), day },
        '2026-04-02',
      );
    expect(of(2, ['A'])).toEqual({ delivered: [{ line: 1, receiver: 'A', quantity: 2 }] });
    expect(fieldsOf(of(3, ['A'], '2026-04-03'))).toEqual(['day', 'quantity']);
    // Of one that has ended: its successor receives; of several, whoever delivers says which.
    expect(of(2, ['B'])).toEqual({ delivered: [{ line: 1, receiver: 'B', quantity: 2 }] });
    expect(fieldsOf(of(2, ['B', 'C']))).toEqual(['locality']);
    expect(of(2, ['B', 'C'], '2026-04-02', 'C')).toEqual({
      delivered: [{ line: 1, receiver: 'C', quantity: 2 }],
    });
    expect(fieldsOf(of(2, []))).toEqual(['locality']);
    expect(fieldsOf(of(2, ['A'], '2026-04-02', 'X'))).toEqual(['locality']);
  });

  it.each<[string, string, bigint]>([
    ['before anything was given', '2026-03-31', 0n],
    ['on the day of the first, less what later days take of it', '2026-04-01', 1n],
    ['on the day of the second', '2026-04-05', 3n],
    ['later', '2026-05-01', 3n],
  ])('what may be taken of it: %s', (_, day, room) => {
    const given = [
      { day: '2026-04-01', amount: 2 },
      { day: '2026-04-05', amount: 3 },
    ];
    const taken = [
      { day: '2026-04-03', amount: 1 },
      { day: '2026-04-06', amount: 1 },
    ];
    expect(roomOn(given, taken, day)).toBe(room);
  });

  it('is paid out of what its source granted', () => {
    const granted = [{ source: 's', amount: 30n, day: '2026-03-02' }];
    const of = (amount: number, source = 's', day = '2026-04-02') =>
      checkDisbursement(
        granted,
        [{ source: 's', amount: 10n, day: '2026-04-01' }],
        { source, amount, day },
        '2026-04-02',
      ).map(({ field }) => field);
    expect(of(20)).toEqual([]);
    expect(of(21)).toEqual(['amount']);
    expect(of(1, 'other', '2027-01-01')).toEqual(['day', 'source']);
    expect(of(1, 's', '2026-03-01')).toEqual(['day']);
  });

  it.each<[Partial<Line>, string, string | null]>([
    [{}, 'nothing_allocated', 'allocation'],
    [{ allocated: 2 }, 'partly_allocated', 'allocation'],
    [{ allocated: 5 }, 'allocated', 'delivery'],
    [{ allocated: 5, delivered: 2 }, 'partly_delivered', 'delivery'],
    [{ allocated: 5, delivered: 5 }, 'delivered', 'acceptance'],
    [{ allocated: 5, delivered: 5, accepted: 5 }, 'accepted', null],
  ])('%j stands at %s', (over, progress, waits) => {
    expect(progressOf([line(over)])).toBe(progress);
    expect(waitsFor('approved', [line(over)])).toBe(waits);
  });
});
