import { isWorkingDay } from '../../src/registry/calendar.ts';

const TET = ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'];

/** Tết 2026: Monday 16 to Friday 20 February, with a make-up workday on Saturday 28. 5 March is a Thursday. */
export const working = (day: string): boolean =>
  isWorkingDay(day, TET.includes(day) ? 'holiday' : day === '2026-02-28' ? 'makeup_workday' : undefined);
