import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Climb, climb, type Taken, turnsLeft } from '../src/alerts/climb-rules.ts';
import type { Step, StepChannel } from '../src/alerts/ladder.ts';
import { momentAfter, type Span } from '../src/alerts/ladder-clock.ts';
import type { Names } from '../src/alerts/names.ts';
import { coversAlert } from '../src/alerts/silence-rules.ts';
import type { AlertContent } from '../src/alerts/types.ts';
import { nextWakingMoment } from '../src/alerts/working-hours.ts';
import { firstMoment } from '../src/outbox/enqueue.ts';
import { DEFAULT_PREFERENCE, type Preference } from '../src/outbox/preferences.ts';
import { type Candidate, isMeant, wayTo } from '../src/outbox/recipients.ts';
import { sectionsOf, type ToldAlert } from '../src/outbox/sections.ts';
import type { ChannelName } from '../src/outbox/types.ts';
import { isWorkingDay } from '../src/registry/calendar.ts';

/** Tết 2026: Monday 16 to Friday 20 February, with a make-up workday on Saturday 28. 5 March is a Thursday. */
const TET = ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'];
const working = (day: string) =>
  isWorkingDay(day, TET.includes(day) ? 'holiday' : day === '2026-02-28' ? 'makeup_workday' : undefined);

/** `2026-03-05 15:00` or with seconds, local time. */
const at = (text: string) => new Date(`${text.replace(' ', 'T')}${text.length === 16 ? ':00' : ''}+07:00`);
const span = (from: string, until: string): Span => ({ from: at(from), until: at(until) });
const local = (moment: Date | null) =>
  moment &&
  new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ').replace(/:00$/, '');

describe('when minutes of the office have gone by', () => {
  const rows: [intent: string, from: string, minutes: number, expected: string][] = [
    ['nothing to wait for in the day is now', '2026-03-05 16:01:07', 0, '2026-03-05 16:01:07'],
    ['nor a second before the office closes', '2026-03-05 16:59:59', 0, '2026-03-05 16:59:59'],
    ['as it closes, it is the next morning', '2026-03-05 17:00', 0, '2026-03-06 07:30'],
    ['before it opens, it is the opening', '2026-03-05 07:29:59', 0, '2026-03-05 07:30'],
    ['an hour within the day', '2026-03-05 09:00', 60, '2026-03-05 10:00'],
    ['an hour that the night cuts in two', '2026-03-05 16:30', 60, '2026-03-06 08:00'],
    [
      'a wait that ends as the office closes is over in the morning',
      '2026-03-05 16:00',
      60,
      '2026-03-06 07:30',
    ],
    ['one a second shorter of the day is over in the day', '2026-03-05 15:59:59', 60, '2026-03-05 16:59:59'],
    [
      'a working day from the close of a report is that time a day later',
      '2026-03-05 16:01',
      570,
      '2026-03-06 16:01',
    ],
    [
      'a working day from Friday evening is over on Tuesday morning',
      '2026-03-06 18:00',
      570,
      '2026-03-10 07:30',
    ],
    [
      'a working day from Friday afternoon is over on Monday afternoon',
      '2026-03-06 16:01',
      570,
      '2026-03-09 16:01',
    ],
    ['the last minutes before Tết go on after it', '2026-02-13 16:30', 60, '2026-02-23 08:00'],
    ['a day that begins in Tết begins when it is over', '2026-02-17 10:00', 570, '2026-02-24 07:30'],
    ['a make-up Saturday counts', '2026-02-27 16:01', 570, '2026-02-28 16:01'],
    ['and the Sunday after it does not', '2026-02-28 16:01', 570, '2026-03-02 16:01'],
    ['two working weeks', '2026-03-02 07:30', 5_700, '2026-03-16 07:30'],
  ];
  it.each(rows)('%s', (_, from, minutes, expected) => {
    expect(local(momentAfter(at(from), minutes, [], working))).toBe(expected);
  });

  it('goes by the clock where no working day is in sight: better at night than never', () => {
    expect(local(momentAfter(at('2026-03-05 20:00'), 90, [], () => false))).toBe('2026-03-05 21:30');
  });
});

