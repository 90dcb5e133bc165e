import { describe, expect, it } from 'vitest';
import { availabilityOf, countOf, countOn, spansAt, stateOf, takeBeat } from '../src/heartbeat/rules.ts';
import type { BeatRow, Span } from '../src/heartbeat/types.ts';
import { createLimit } from '../src/http/limit.ts';
import { cronTime, LONGEST_TASK, scriptsFor } from '../src/pages/network/scripts.ts';
import { instant } from './support/clock.ts';

const DAY = '2025-09-25';
const MINUTE = 60_000;
/** `08:00` of the day, `26 08:00` of another; seconds may follow. */
const at = (text: string) => {
  const [, day, time, seconds] = /^(?:(\d\d) )?(\d\d:\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  const minute = instant(`${day ? `2025-09-${day}` : DAY} ${time}`);
  return new Date(minute.getTime() + Number(seconds ?? 0) * 1000);
};
const span = (from: string, until: string): Span => ({ from: at(from), until: at(until) });

/** Called each 5 minutes with a grace of 10: down from 15 minutes on. */
const NEW: BeatRow = {
  locality: '11737',
  everyMinutes: 5,
  graceMinutes: 10,
  lastBeatAt: null,
  upSince: null,
  downSince: null,
  countedUntil: null,
  upMs: 0,
  watchedMs: 0,
};

/** What is known at `now` after calls, each stored as it came, by a service that served over `serving`. */
function known(calls: readonly string[], serving: readonly Span[], now: string) {
  let row = NEW;
  const days: unknown[] = [];
  for (const call of calls) {
    const taken = takeBeat(row, serving, at(call));
    row = taken.row;
    days.push(...taken.days);
  }
  const counted = countOn(row, serving, at(now));
  const { state, since } = stateOf(counted.row, serving, at(now));
  const today = countOf(counted.row);
  return {
    state,
    since,
    up: (today?.upMs ?? 0) / MINUTE,
    watched: (today?.watchedMs ?? 0) / MINUTE,
    days: [...days, ...counted.days],
    row: counted.row,
  };
}

const ALL = [span('24 00:00', '27 00:00')];

describe('the state of a network', () => {
  it.each([
    ['nothing is known before the first call', [], ALL, '09:00', 'unknown', null],
    ['up with its call', ['08:00'], ALL, '08:00', 'up', '08:00'],
    ['still up exactly when the next is due', ['08:00'], ALL, '08:05', 'up', '08:00'],
    ['late a second after', ['08:00'], ALL, '08:05:01', 'late', '08:05'],
    ['late exactly when the grace is over', ['08:00'], ALL, '08:15', 'late', '08:05'],
    ['down a second after', ['08:00'], ALL, '08:15:01', 'down', '08:15'],
    ['down for as long as it is silent', ['08:00'], ALL, '26 08:00', 'down', '08:15'],
    ['up since its first call, not its last', ['08:00', '08:05', '08:14'], ALL, '08:16', 'up', '08:00'],
    ['late, and never down: up all the while', ['08:00', '08:15'], ALL, '08:16', 'up', '08:00'],
    ['up since the call after it was down', ['08:00', '08:30'], ALL, '08:31', 'up', '08:30'],
    [
      'not known when its call fell into our outage',
      ['08:00'],
      [span('07:00', '08:02'), span('08:20', '09:00')],
      '08:21',
      'unknown',
      null,
    ],
    [
      'given all its time anew after our outage',
      ['08:00'],
      [span('07:00', '08:02'), span('08:20', '09:00')],
      '08:35',
      'unknown',
      null,
    ],
    [
      'down when it used that time up',
      ['08:00'],
      [span('07:00', '08:02'), span('08:20', '09:00')],
      '08:35:01',
      'down',
      '08:35',
    ],
    [
      'down before our outage is down after it',
      ['08:00'],
      [span('07:00', '08:20'), span('09:00', '10:00')],
      '09:01',
      'down',
      '08:15',
    ],
    [
      'at the end of its grace when we went away: not down',
      ['08:00'],
      [span('07:00', '08:15'), span('09:00', '10:00')],
      '09:01',
      'unknown',
      null,
    ],
    [
      'vouched for by a call, whatever befell us since',
      ['08:00'],
      [span('07:00', '08:02'), span('08:03', '09:00')],
      '08:04',
      'up',
      '08:00',
    ],
    [
      'two outages of ours, neither long enough a watch',
      ['08:00'],
      [span('07:00', '08:10'), span('08:20', '08:30'), span('08:40', '09:00')],
      '08:50',
      'unknown',
      null,
    ],
    ['not known while we have no mark of our own', ['08:00'], [], '09:00', 'unknown', null],
    ['a day that turns changes nothing', ['23:58'], ALL, '26 00:03', 'up', '23:58'],
  ] as const)('%s', (_, calls, serving, now, state, since) => {
    const found = known(calls, serving, now);
    expect(found).toMatchObject({ state, since: since && at(since) });
  });
});

describe('the availability of a day', () => {
  it.each([
    ['nothing before the first call', [], ALL, '09:00', 0, 0],
    ['from the first call on', ['08:00'], ALL, '08:10', 10, 10],
    ['up to the end of the grace, then down', ['08:00'], ALL, '08:45', 15, 45],
    ['up again from the call on', ['08:00', '08:45'], ALL, '08:50', 20, 50],
    ['one that is late is up', ['08:00', '08:15'], ALL, '08:15', 15, 15],
    ['a second over the grace is a second down', ['08:00', '08:15:30'], ALL, '08:15:30', 15, 15.5],
    [
      'our outage counts neither way',
      ['08:00', '10:20'],
      [span('07:00', '08:10'), span('10:10', '11:00')],
      '10:30',
      20,
      20,
    ],
    [
      'what is vouched for counts on both sides of it',
      ['08:00', '08:12'],
      [span('07:00', '08:04'), span('08:08', '09:00')],
      '08:20',
      16,
      16,
    ],
    [
      'down is down on both sides of it',
      ['08:00'],
      [span('07:00', '08:20'), span('09:00', '10:00')],
      '09:10',
      15,
      30,
    ],
    [
      'silent after it: unknown, then down',
      ['08:00'],
      [span('07:00', '08:05'), span('09:00', '10:00')],
      '09:30',
      5,
      20,
    ],
  ] as const)('%s', (_, calls, serving, now, up, watched) => {
    expect(known(calls, serving, now)).toMatchObject({ up, watched });
  });

  it('is cut at local midnight', () => {
    const found = known(['23:50', '26 00:20'], ALL, '26 00:30');
    expect(found.days).toEqual([{ day: DAY, upMs: 10 * MINUTE, watchedMs: 10 * MINUTE }]);
    // Five minutes of the grace, fifteen down, ten up.
    expect(found).toMatchObject({ up: 15, watched: 30 });
  });

  it('closes each of several silent days', () => {
    const serving = [span('24 00:00', '28 00:00')];
    const { days } = known(['23:00'], serving, '27 06:00');
    expect(days).toEqual([
      { day: DAY, upMs: 15 * MINUTE, watchedMs: 60 * MINUTE },
      { day: '2025-09-26', upMs: 0, watchedMs: 1_440 * MINUTE },
    ]);
  });

  it('is the same however often it is counted', () => {
    let row = takeBeat(NEW, ALL, at('23:30')).row;
    const days: unknown[] = [];
    for (let minute = 0; minute <= 120; minute += 7) {
      const now = new Date(at('23:30').getTime() + minute * MINUTE);
      const counted = countOn(row, ALL, now);
      days.push(...counted.days);
      row = counted.row;
    }
    const once = countOn(
      takeBeat(NEW, ALL, at('23:30')).row,
      ALL,
      new Date(at('23:30').getTime() + 119 * MINUTE),
    );
    expect({ row, days }).toEqual({ row: once.row, days: once.days });
  });

  it.each([
    [0, 0, null],
    [1_440, 1_440, 100],
    // One second of a day is an outage all the same.
    [1_439.99, 1_440, 99.9],
    [0, 1_440, 0],
    [1, 3, 33.3],
  ])('%d of %d minutes are %s percent', (up, watched, percent) => {
    const counted = { day: DAY, upMs: up * MINUTE, watchedMs: watched * MINUTE };
    expect(availabilityOf(counted).percent).toBe(percent);
  });
});

describe('a clock that jumps', () => {
  it('takes a call that is a little older for one that came at the same time', () => {
    const row = takeBeat(NEW, ALL, at('08:00')).row;
    expect(takeBeat(row, ALL, at('07:59:30')).row).toEqual(row);
  });

  it('believes a clock that was put back, and counts nothing twice', () => {
    const ahead = known(['08:00', '12:00'], ALL, '12:00').row;
    const { row, days } = takeBeat(ahead, ALL, at('09:00'));
    expect(days).toEqual([]);
    expect(row).toMatchObject({ lastBeatAt: at('09:00'), upMs: ahead.upMs, watchedMs: ahead.watchedMs });
    const counted = countOn(row, ALL, at('11:00')).row;
    expect([counted.upMs, counted.watchedMs]).toEqual([ahead.upMs, ahead.watchedMs]);
    expect(counted.downSince).toEqual(at('09:15'));
    expect(stateOf(ahead, ALL, at('09:00')).state).toBe('unknown');
  });

  it('starts counting anew after one that was off by days', () => {
    const ahead = known(['26 08:00', '26 08:10'], [span('20 00:00', '27 00:00')], '26 08:10').row;
    const { row } = takeBeat(ahead, ALL, at('08:00'));
    const counted = countOn(row, ALL, at('08:10')).row;
    expect(countOf(counted)).toEqual({ day: DAY, upMs: 10 * MINUTE, watchedMs: 10 * MINUTE });
  });

  it('never counts back', () => {
    const row = known(['08:00'], ALL, '08:10').row;
    expect(countOn(row, ALL, at('08:05')).row).toEqual(row);
  });
});

describe('our own time', () => {
  it.each([
    ['goes on while marks are young', '08:01', '08:01'],
    ['ends at the last mark once they are not', '08:01:01', '08:00'],
  ])('%s', (_, now, until) => {
    expect(spansAt([span('07:00', '08:00')], at(now))).toEqual([span('07:00', until)]);
  });
});

describe('a script in a loop', () => {
  it('is heard so often a minute, by itself', () => {
    const limit = createLimit(2);
    const takes = (key: string, now: string) => limit.takes(key, at(now));
    expect([takes('a', '08:00'), takes('a', '08:00'), takes('a', '08:00:59')]).toEqual([true, true, false]);
    expect(takes('b', '08:00:59')).toBe(true);
    expect(takes('a', '08:01')).toBe(true);
    // Put back: what was counted then is of no use.
    expect([takes('a', '07:00'), takes('a', '07:00'), takes('a', '07:00')]).toEqual([true, true, false]);
  });
});

describe('the lines to paste', () => {
  const address = `https://phuxanh.haiphong.gov.vn/beat/px_${'a'.repeat(43)}`;

  it.each([1, 5, 60, 1_440])('every %d minutes, are of a shape that both systems take', (every) => {
    const { windows, powershell, linux } = scriptsFor(address, every);
    for (const line of [windows, powershell]) {
      const [, step, command] =
        /^schtasks \/Create \/F \/TN "Phu Xanh" \/SC MINUTE \/MO (\d+) \/RU SYSTEM \/TR "([^"%|&<>^]+)"$/.exec(
          line,
        ) ?? [];
      expect(Number(step)).toBe(Math.min(every, 1_439));
      expect(command).toContain(address);
      expect(command?.length).toBeLessThanOrEqual(LONGEST_TASK);
    }
    expect(linux.split('\n')).toHaveLength(1);
    const [, entry] =
      /^\(crontab -l 2>\/dev\/null \| grep -v \/beat\/px_; echo '([^'%]+)'\) \| crontab -$/.exec(linux) ?? [];
    expect(entry).toMatch(/^(\S+ ){5}curl .* -X POST https:\S+$/);
    expect(entry).toContain(address);
  });

  it.each([
    [1, '* * * * *'],
    [5, '*/5 * * * *'],
    [59, '*/59 * * * *'],
    [60, '0 * * * *'],
    [90, '0 * * * *'],
    [120, '0 */2 * * *'],
    [1_440, '0 0 * * *'],
  ])('every %d minutes is %s', (every, expected) => expect(cronTime(every)).toBe(expected));
});
