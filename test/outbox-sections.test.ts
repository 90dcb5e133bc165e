import { describe, expect, it } from 'vitest';
import type { Names } from '../src/alerts/names.ts';
import type { AlertContent } from '../src/alerts/types.ts';
import { sectionsOf, type ToldAlert } from '../src/outbox/sections.ts';

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
  const told = (count: number, content: AlertContent = missing, over = false): ToldAlert[] =>
    Array.from({ length: count }, (_, n) => ({
      content,
      names: names(n),
      ended: over ? { resolution: 'reported' as const } : null,
    }));
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
    expect(headings(told(1, missing, true))[0]).toMatch(/^Unit 0 has reported for 5\/3\/2026\.$/);
    expect(headings(told(6, missing, true))[0]).toMatch(/^Ended: /);
  });
});