describe('time in a silence does not count', () => {
  const rows: [
    intent: string,
    from: string,
    minutes: number,
    silences: Span[],
    hours: 'any' | 'working',
    expected: string,
  ][] = [
    [
      'a silence that is over before changes nothing',
      '2026-03-05 09:00',
      60,
      [span('2026-03-04 09:00', '2026-03-05 09:00')],
      'any',
      '2026-03-05 10:00',
    ],
    [
      'one that lasts holds the beginning up',
      '2026-03-05 09:00',
      0,
      [span('2026-03-05 08:00', '2026-03-05 11:00')],
      'any',
      '2026-03-05 11:00',
    ],
    [
      'and all of the wait comes after it',
      '2026-03-05 09:00',
      60,
      [span('2026-03-05 08:00', '2026-03-05 11:00')],
      'any',
      '2026-03-05 12:00',
    ],
    [
      'one in the middle is added',
      '2026-03-05 09:00',
      60,
      [span('2026-03-05 09:30', '2026-03-05 11:00')],
      'any',
      '2026-03-05 11:30',
    ],
    [
      'one that begins as the wait ends holds it up to its end',
      '2026-03-05 09:00',
      60,
      [span('2026-03-05 10:00', '2026-03-05 11:00')],
      'any',
      '2026-03-05 11:00',
    ],
    [
      'one that begins a second later does not',
      '2026-03-05 09:00',
      60,
      [span('2026-03-05 10:00:01', '2026-03-05 11:00')],
      'any',
      '2026-03-05 10:00',
    ],
    [
      'one to come is too late to matter',
      '2026-03-05 09:00',
      60,
      [span('2026-03-06 09:00', '2026-03-07 11:00')],
      'any',
      '2026-03-05 10:00',
    ],
    [
      'two that overlap count once',
      '2026-03-05 09:00',
      60,
      [span('2026-03-05 09:30', '2026-03-05 11:00'), span('2026-03-05 10:30', '2026-03-05 12:00')],
      'any',
      '2026-03-05 12:30',
    ],
    [
      'one inside another counts once, in whatever order they are said',
      '2026-03-05 09:00',
      60,
      [span('2026-03-05 10:00', '2026-03-05 10:30'), span('2026-03-05 09:30', '2026-03-05 12:00')],
      'any',
      '2026-03-05 12:30',
    ],
    [
      'two that touch leave no moment between them',
      '2026-03-05 09:00',
      0,
      [span('2026-03-05 08:00', '2026-03-05 10:00'), span('2026-03-05 10:00', '2026-03-05 12:00')],
      'any',
      '2026-03-05 12:00',
    ],
    [
      'two apart are both added',
      '2026-03-05 09:00',
      60,
      [span('2026-03-05 09:10', '2026-03-05 09:20'), span('2026-03-05 09:40', '2026-03-05 10:40')],
      'any',
      '2026-03-05 11:10',
    ],
    [
      'one of the night takes nothing from the office',
      '2026-03-05 16:30',
      60,
      [span('2026-03-05 18:00', '2026-03-06 06:00')],
      'working',
      '2026-03-06 08:00',
    ],
    [
      'one over the whole working day moves it by that day',
      '2026-03-05 16:00',
      120,
      [span('2026-03-06 00:00', '2026-03-07 00:00')],
      'working',
      '2026-03-09 08:30',
    ],
    [
      'one that ends in the night is over in the morning',
      '2026-03-05 16:00',
      0,
      [span('2026-03-05 15:00', '2026-03-05 22:00')],
      'working',
      '2026-03-06 07:30',
    ],
    [
      'a typhoon up to noon of Saturday is over on Monday',
      '2026-03-05 16:00',
      0,
      [span('2026-03-05 15:00', '2026-03-07 12:00')],
      'working',
      '2026-03-09 07:30',
    ],
    [
      'one over Tết takes nothing that Tết would not',
      '2026-02-13 16:30',
      60,
      [span('2026-02-14 00:00', '2026-02-22 00:00')],
      'working',
      '2026-02-23 08:00',
    ],
  ];
  it.each(rows)('%s', (_, from, minutes, silences, hours, expected) => {
    expect(local(momentAfter(at(from), minutes, silences, hours === 'working' ? working : null))).toBe(
      expected,
    );
  });
});

