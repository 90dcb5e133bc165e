import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COLOUR_ORDER, PAINT } from '../src/charts/colours.ts';
import { latestTurn, targetsOf, turnOf } from '../src/digest/rules.ts';
import { sayDigest } from '../src/digest/said.ts';
import { type Digest, type DigestFacts, EACH } from '../src/digest/types.ts';
import type { ProgrammeSettings } from '../src/registry/types.ts';
import { instant } from './support/clock.ts';
import { PROGRAMME, registryOf, SETTINGS } from './support/registry.ts';

/** Whose turn it is when, by tables of moments. 2025-09-22 and 2026-02-09 are Mondays. */

const DAILY: Digest = {
  id: 1,
  programme: EACH,
  province: EACH,
  role: 'department',
  period: 'day',
  weekday: null,
  at: '16:45',
  enabled: true,
  holdsFrom: new Date(0),
};
const WEEKLY: Digest = { ...DAILY, id: 2, role: 'leader', period: 'week', weekday: 1, at: '08:00' };

const TET = ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'];
const registryWith = (settings: Partial<ProgrammeSettings> = {}, over = {}) =>
  registryOf({
    programmes: [{ ...PROGRAMME, startsOn: '2025-09-03', settings: [{ ...SETTINGS, ...settings }], ...over }],
    heldDays: [],
    calendarDays: [
      { scope: 'VN', day: '2026-01-01', kind: 'holiday' },
      ...TET.map((day) => ({ scope: 'VN', day, kind: 'holiday' as const })),
      { scope: 'VN', day: '2026-04-27', kind: 'holiday' },
      // A Saturday worked for a day off before the holiday.
      { scope: 'VN', day: '2026-02-28', kind: 'makeup_workday' },
    ],
  });
const registry = registryWith();

interface Told {
  slot: string;
  of: string;
  from: string;
}

function toldAt(digest: Digest, at: string, known = registry): Told | null {
  const now = instant(at);
  const targets = targetsOf(digest, [digest], known);
  const slot = latestTurn(digest, targets, known, now);
  const [target] = targets;
  if (slot === null || !target) return null;
  const turn = turnOf(digest, target, known, slot, now);
  if (turn === null) return null;
  const local = new Date(turn.notBefore.getTime() + 7 * 3_600_000).toISOString();
  return { slot, of: turn.day, from: local.slice(0, 16).replace('T', ' ') };
}

describe('the daily digest', () => {
  it.each<[string, string, Told | null]>([
    [
      'a minute before its hour is still that of the day before',
      '2025-09-23 16:44',
      { slot: '2025-09-22', of: '2025-09-22', from: '2025-09-23 16:44' },
    ],
    [
      'is due on the stroke of its hour',
      '2025-09-23 16:45',
      { slot: '2025-09-23', of: '2025-09-23', from: '2025-09-23 16:45' },
    ],
    [
      'stays the same for an hour',
      '2025-09-23 17:45',
      { slot: '2025-09-23', of: '2025-09-23', from: '2025-09-23 16:45' },
    ],
    [
      'that is late at night waits for the office to open',
      '2025-09-23 23:00',
      { slot: '2025-09-23', of: '2025-09-23', from: '2025-09-24 07:30' },
    ],
    [
      'of Friday stays the latest on Saturday, and waits for Monday',
      '2025-09-27 16:45',
      { slot: '2025-09-26', of: '2025-09-26', from: '2025-09-29 07:30' },
    ],
    [
      'after an outage of days is the latest alone',
      '2025-10-08 09:00',
      { slot: '2025-10-07', of: '2025-10-07', from: '2025-10-08 09:00' },
    ],
    [
      'tells nothing on a holiday',
      '2026-01-01 17:00',
      { slot: '2025-12-31', of: '2025-12-31', from: '2026-01-02 07:30' },
    ],
    [
      'is silent all through Tết',
      '2026-02-20 17:00',
      { slot: '2026-02-13', of: '2026-02-13', from: '2026-02-23 07:30' },
    ],
    [
      'is due on the first day after Tết',
      '2026-02-23 16:45',
      { slot: '2026-02-23', of: '2026-02-23', from: '2026-02-23 16:45' },
    ],
    [
      'is due on a Saturday that is worked',
      '2026-02-28 16:45',
      { slot: '2026-02-28', of: '2026-02-28', from: '2026-02-28 16:45' },
    ],
    ['is not there before the programme begins', '2025-09-02 17:00', null],
    ['is not there on the first day before its hour', '2025-09-03 16:44', null],
  ])('%s', (_, at, told) => {
    expect(toldAt(DAILY, at)).toEqual(told);
  });

  it('goes out on Sundays where every day is a reporting day', () => {
    expect(toldAt(DAILY, '2025-09-28 16:45', registryWith({ reportingDays: 'every' }))).toEqual({
      slot: '2025-09-28',
      of: '2025-09-28',
      from: '2025-09-28 16:45',
    });
  });

  it('ends with its programme', () => {
    const ended = registryWith({}, { endsOn: '2025-09-22' });
    expect(toldAt(DAILY, '2025-09-23 17:00', ended)?.slot).toBe('2025-09-22');
    expect(toldAt(DAILY, '2025-11-23 17:00', ended)).toBeNull();
  });

  it.each<[string, string, string, string, string | null]>([
    // What, hour set, when it was set, now, whose turn.
    [
      'moved later during the day, has its turn at the new hour',
      '17:30',
      '2025-09-23 12:00',
      '2025-09-23 17:30',
      '2025-09-23',
    ],
    ['moved later is not due at the old hour', '17:30', '2025-09-23 12:00', '2025-09-23 16:45', null],
    [
      'moved to an hour that has passed does not go out at once',
      '10:00',
      '2025-09-23 12:00',
      '2025-09-23 12:01',
      null,
    ],
    ['… but at that hour of the next day', '10:00', '2025-09-23 12:00', '2025-09-24 10:00', '2025-09-24'],
  ])('%s', (_, at, holdsFrom, now, slot) => {
    expect(toldAt({ ...DAILY, at, holdsFrom: instant(holdsFrom) }, now)?.slot ?? null).toBe(slot);
  });

  it('that is switched off has no turn', () => {
    expect(toldAt({ ...DAILY, enabled: false }, '2025-09-23 17:00')).toBeNull();
  });
});

