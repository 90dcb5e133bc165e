import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { errorText } from '../src/scheduler/error-text.ts';
import { MAX_ATTEMPTS, waitAfter } from '../src/scheduler/retry.ts';
import { dailySlot, manualSlot, minuteSlot } from '../src/scheduler/slots.ts';

describe('slots', () => {
  it.each([
    ['2025-09-27T16:00:00+07:00', '2025-09-27T16:00+07:00', 'the first instant of a minute'],
    ['2025-09-27T16:00:59.999+07:00', '2025-09-27T16:00+07:00', 'its last'],
    ['2025-09-27T17:30:00Z', '2025-09-28T00:30+07:00', 'the day is local'],
  ])('%s is in the minute %s: %s', (now, slot) => {
    expect(minuteSlot(new Date(now))).toBe(slot);
  });

  it.each([
    ['2026-03-01T01:59:59.999+07:00', '2026-02-28', 'not yet: yesterday’s'],
    ['2026-03-01T02:00:00+07:00', '2026-03-01', 'on the stroke: today’s'],
    ['2026-03-01T23:59:00+07:00', '2026-03-01', 'all day long'],
    ['2026-02-28T18:59:00Z', '2026-02-28', 'the day is local'],
  ])('at %s the nightly slot is %s: %s', (now, slot) => {
    expect(dailySlot(new Date(now), '02:00')).toBe(slot);
  });

  it('a run by hand has the instant it is run for', () => {
    expect(manualSlot(new Date('2025-09-27T09:01:00Z'))).toBe('manual:2025-09-27T16:01:00.000+07:00');
  });
});

it('waits grow, and end with the last attempt', () => {
  const waits = Array.from({ length: MAX_ATTEMPTS }, (_, index) => waitAfter(index + 1));
  const given = waits.filter((wait) => wait !== null);
  expect(given).toEqual([...new Set(given)].sort((a, b) => a - b));
  expect(waits.indexOf(null)).toBe(MAX_ATTEMPTS - 1);
});

describe('text of an error', () => {
  it.each<[unknown, string, string]>([
    [new Error('no such day'), 'no such day', 'its message'],
    [new Error('close failed', { cause: new Error('timeout') }), 'close failed: timeout', 'then its cause'],
    [
      Object.assign(new Error(''), { code: 'ECONNREFUSED' }),
      'ECONNREFUSED',
      'a refused connection has no message',
    ],
    ['plain', 'plain', 'anything can be thrown'],
    [undefined, 'unknown error', 'even nothing'],
    [new Error('a\0b'), 'ab', 'PostgreSQL takes no NUL'],
    [new Error('x'.repeat(5_000)), 'x'.repeat(2_000), 'no novels'],
  ])('%s', (error, text) => {
    expect(errorText(error)).toBe(text);
  });

  it('does not repeat the parameters of a query, which may name persons', () => {
    const error = new DrizzleQueryError('select 1', ['lan@example.vn'], new Error('deadlock detected'));
    expect(error.message).toContain('lan@example.vn');
    expect(errorText(error)).toBe('deadlock detected');
  });
});