/** The same asked of every minute, one after the other. */
function walked(from: Date, minutes: number, silences: readonly Span[], inOffice: boolean): Date {
  const free = (t: number) => {
    const now = new Date(t + 7 * 3_600_000).toISOString();
    const open = now.slice(11, 16) >= '07:30' && now.slice(11, 16) < '17:00' && working(now.slice(0, 10));
    return (!inOffice || open) && !silences.some((one) => one.from.getTime() <= t && t < one.until.getTime());
  };
  let left = minutes;
  let t = from.getTime();
  while (left > 0 || !free(t)) {
    if (free(t)) left--;
    t += 60_000;
  }
  return new Date(t);
}

describe('the clock of a ladder', () => {
  const START = at('2026-02-11 00:00').getTime();
  const minute = fc.integer({ min: 0, max: 7 * 1_440 }).map((n) => new Date(START + n * 60_000));
  const silence = fc
    .tuple(minute, fc.integer({ min: 1, max: 2_000 }))
    .map(([from, length]): Span => ({ from, until: new Date(from.getTime() + length * 60_000) }));
  const wait = fc.integer({ min: 0, max: 1_500 });
  const given = [minute, wait, fc.array(silence, { maxLength: 4 }), fc.boolean()] as const;
  const asked = (from: Date, minutes: number, silences: readonly Span[], inOffice: boolean) =>
    momentAfter(from, minutes, silences, inOffice ? working : null);

  it('says what a walk through all minutes says', () => {
    fc.assert(
      fc.property(...given, (from, minutes, silences, inOffice) => {
        expect(asked(from, minutes, silences, inOffice)).toEqual(walked(from, minutes, silences, inOffice));
      }),
      { numRuns: 150 },
    );
  });
  it('never goes back: not for a later start, a longer wait or one silence more', () => {
    fc.assert(
      fc.property(...given, wait, silence, (from, minutes, silences, inOffice, more, another) => {
        const first = asked(from, minutes, silences, inOffice).getTime();
        const later = new Date(from.getTime() + more * 60_000);
        expect(first).toBeGreaterThanOrEqual(from.getTime());
        expect(asked(later, minutes, silences, inOffice).getTime()).toBeGreaterThanOrEqual(first);
        expect(asked(from, minutes + more, silences, inOffice).getTime()).toBeGreaterThanOrEqual(first);
        expect(asked(from, minutes, [...silences, another], inOffice).getTime()).toBeGreaterThanOrEqual(
          first,
        );
      }),
      { numRuns: 150 },
    );
  });
  it('waits twice as it waits once for both', () => {
    fc.assert(
      fc.property(...given, wait, (from, minutes, silences, inOffice, more) => {
        const once = asked(from, minutes + more, silences, inOffice);
        expect(asked(asked(from, minutes, silences, inOffice), more, silences, inOffice)).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });
});

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

describe('the first moment at which a step may reach a person', () => {
  const moment = (now: string, hours: Step['hours'], preference?: Partial<Preference>) =>
    local(
      firstMoment(
        { isWorkingDay: (_, day) => working(day) },
        '31',
        hours,
        preference && { ...DEFAULT_PREFERENCE, ...preference },
        at(now),
      ),
    );
  it.each<[intent: string, found: string | null, expected: string]>([
    ['at any hour: now', moment('2026-02-17 03:00', 'any'), '2026-02-17 03:00'],
    ['in the office: after Tết', moment('2026-02-17 03:00', 'working'), '2026-02-23 07:30'],
    ['awake: a second before he sleeps', moment('2026-03-05 20:59:59', 'waking'), '2026-03-05 20:59:59'],
    ['as he goes to sleep, it is the morning', moment('2026-03-05 21:00', 'waking'), '2026-03-06 06:00'],
    ['a second before he wakes', moment('2026-03-06 05:59:59', 'waking'), '2026-03-06 06:00'],
    ['holidays are waking days', moment('2026-02-17 10:00', 'waking'), '2026-02-17 10:00'],
    [
      'quiet hours of his own',
      moment('2026-03-05 12:30', 'waking', { quietFrom: '12:00', quietUntil: '13:30' }),
      '2026-03-05 13:30',
    ],
    [
      'of the very same time both ends are none',
      moment('2026-03-05 23:30', 'waking', { quietFrom: '22:00', quietUntil: '22:00' }),
      '2026-03-05 23:30',
    ],
    [
      'do not bind what is for the office',
      moment('2026-03-05 12:30', 'working', { quietFrom: '12:00', quietUntil: '13:30' }),
      '2026-03-05 12:30',
    ],
  ])('%s', (_, found, expected) => expect(found).toBe(expected));

  it('lies never in quiet hours', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((two) => two.map((one) => String(one).padStart(2, '0')).join(':'));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_879 }), time, time, (n, from, until) => {
        const woken =
          local(
            nextWakingMoment(new Date(at('2026-03-05 00:00').getTime() + n * 60_000), from, until),
          )?.slice(11, 16) ?? '';
        const quiet = from <= until ? from <= woken && woken < until : woken >= from || woken < until;
        expect(from !== until && quiet).toBe(false);
      }),
    );
  });
});

