import { describe, expect, it } from 'vitest';
import { closesDue } from '../../src/collect/close-day.ts';
import { missingStreak, reportingState } from '../../src/collect/reporting.ts';
import { addDays, dayOf, instantOf, isDay } from '../../src/days.ts';
import { isWorkingDay } from '../../src/registry/calendar.ts';
import { firstOpenDay, lockOf, oldestFresh } from '../../src/registry/times.ts';
import { instant } from '../support/clock.ts';
import { PROGRAMME, registryOf, SETTINGS } from '../support/registry.ts';

const calendar = registryOf().calendar(PROGRAMME, '31');

describe('local days', () => {
  it.each([
    ['2025-09-24T17:00:00Z', '2025-09-25'],
    ['2025-09-24T16:59:59.999Z', '2025-09-24'],
    ['2025-12-31T23:00:00Z', '2026-01-01'],
  ])('%s falls on %s', (at, day) => expect(dayOf(new Date(at))).toBe(day));

  it.each([
    ['2025-02-28', true],
    ['2025-02-29', false],
    ['2024-02-29', true],
    ['2025-9-25', false],
    ['2025-13-01', false],
    ['0025-01-01', false],
    [20250925, false],
  ])('%s is a day: %s', (text, expected) => expect(isDay(text)).toBe(expected));
});

describe('working days', () => {
  it.each([
    ['2025-09-25', undefined, true],
    ['2025-09-27', undefined, false],
    ['2025-09-28', undefined, false],
    ['2025-09-27', 'makeup_workday', true],
    ['2025-09-25', 'holiday', false],
    ['2025-09-25', 'swapped_off', false],
    ['2025-09-25', 'compensatory_off', false],
  ] as const)('%s as %s: %s', (day, kind, expected) => expect(isWorkingDay(day, kind)).toBe(expected));

  it('counts reporting days in (after, through] over weekend and holiday', () => {
    // 29/8 is a Friday; 1/9 and 2/9 are National Day.
    expect(calendar.count('2025-08-29', '2025-09-02')).toBe(0);
    expect(calendar.count('2025-08-29', '2025-09-03')).toBe(1);
    expect(calendar.count('2025-09-03', '2025-08-29')).toBe(0);
    expect(calendar.nthAfter('2025-08-29', 1)).toBe('2025-09-03');
    expect(calendar.previous('2025-09-03')).toBe('2025-08-29');
  });
});

describe('lock', () => {
  it.each([
    { day: '2025-09-22', locks: '2025-09-26 00:00', why: 'Monday: the end of Thursday' },
    { day: '2025-09-25', locks: '2025-10-01 00:00', why: 'Thursday: the weekend does not count' },
    { day: '2025-09-27', locks: '2025-10-02 00:00', why: 'a Saturday, as the Friday before it' },
    { day: '2025-08-29', locks: '2025-09-06 00:00', why: 'over National Day' },
  ])('$why', ({ day, locks }) => expect(lockOf(calendar, SETTINGS, day)).toEqual(instant(locks)));

  it('leaves open exactly the days whose lock is still to come', () => {
    const open = (now: string, ...held: string[]) =>
      firstOpenDay(
        calendar,
        (day) => held.includes(day),
        () => SETTINGS,
        3,
        instant(now),
      );
    expect(open('2025-09-25 23:59')).toBe('2025-09-22');
    expect(open('2025-09-26 00:00')).toBe('2025-09-23');
    expect(open('2025-09-25 23:59', '2025-09-22')).toBe('2025-09-23');
    expect(open('2025-09-25 23:59', '2025-09-23')).toBe('2025-09-22');
  });

  it('knows how old a value can be and still stand', () => {
    expect(oldestFresh(calendar, 3, '2025-09-25')).toBe('2025-09-22');
    expect(oldestFresh(calendar, 3, '2025-09-22')).toBe('2025-09-17');
    expect(oldestFresh(calendar, 0, '2025-09-22')).toBe('2025-09-22');
    expect(oldestFresh(calendar, 250, '2025-09-22')).toBe('2025-01-01');
  });
});

describe('reporting state', () => {
  const cutoff = instant('2025-09-25 16:00');
  const justBefore = new Date(cutoff.getTime() - 1);
  it.each([
    { intent: 'before the cutoff', receivedAt: justBefore, now: '2025-09-25 17:00', expected: 'on_time' },
    { intent: 'on its stroke', receivedAt: cutoff, now: '2025-09-25 17:00', expected: 'late' },
    { intent: 'nothing yet', receivedAt: null, now: '2025-09-25 15:59', expected: 'due' },
    { intent: 'nothing at the cutoff', receivedAt: null, now: '2025-09-25 16:00', expected: 'missing' },
  ])('$intent: $expected', ({ receivedAt, now, expected }) =>
    expect(reportingState({ expected: true, cutoff, receivedAt }, instant(now))).toBe(expected),
  );
  it('is not due on a day that asks nothing, whatever came', () =>
    expect(reportingState({ expected: false, cutoff, receivedAt: justBefore }, cutoff)).toBe('not_due'));

  it('counts the days running without a record, today only once it is over', () => {
    expect(missingStreak(calendar, '2025-09-22', '2025-09-25', 'missing')).toBe(3);
    expect(missingStreak(calendar, '2025-09-22', '2025-09-25', 'due')).toBe(2);
    expect(missingStreak(calendar, '2025-09-25', '2025-09-25', 'on_time')).toBe(0);
    expect(missingStreak(calendar, '2025-09-22', '2025-09-28', 'not_due')).toBe(4);
  });
});

describe('close of day', () => {
  const due = (now: string) =>
    closesDue(registryOf(), { ...PROGRAMME, startsOn: '2025-09-24' }, instant(now)).map((one) => one.day);
  it.each([
    ['2025-09-24 16:00', []],
    ['2025-09-24 16:01', ['2025-09-24']],
    ['2025-09-28 12:00', ['2025-09-24', '2025-09-25', '2025-09-26']],
  ])('at %s closes %j', (now, days) => expect(due(now)).toEqual(days));

  it('reads the local midnight right', () =>
    expect(instantOf('2025-09-25')).toEqual(new Date('2025-09-24T17:00:00Z')));
});

it('days are added as a calendar adds them', () => {
  const byCalendar = (day: string, count: number) => {
    const at = new Date(`${day}T12:00:00Z`);
    at.setUTCDate(at.getUTCDate() + count);
    return at.toISOString().slice(0, 10);
  };
  const wrong: string[] = [];
  for (const first of ['1999-12-20', '2024-02-01', '2025-02-01', '2026-12-01', '2100-02-01'])
    for (let step = 0; step < 60; step++)
      for (let count = -70; count <= 70; count++) {
        const day = byCalendar(first, step);
        if (addDays(day, count) !== byCalendar(day, count)) wrong.push(`${day} ${count}`);
      }
  expect(wrong).toEqual([]);
});
