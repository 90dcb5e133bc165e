import { describe, expect, it } from 'vitest';
import { readDeadline } from '../src/plans/deadline-rules.ts';
import {
  bucketOf,
  type ClaimFacts,
  countStates,
  periodsOf,
  type Standing,
  standingOfParts,
  standingOn,
  type TaskFacts,
} from '../src/plans/state-rules.ts';

const GIVEN = '2025-09-27';
const due = (words: string, since = GIVEN) => {
  const { lastDay, recurring } = readDeadline(words);
  return { lastDay, recurring, since };
};
const task = (over: Partial<TaskFacts> = {}): TaskFacts => ({
  givenOn: GIVEN,
  deadlines: [due('trước ngày 30/9/2025')],
  claims: [],
  begun: null,
  cancelled: null,
  ...over,
});
const claim = (
  on: string,
  decided: [accepted: boolean, day: string] | null = null,
  claimed = on,
): ClaimFacts => ({
  on,
  claimed,
  decided: decided && { accepted: decided[0], day: decided[1] },
});

describe('a task', () => {
  const moved = task({
    deadlines: [due('trước ngày 30/9/2025'), due('trước ngày 15/10/2025', '2025-10-02')],
    claims: [claim('2025-10-10', [true, '2025-10-13'])],
  });
  it.each<[intent: string, facts: TaskFacts, day: string, expected: Partial<Standing>]>([
    ['is not started', task(), '2025-09-28', { state: 'not_started', daysLate: 0 }],
    ['is in time on its last day', task(), '2025-09-29', { state: 'not_started' }],
    ['is late on the day that is named', task(), '2025-09-30', { state: 'overdue', daysLate: 1 }],
    [
      'is in progress once somebody says how it goes',
      task({ begun: GIVEN }),
      '2025-09-28',
      { state: 'in_progress' },
    ],
    ['was not yet, the day before', task({ begun: '2025-09-29' }), '2025-09-28', { state: 'not_started' }],
    [
      'is late whatever is told of it',
      task({ begun: GIVEN }),
      '2025-10-02',
      { state: 'overdue', daysLate: 3 },
    ],
    [
      'waits for its confirmation, and its deadline passes meanwhile',
      task({ claims: [claim('2025-09-29')] }),
      '2025-10-01',
      { state: 'claimed', claimedOn: '2025-09-29', confirmedOn: null, daysLate: 0 },
    ],
    [
      'is on time by the day of its claim, three days later',
      task({ claims: [claim('2025-09-29', [true, '2025-10-02'])] }),
      '2025-10-02',
      { state: 'done_on_time', claimedOn: '2025-09-29', confirmedOn: '2025-10-02', daysLate: 0 },
    ],
    [
      'still waited the day before',
      task({ claims: [claim('2025-09-29', [true, '2025-10-02'])] }),
      '2025-10-01',
      { state: 'claimed', confirmedOn: null },
    ],
    [
      'is open and late when it is sent back',
      task({ claims: [claim('2025-09-29', [false, '2025-10-02'])] }),
      '2025-10-02',
      { state: 'overdue', claimedOn: null, confirmedOn: null, daysLate: 3 },
    ],
    [
      'is in progress when it is sent back in time',
      task({ claims: [claim('2025-09-28', [false, '2025-09-28'])] }),
      '2025-09-29',
      { state: 'in_progress' },
    ],
    [
      'is done by a second claim',
      task({
        claims: [claim('2025-09-28', [false, '2025-09-29']), claim('2025-10-01', [true, '2025-10-01'])],
      }),
      '2025-10-05',
      { state: 'done_late', claimedOn: '2025-10-01', daysLate: 2, daysLateOriginal: 2 },
    ],
    [
      'is on time by its new deadline and late by its first',
      moved,
      '2025-10-13',
      { state: 'done_on_time', daysLate: 0, daysLateOriginal: 11 },
    ],
    ['was late before it was moved', moved, '2025-10-01', { state: 'overdue', daysLate: 2 }],
    [
      'was late no more when it was moved',
      moved,
      '2025-10-02',
      { state: 'not_started', daysLate: 0, daysLateOriginal: 3 },
    ],
    [
      'has no deadline that could be read',
      task({ deadlines: [due('theo chỉ đạo')] }),
      '2030-01-01',
      { state: 'not_started', daysLate: null },
    ],
    [
      'without a deadline is done on time',
      task({ deadlines: [due('theo chỉ đạo')], claims: [claim('2025-10-01', [true, '2025-10-01'])] }),
      '2025-10-01',
      { state: 'done_on_time', daysLate: null },
    ],
    ['is cancelled', task({ cancelled: '2025-09-30' }), '2025-10-05', { state: 'cancelled', daysLate: null }],
    ['was late the day before', task({ cancelled: '2025-10-01' }), '2025-09-30', { state: 'overdue' }],
    [
      'that comes daily is never overdue',
      task({ deadlines: [due('hằng ngày')] }),
      '2031-01-01',
      { state: 'ongoing', daysLate: null },
    ],
    [
      'that is always to be done has no periods',
      task({ deadlines: [due('thường xuyên')] }),
      '2031-01-01',
      { state: 'ongoing', periods: null },
    ],
    [
      'that comes monthly is measured by its months',
      task({
        deadlines: [due('hằng tháng')],
        claims: [claim('2025-10-20', [true, '2025-10-21']), claim('2025-12-03', [true, '2025-12-03'])],
      }),
      '2025-12-05',
      // September and November were not done, October was, December is already.
      { state: 'ongoing', periods: { total: 4, onTime: 2 } },
    ],
    [
      'that is due twice a year is measured by both days',
      task({
        deadlines: [due('trước ngày 05/6 và trước ngày 10/12 hằng năm')],
        claims: [claim('2025-12-09', [true, '2025-12-20']), claim('2026-06-05', [true, '2026-06-05'])],
      }),
      '2026-06-05',
      // The claim of 5 June is late for June, and in time for December.
      { periods: { total: 3, onTime: 2 } },
    ],
  ])('%s', (_, facts, day, expected) => {
    expect(standingOn(facts, day)).toMatchObject(expected);
  });

  it('has periods cut by its first day and its end', () => {
    expect(
      periodsOf({ freq: 'monthly', dates: ['31'] }, '2025-01-20', '2025-03-01').map(({ last }) => last),
    ).toEqual(['2025-01-31', '2025-02-28', '2025-03-31']);
    expect(periodsOf({ freq: 'daily', until: '2025-09-28' }, GIVEN, '2025-12-31')).toHaveLength(2);
    expect(periodsOf({ freq: 'weekly' }, '2025-09-27', '2025-10-06').map(({ last }) => last)).toEqual([
      '2025-09-28',
      '2025-10-05',
      '2025-10-12',
    ]);
    expect(periodsOf({ freq: 'quarterly' }, '2025-09-27', '2025-12-31').map(({ last }) => last)).toEqual([
      '2025-09-30',
      '2025-12-31',
    ]);
  });
});