describe('whom a step means', () => {
  const person = (role: Candidate['role'], locality: string | null, province: string | null): Candidate => ({
    ...{ contact: 1, name: 'An', email: 'an@xa.example', phone: null, browser: null },
    ...{ role, locality, province },
  });
  const rows: [intent: string, who: Candidate, role: Candidate['role'], area: string, meant: boolean][] = [
    ['the officer of the locality', person('officer', '11737', null), 'officer', '11737', true],
    ['no officer of another', person('officer', '11740', null), 'officer', '11737', false],
    ['no officer by a step for leaders', person('officer', '11737', null), 'leader', '11737', false],
    ['the leader of the locality', person('leader', '11737', null), 'leader', '11737', true],
    ['not the leader of the province for a locality', person('leader', null, '31'), 'leader', '11737', false],
    ['but for the province itself', person('leader', null, '31'), 'leader', '31', true],
    ['the department of the province', person('department', null, '31'), 'department', '11737', true],
    [
      'of a locality, where one is named there',
      person('department', '11737', null),
      'department',
      '11737',
      true,
    ],
    [
      'not the department of another province',
      person('department', null, '01'),
      'department',
      '11737',
      false,
    ],
    [
      'nor one named at another locality of it',
      person('department', '11740', null),
      'department',
      '11737',
      false,
    ],
    [
      'the department for what is of the province',
      person('department', null, '31'),
      'department',
      '31',
      true,
    ],
    ['the operator of all, for a province', person('operator', null, null), 'operator', '31', true],
    ['for the service itself', person('operator', null, null), 'operator', '*', true],
    ['an operator of the province', person('operator', null, '31'), 'operator', '31', true],
    ['not one of another province', person('operator', null, '01'), 'operator', '31', false],
    ['nor one of a province for the whole service', person('operator', null, '31'), 'operator', '*', false],
  ];
  it.each(rows)('%s', (_, who, role, area, meant) => {
    expect(isMeant(who, role, area, area === '*' ? '*' : '31')).toBe(meant);
  });
});

