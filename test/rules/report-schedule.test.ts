import { describe, expect, it } from 'vitest';
import { draftsDue, type Schedule, scheduleOf, slotOf } from '../../src/reports/schedule-rules.ts';
import { instant } from '../support/clock.ts';
import { PROGRAMME, registryOf } from '../support/registry.ts';

const ALL: Schedule = {
  ...{ programme: '*', province: '*', daily: 'draft', deadline: 'tell', monthly: 'tell', halfYearly: 'tell' },
  ...{ monthlyDay: 20, firstHalfOn: '05-22', secondHalfOn: '11-26', deadlineDays: 3, approver: 'leader' },
};
const registry = registryOf();
const due = (at: string, kind: string, ...own: Partial<Schedule>[]) =>
  draftsDue(registry, [ALL, ...own.map((one) => ({ ...ALL, ...one }))], instant(at))
    .filter(({ subject }) => subject.kind === kind && subject.programme === PROGRAMME.code)
    .map(
      (one) => `${one.subject.province} ${one.subject.period.from}–${one.subject.period.to} ${slotOf(one)}`,
    );

describe('reports that are due to be drafted', () => {
  it('are of the day from a minute after its cutoff on, and of a week back', () => {
    const before = due('2025-10-17 16:00', 'daily');
    const after = due('2025-10-17 16:01', 'daily');
    expect(after.length).toBe(before.length + 1);
    expect(after.at(-1)).toMatch(/^31 2025-10-17–2025-10-17 daily .* 16:01 2025-10-17$/);
    expect(after.some((one) => one.includes('2025-10-08'))).toBe(false);
  });

  it.each([
    // Due before the 25th: of the month that runs.
    ['2025-10-20 06:59', 20, '2025-09-01'],
    ['2025-10-20 07:00', 20, '2025-10-01'],
    // Early in a month, of the one that is over.
    ['2025-11-05 07:00', 5, '2025-10-01'],
    ['2026-01-05 07:00', 5, '2025-12-01'],
  ])('are of a month: at %s by day %s the latest is of %s', (at, monthlyDay, from) => {
    const found = due(at, 'monthly', { province: '31', monthlyDay });
    expect(found.at(-1) ?? '').toContain(` ${from}–`);
  });

  it('are of a half-year with time to spare before 5/6 and 10/12', () => {
    expect(due('2025-11-26 06:59', 'half_yearly')).toEqual([]);
    expect(due('2025-11-26 07:00', 'half_yearly')[0]).toContain('2025-07-01–2025-12-31');
    expect(due('2026-05-22 07:00', 'half_yearly')[0]).toContain('2026-01-01–2026-06-30');
    // Where the half-year is to be over first.
    const late = due('2026-01-05 07:00', 'half_yearly', { province: '31', secondHalfOn: '01-05' });
    expect(late[0]).toContain('2025-07-01–2025-12-31');
  });

  it('go by the most particular schedule, and are none where it says so', () => {
    const own = { ...ALL, province: '31', daily: 'off' } as const;
    expect(scheduleOf([ALL, own], PROGRAMME.code, '31').daily).toBe('off');
    const ofProgramme = { ...ALL, programme: PROGRAMME.code, daily: 'tell' } as const;
    expect(scheduleOf([ALL, own, ofProgramme], PROGRAMME.code, '31').daily).toBe('tell');
    expect(scheduleOf([ALL, { ...ALL, province: 'VN', daily: 'off' }], 'x', '*').daily).toBe('off');
    expect(due('2025-10-17 16:01', 'daily', { province: '31', daily: 'off' })).toEqual([]);
  });
});