describe('the weekly digest', () => {
  it.each<[string, string, Told | null]>([
    [
      'tells on Monday morning of the last reporting day',
      '2025-09-22 08:00',
      { slot: '2025-09-22', of: '2025-09-19', from: '2025-09-22 08:00' },
    ],
    [
      'a minute before is that of the week before',
      '2025-09-22 07:59',
      { slot: '2025-09-15', of: '2025-09-12', from: '2025-09-22 07:59' },
    ],
    ['in a week of holidays has no turn', '2026-02-16 08:00', null],
    [
      'on a Monday off waits for Tuesday, and tells of Friday',
      '2026-04-27 08:00',
      { slot: '2026-04-27', of: '2026-04-24', from: '2026-04-28 08:00' },
    ],
    [
      'after Tết tells of the last day before it, which nobody has told of',
      '2026-02-23 08:00',
      { slot: '2026-02-23', of: '2026-02-13', from: '2026-02-23 08:00' },
    ],
    ['in its first week has nothing to tell of', '2025-09-01 08:00', null],
  ])('%s', (_, at, told) => {
    expect(toldAt(WEEKLY, at)).toEqual(told);
  });

  it('set for the evening tells of the day itself, which is over by then', () => {
    expect(toldAt({ ...WEEKLY, weekday: 5, at: '17:00' }, '2025-09-26 17:00')?.of).toBe('2025-09-26');
    expect(toldAt({ ...WEEKLY, weekday: 5, at: '15:00' }, '2025-09-26 15:00')?.of).toBe('2025-09-25');
  });
});

describe('of several digests', () => {
  const own = { ...DAILY, id: 3, province: '31' };
  const ofProgramme = { ...DAILY, id: 4, programme: 'haiphong-daily' };
  const both = { ...DAILY, id: 5, programme: 'haiphong-daily', province: '31' };

  it.each<[string, Digest[], number]>([
    ['the general one, where there is no other', [DAILY], 1],
    ['the one of the province before the general one', [DAILY, own], 3],
    ['the one of the programme before the one of the province', [DAILY, own, ofProgramme], 4],
    ['the one of both before all', [DAILY, own, ofProgramme, both], 5],
    ['one that is switched off, which switches off the general one', [DAILY, { ...own, enabled: false }], 3],
  ])('holds %s', (_, all, id) => {
    const holding = all.filter((one) => targetsOf(one, all, registry).length > 0);
    expect(holding.map((one) => one.id)).toEqual([id]);
  });

  it('another role or period is no rival', () => {
    const all = [DAILY, { ...own, role: 'leader' as const }, { ...own, id: 6, period: 'week' as const }];
    expect(targetsOf(DAILY, all, registry)).toHaveLength(1);
  });
});

it('letters and pictures have the colours of the pages', () => {
  const styles = readFileSync(new URL('../src/pages/assets/styles/base.css', import.meta.url), 'utf8');
  const token = (name: string) => {
    const hex = new RegExp(`--${name}: #(\\w+);`).exec(styles)?.[1] ?? '';
    return `#${hex.length === 3 ? [...hex].map((one) => one + one).join('') : hex}`;
  };
  for (const colour of COLOUR_ORDER)
    expect([colour, PAINT[colour]]).toEqual([colour, { fill: token(colour), ink: token(`on-${colour}`) }]);
});

it('counts apart, by the day of the rule, who a change of the rules moved', () => {
  const names = new Map(
    ['10507', '10525', '10532'].map((code) => [code, { type: 'phường', name: `Số ${code}` }]),
  );
  const facts = {
    period: 'day',
    day: '2026-03-10',
    now: instant('2026-03-10 16:30'),
    province: { code: '31', name: 'Thành phố Hải Phòng' },
    summary: {
      green: 111,
      percentGreen: 97.4,
      expected: 114,
      received: 114,
      rates: { timely: {}, complete: {}, accurate: {} },
    },
    change: {
      since: '2026-03-09',
      green: 114,
      total: 114,
      turned: [],
      fell: ['10507'],
      moved: [
        { code: '10532', day: '2026-03-10' },
        { code: '10525', day: '2026-03-09' },
      ],
    },
    target: { deadline: null, lacking: 0, daysLeft: null },
    names,
    indicators: new Map(),
    ...{ views: [], units: [], ranking: [], alerts: [], escalations: [], promises: [], gaps: [], totals: [] },
  } as unknown as DigestFacts;
  const said = sayDigest(facts, (vi) => vi);
  expect(said.change).toContain(
    '0 đơn vị mới đạt, 1 đơn vị không còn đạt. 1 đơn vị đổi mức do thay đổi quy định từ 9/3/2026. 1 đơn vị đổi mức do thay đổi quy định từ 10/3/2026.',
  );
  expect(said.sections.map(({ title, lines }) => [title, lines]).slice(0, 4)).toEqual([
    ['Cần hỗ trợ nhất', []],
    ['Không còn đạt: 1', ['phường Số 10507']],
    ['Do thay đổi quy định từ 9/3/2026: 1', ['phường Số 10525']],
    ['Do thay đổi quy định từ 10/3/2026: 1', ['phường Số 10532']],
  ]);
});