describe('the way to a person', () => {
  const all: ChannelName[] = ['email', 'zalo_oa', 'zalo_zns', 'web_push'];
  type Given = {
    who?: Partial<Candidate>;
    asked?: StepChannel;
    wishes?: Partial<Preference>;
    ready?: ChannelName[];
    failing?: ChannelName[];
  };
  function way({ who, asked = 'preferred', wishes, ready = all, failing = [] }: Given): string {
    const person: Candidate = {
      contact: 1,
      locality: '11737',
      province: null,
      name: 'An',
      role: 'officer',
      email: 'an@xa.example',
      phone: '0912 345 678',
      browser: null,
      ...who,
    };
    const found = wayTo(person, asked, wishes && { ...DEFAULT_PREFERENCE, ...wishes }, {
      ready: new Set(ready),
      failing: new Set(failing),
    });
    return found === null
      ? 'none'
      : `${found.channel} ${found.address}${found.reason === null ? '' : ` (${found.reason})`}`;
  }
  it.each<[intent: string, given: Given, expected: string]>([
    ['is e-mail where nothing else is said', {}, 'email an@xa.example'],
    ['is what he likes best', { wishes: { channels: ['zalo_zns', 'email'] } }, 'zalo_zns 84912345678'],
    [
      'is the next he likes where that is not set up',
      { wishes: { channels: ['zalo_zns', 'email'] }, ready: [] },
      'email an@xa.example',
    ],
    ['is what the step names, before his own liking', { asked: 'zalo_zns' }, 'zalo_zns 84912345678'],
    [
      'is his liking where that cannot reach him, and says so',
      { asked: 'zalo_zns', who: { phone: null } },
      'email an@xa.example (by_other_channel)',
    ],
    ['is his telephone where he has no e-mail', { who: { email: null } }, 'zalo_zns 84912345678'],
    ['is none where he has neither', { who: { email: null, phone: null } }, 'none'],
    ['is none where all he has is not set up', { who: { email: null }, ready: [] }, 'none'],
    [
      'is another while one fails',
      { wishes: { channels: ['zalo_zns', 'email'] }, failing: ['zalo_zns'] },
      'email an@xa.example',
    ],
    [
      'is the failing one rather than none',
      { who: { phone: null }, failing: ['email'] },
      'email an@xa.example',
    ],
    [
      'is e-mail even before a server is set: it waits there',
      { ready: [], who: { phone: null } },
      'email an@xa.example',
    ],
    ['is the browser only of who has one', { asked: 'web_push' }, 'email an@xa.example (by_other_channel)'],
    ['is the browser of who has', { asked: 'web_push', who: { browser: 7 } }, 'web_push 7'],
    ['is Zalo only for whom Zalo knows', { wishes: { channels: ['zalo_oa'], zaloUser: 'z1' } }, 'zalo_oa z1'],
  ])('%s', (_, given, expected) => expect(way(given)).toBe(expected));
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

describe('the paragraphs of a message', () => {
  const names = (n: number): Names => ({
    locality: { code: `${n}`, name: `Đơn vị ${n}`, type: 'xã', province: '31' },
    areaVi: `Xã Đơn vị ${n}`,
    areaEn: `Unit ${n}`,
    indicatorVi: (code) => code,
    indicatorEn: (code) => code,
  });
  const missing: AlertContent = {
    kind: 'record_missing',
    facts: { day: '2026-03-05', cutoff: '16:00', openThrough: '2026-03-10' },
  };
  const soon: AlertContent = { kind: 'record_due_soon', facts: { day: '2026-03-05', cutoff: '16:00' } };
  const told = (count: number, content: AlertContent = missing, ended = false): ToldAlert[] =>
    Array.from({ length: count }, (_, n) => ({ content, names: names(n), ended }));
  const headings = (alerts: ToldAlert[]) => sectionsOf(alerts, 'en').map((one) => one.heading);
  it.each<[intent: string, alerts: ToldAlert[], count: number]>([
    ['nothing to say', [], 0],
    ['five of one kind are told one by one', told(5), 5],
    ['six are told in one', told(6), 1],
    ['each kind by itself', [...told(6), ...told(2, soon)], 3],
    ['what has ended apart from what is open', [...told(3), ...told(3, missing, true)], 6],
  ])('%s', (_, alerts, count) => expect(headings(alerts)).toHaveLength(count));

  it('counts the places, names thirty of them and says how many more there are', () => {
    const [one] = sectionsOf(told(114), 'vi');
    expect(one?.heading).toContain('114 đơn vị');
    expect(one?.body).toContain('Xã Đơn vị 29 và 84 đơn vị khác.');
    expect(one?.body).not.toContain('Đơn vị 30');
  });
  it('counts a place once that has several', () => {
    const twice = told(3).flatMap((alert) => [alert, alert]);
    expect(headings(twice)[0]).toContain('6 at 3 localities');
  });
  it('says of what has ended that it is over', () => {
    expect(headings(told(1, missing, true))[0]).toMatch(/^Over: /);
    expect(headings(told(6, missing, true))[0]).toMatch(/^Over: /);
  });
});