describe('a task of parts', () => {
  const done = (on: string) => standingOn(task({ claims: [claim(on, [true, on])] }), '2026-01-01');
  const open = (day: string) => standingOn(task(), day);
  const own = (words: string) => ({ deadlines: [due(words)], cancelled: null });
  it.each<[intent: string, parts: Standing[], words: string, day: string, expected: Partial<Standing>]>([
    [
      'is done when they are',
      [done('2025-09-28'), done('2025-09-29')],
      'trước ngày 30/9/2025',
      '2026-01-01',
      { state: 'done_on_time', claimedOn: '2025-09-29' },
    ],
    [
      'is late by the last of them',
      [done('2025-09-28'), done('2025-10-02')],
      'trước ngày 30/9/2025',
      '2026-01-01',
      { state: 'done_late', daysLate: 3 },
    ],
    [
      'is on time by a deadline of its own',
      [done('2025-10-02')],
      'Quý 4/2025',
      '2026-01-01',
      { state: 'done_on_time' },
    ],
    [
      'is late as one of them is',
      [done('2025-09-28'), open('2025-10-05')],
      'Quý 4/2025',
      '2025-10-05',
      { state: 'overdue' },
    ],
    [
      'is in progress when one is done',
      [done('2025-09-28'), open('2025-09-28')],
      'trước ngày 30/9/2025',
      '2025-09-28',
      { state: 'in_progress' },
    ],
    [
      'is not started when none is',
      [open('2025-09-28'), open('2025-09-28')],
      'trước ngày 30/9/2025',
      '2025-09-28',
      { state: 'not_started' },
    ],
    [
      'waits when all that is not done waits',
      [done('2025-09-28'), standingOn(task({ claims: [claim('2025-09-29')] }), '2025-09-29')],
      'trước ngày 30/9/2025',
      '2025-09-29',
      { state: 'claimed' },
    ],
    [
      'does not ask what is cancelled',
      [done('2025-09-28'), standingOn(task({ cancelled: GIVEN }), '2026-01-01')],
      'trước ngày 30/9/2025',
      '2026-01-01',
      { state: 'done_on_time' },
    ],
    [
      'is cancelled when all are',
      [standingOn(task({ cancelled: GIVEN }), '2026-01-01')],
      'trước ngày 30/9/2025',
      '2026-01-01',
      { state: 'cancelled' },
    ],
    [
      'goes on when all do',
      [standingOn(task({ deadlines: [due('hằng ngày')] }), '2025-09-28')],
      'hằng ngày',
      '2025-09-28',
      { state: 'ongoing', periods: { total: 2, onTime: 0 } },
    ],
  ])('%s', (_, parts, words, day, expected) => {
    expect(standingOfParts(own(words), parts, day)).toMatchObject(expected);
  });
});

it('totals add up, with what is cancelled apart', () => {
  const days = ['2025-09-28', '2025-09-30', '2025-10-05'];
  const all = days.flatMap((day) => [
    standingOn(task(), day),
    standingOn(task({ cancelled: '2025-09-29' }), day),
    standingOn(task({ claims: [claim('2025-09-30')] }), day),
    standingOn(task({ claims: [claim('2025-09-28', [true, '2025-09-30'])] }), day),
    standingOn(task({ claims: [claim('2025-09-30', [true, '2025-09-30'])] }), day),
    standingOn(task({ deadlines: [due('hằng ngày')] }), day),
  ]);
  const { total, doneOnTime, doneLate, inTime, overdue, ongoing, cancelled } = countStates(all);
  expect(doneOnTime + doneLate + inTime + overdue + ongoing).toBe(total);
  expect(total + cancelled).toBe(all.length);
  expect(cancelled).toBe(2);
  // Claimed in time it waits in time; claimed late it is late.
  expect(bucketOf(standingOn(task({ claims: [claim('2025-09-29')] }), '2025-12-31'))).toBe('inTime');
  expect(bucketOf(standingOn(task({ claims: [claim('2025-09-30')] }), '2025-12-31'))).toBe('overdue');
});
