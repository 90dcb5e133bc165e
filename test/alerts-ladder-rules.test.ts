import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Climb, climb, type Taken, turnsLeft } from '../src/alerts/climb-rules.ts';
import type { Step } from '../src/alerts/ladder.ts';
import type { Span } from '../src/alerts/ladder-clock.ts';
import { coversAlert } from '../src/alerts/silence-rules.ts';
import { instant as at, local } from './support/clock.ts';
import { working } from './support/office.ts';

const span = (from: string, until: string): Span => ({ from: at(from), until: at(until) });

const step = (over: Partial<Step> = {}): Step => ({
  role: 'officer',
  waitMinutes: 0,
  channel: 'preferred',
  hours: 'working',
  repeatMinutes: null,
  atMost: 1,
  tellEnd: false,
  ...over,
});
const MISSING = [step(), step({ role: 'leader', waitMinutes: 570 })];
/** Said three times: at once and every working day. */
const REPEATED = [step({ repeatMinutes: 570, atMost: 3 })];

describe('the steps of a ladder', () => {
  const taken = (index: number, turn: number, when: string): Taken => ({ step: index, turn, at: at(when) });
  const alert = (openedAt: string, over: Partial<Climb> = {}): Climb => ({
    openedAt: at(openedAt),
    steps: MISSING,
    taken: [],
    silences: [],
    inhibited: false,
    isWorkingDay: working,
    ...over,
  });
  /** `tell 0.1 1.1, next 2026-…`: steps with their turns; `wait next_step 2026-…`; `stop`. */
  function said(given: Climb, now: string): string {
    const decision = climb(given, at(now));
    if (decision.action === 'stop') return 'stop';
    if (decision.action === 'wait') return `wait ${decision.reason} ${local(decision.next)}`;
    const turns = decision.turns.map((one) => `${one.step}.${one.turn}`).join(' ');
    return `tell ${turns}, next ${local(decision.next) ?? 'none'}`;
  }
  const opened = '2026-03-05 16:01';
  const first = taken(0, 1, opened);
  const rows: [intent: string, given: Climb, now: string, expected: string][] = [
    [
      'the first is taken as the alert opens, and the next is a working day later',
      alert(opened),
      opened,
      'tell 0.1, next 2026-03-06 16:01',
    ],
    [
      'a minute before its time the second waits',
      alert(opened, { taken: [first] }),
      '2026-03-06 16:00',
      'wait next_step 2026-03-06 16:01',
    ],
    [
      'a second before it, too',
      alert(opened, { taken: [first] }),
      '2026-03-06 16:00:59',
      'wait next_step 2026-03-06 16:01',
    ],
    [
      'at its time it is taken, and nobody is left',
      alert(opened, { taken: [first] }),
      '2026-03-06 16:01',
      'tell 1.1, next none',
    ],
    [
      'nobody is told again',
      alert(opened, { taken: [first, taken(1, 1, '2026-03-06 16:01')] }),
      '2026-03-09 16:01',
      'stop',
    ],
    [
      'a day missed on Friday reaches the officer on Friday, the leader on Monday',
      alert('2026-03-06 16:01'),
      '2026-03-06 16:01',
      'tell 0.1, next 2026-03-09 16:01',
    ],
    [
      'opened after hours on Friday, it waits for Monday',
      alert('2026-03-06 17:00'),
      '2026-03-06 17:00',
      'wait next_step 2026-03-09 07:30',
    ],
    [
      'a day missed before Tết reaches the leader after it',
      alert('2026-02-13 16:01', { taken: [taken(0, 1, '2026-02-13 16:01')] }),
      '2026-02-16 10:00',
      'wait next_step 2026-02-23 16:01',
    ],
    [
      'steps that came due in an outage are said once, together',
      alert(opened),
      '2026-03-11 09:00',
      'tell 0.1 1.1, next none',
    ],
    [
      'a repeated one overdue for days is said once, and goes on from then',
      alert(opened, { steps: REPEATED, taken: [first] }),
      '2026-03-11 09:00',
      'tell 0.2, next 2026-03-12 09:00',
    ],
    [
      'a repeated one is said again a working day after it was said',
      alert(opened, { steps: REPEATED, taken: [first] }),
      '2026-03-06 16:01',
      'tell 0.2, next 2026-03-09 16:01',
    ],
    [
      'the last turn is followed by none',
      alert(opened, { steps: REPEATED, taken: [first, taken(0, 2, '2026-03-06 16:01')] }),
      '2026-03-09 16:01',
      'tell 0.3, next none',
    ],
    [
      'and not by a fourth',
      alert(opened, {
        steps: REPEATED,
        taken: [first, taken(0, 2, '2026-03-06 16:01'), taken(0, 3, '2026-03-09 16:01')],
      }),
      '2026-03-12 16:01',
      'stop',
    ],
    [
      'one said once only is not repeated, however often it might be',
      alert(opened, { steps: [step({ repeatMinutes: 570, atMost: 1 })], taken: [first] }),
      '2026-03-12 16:01',
      'stop',
    ],
    [
      'nor one that may be said often but has no interval',
      alert(opened, { steps: [step({ atMost: 3 })], taken: [first] }),
      '2026-03-12 16:01',
      'stop',
    ],
    [
      'a step at any hour is taken in the night',
      alert('2026-03-05 23:00', { steps: [step({ hours: 'any' })] }),
      '2026-03-05 23:00',
      'tell 0.1, next none',
    ],
    [
      'one of waking hours is taken as well: its message waits for the morning',
      alert('2026-03-05 23:00', { steps: [step({ hours: 'waking' })] }),
      '2026-03-05 23:00',
      'tell 0.1, next none',
    ],
    [
      'waits of such steps are of the clock',
      alert('2026-03-07 20:00', { steps: [step({ hours: 'any', waitMinutes: 60 })] }),
      '2026-03-07 20:59',
      'wait next_step 2026-03-07 21:00',
    ],
    [
      'in a silence nothing is said, and why',
      alert(opened, { silences: [span('2026-03-05 00:00', '2026-03-07 00:00')] }),
      '2026-03-05 16:01',
      'wait silenced 2026-03-09 07:30',
    ],
    [
      'a silence of a week moves the second step by a week',
      alert(opened, { taken: [first], silences: [span('2026-03-06 00:00', '2026-03-13 00:00')] }),
      '2026-03-06 16:01',
      'wait silenced 2026-03-13 16:01',
    ],
    [
      'half of the wait before it and half after it',
      alert(opened, { taken: [first], silences: [span('2026-03-06 12:00', '2026-03-06 15:00')] }),
      '2026-03-06 16:01',
      'wait next_step 2026-03-09 09:31',
    ],
    [
      'what was overdue as a silence began is not said in it',
      alert(opened, { silences: [span('2026-03-05 16:02', '2026-03-06 09:00')] }),
      '2026-03-05 16:02',
      'wait silenced 2026-03-06 09:00',
    ],
    [
      'but as it ends',
      alert(opened, { silences: [span('2026-03-05 16:02', '2026-03-06 09:00')] }),
      '2026-03-06 09:00',
      'tell 0.1, next 2026-03-09 08:59',
    ],
    [
      'a repeat waits for the silence as well',
      alert(opened, {
        steps: REPEATED,
        taken: [first],
        silences: [span('2026-03-06 16:01', '2026-03-09 12:00')],
      }),
      '2026-03-06 16:01',
      'wait silenced 2026-03-09 12:00',
    ],
    [
      'what others hear of already waits some minutes',
      alert(opened, { inhibited: true }),
      opened,
      'wait inhibited 2026-03-05 16:06',
    ],
    [
      'though not before its own time',
      alert(opened, { taken: [first], inhibited: true }),
      '2026-03-06 10:00',
      'wait next_step 2026-03-06 16:01',
    ],
    ['a ladder without steps tells nobody', alert(opened, { steps: [] }), opened, 'stop'],
    [
      'a clock set back waits for the opening anew',
      alert(opened),
      '2026-03-05 15:01',
      'wait next_step 2026-03-05 16:01',
    ],
  ];
  it.each(rows)('%s', (_, given, now, expected) => expect(said(given, now)).toBe(expected));

  const anyStep = fc.record({
    waitMinutes: fc.integer({ min: 0, max: 3_000 }),
    hours: fc.constantFrom('working' as const, 'any' as const),
    repeatMinutes: fc.option(fc.integer({ min: 1, max: 2_000 })),
    atMost: fc.integer({ min: 1, max: 4 }),
  });
  it('says each turn once and in order, at whatever moments it is looked at, and never in a silence', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 30 });
    const silent = fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 3_000 }));
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 3 }), minutes, silent, (steps, looks, [from, length]) => {
        const start = at('2026-02-11 09:00').getTime();
        const silence = {
          from: new Date(start + from * 60_000),
          until: new Date(start + (from + length) * 60_000),
        };
        const given = {
          ...alert('2026-02-11 09:00'),
          steps: steps.map((one) => step(one)),
          silences: [silence],
        };
        const told: Taken[] = [];
        for (const look of looks.sort((a, b) => a - b)) {
          const now = new Date(start + look * 60_000);
          const decision = climb({ ...given, taken: [...told] }, now);
          if (decision.action !== 'tell') continue;
          expect(silence.from <= now && now < silence.until).toBe(false);
          told.push(...decision.turns.map((one) => ({ ...one, at: now })));
        }
        for (const [index, { repeatMinutes, atMost }] of given.steps.entries()) {
          const turns = told.filter((one) => one.step === index).map((one) => one.turn);
          expect(turns).toEqual(turns.map((_, place) => place + 1));
          expect(turns.length).toBeLessThanOrEqual(repeatMinutes === null ? 1 : atMost);
        }
      }),
      { numRuns: 100 },
    );
  });
  it('has nothing overdue left once it has told', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 3 }), fc.integer({ min: 0, max: 20_000 }), (steps, look) => {
        const now = new Date(at('2026-02-11 09:00').getTime() + look * 60_000);
        const given = { ...alert('2026-02-11 09:00'), steps: steps.map((one) => step(one)) };
        const decision = climb(given, now);
        if (decision.action !== 'tell') return;
        const left = turnsLeft({ ...given, taken: decision.turns.map((one) => ({ ...one, at: now })) });
        expect(left.filter((one) => one.at <= now)).toEqual([]);
        expect(decision.next).toEqual(
          left.length === 0 ? null : new Date(Math.min(...left.map((one) => one.at.getTime()))),
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('what a silence is about', () => {
  const rows: [
    intent: string,
    silence: Parameters<typeof coversAlert>[0],
    area: string,
    expected: boolean,
  ][] = [
    ['everything everywhere', { area: '*', kind: null }, '11737', true],
    ['but not that the service is broken', { area: '*', kind: null }, '*', false],
    ['everything of its province', { area: '31', kind: null }, '11737', true],
    ['everything of the locality', { area: '11737', kind: null }, '11737', true],
    ['nothing of another locality', { area: '11740', kind: null }, '11737', false],
    ['nothing of another province', { area: '01', kind: null }, '11737', false],
    ['its kind', { area: '11737', kind: 'record_missing' }, '11737', true],
    ['no other kind', { area: '11737', kind: 'regressed' }, '11737', false],
    ['no other kind, though it is everywhere', { area: '*', kind: 'regressed' }, '11737', false],
    ['what is of the province itself', { area: '31', kind: null }, '31', true],
    ['not the province, where one locality is silenced', { area: '11737', kind: null }, '31', false],
  ];
  it.each(rows)('%s', (_, silence, area, expected) => {
    expect(coversAlert(silence, { area, kind: 'record_missing' }, '31')).toBe(expected);
  });
});
