import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentAfter, type Span } from '../src/alerts/ladder-clock.ts';
import { instant as at, local } from './support/clock.ts';
import { working } from './support/office.ts';

const span = (from: string, until: string): Span => ({ from: at(from), until: at(until) });

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
