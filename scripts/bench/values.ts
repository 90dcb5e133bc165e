import type { Values } from '../../src/intake/types.ts';

/** Courses that localities take through the year; which one is the locality's place modulo this. */
export const COURSES = 16;

/**
 * The 19 required values and one more, as a locality of a course reports them on the `n`th day: about a
 * quarter is not met, and what is not met changes every few weeks, not every day.
 */
export function valuesOf(course: number, n: number): Values {
  const season = Math.floor(n / 21);
  const lacks = (place: number) => (place * 7 + course * 5 + season * 3) % 20 < 5;
  const ratio = (place: number, need: number) => ({ have: lacks(place) ? need - 2 : need, need });
  return {
    'signature.personal': ratio(0, 24),
    'signature.classified': !lacks(1),
    'certificate.personal': ratio(2, 16),
    'certificate.organisation': !lacks(3),
    'certificate.earliest_expiry': '2031-03-01',
    'certificate.issued': 16 + (n % 5),
    'network.specialised': !lacks(4),
    'network.lan': !lacks(5),
    'network.coverage': ratio(6, 11),
    'equipment.computer': ratio(7, 9),
    'equipment.printer': ratio(8, 5),
    'equipment.scanner': ratio(9, 4),
    'premises.arranged': !lacks(10),
    'premises.fit': !lacks(11),
    'premises.accessible': !lacks(12),
    'leadership.director': !lacks(13),
    'leadership.deputy': !lacks(14),
    'staffing.civil_servants': ratio(15, 8),
    'procedures.accounts': ratio(16, 21),
    'procedures.posted': !lacks(17),
  };
}

/** The same with one figure corrected, as a second revision has it. */
export function correctedValues(course: number, n: number, revision: number): Values {
  return { ...valuesOf(course, n), 'certificate.issued': 100 + revision };
}
