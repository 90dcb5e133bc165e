import { addDays, type Day } from '../days.ts';

/** What came of a document: of what it urged, how much was there no more within so many days of it. Pure. */

export const WINDOWS = [7, 14, 30] as const;

/** Of one thing that was urged: the first day since its figures on which it was there no more; null while it is. */
export interface Urged {
  closedOn: Day | null;
}

export interface Effect {
  /** What was still there on the day of the document. */
  urged: number;
  /** What had gone between the figures and that day: not the document's doing. */
  closedBefore: number;
  /** Of what was urged, by now. */
  closed: number;
  windows: {
    days: number;
    /** Within so many days of the document, its own day included; by now, while they have not passed. */
    closed: number;
    passed: boolean;
  }[];
}

export function effectOf(rows: readonly Urged[], issuedOn: Day, today: Day): Effect {
  const before = rows.filter(({ closedOn }) => closedOn !== null && closedOn < issuedOn).length;
  const closed = rows.flatMap(({ closedOn }) =>
    closedOn !== null && closedOn >= issuedOn && closedOn <= today ? [closedOn] : [],
  );
  return {
    urged: rows.length - before,
    closedBefore: before,
    closed: closed.length,
    windows: WINDOWS.map((days) => {
      const last = addDays(issuedOn, days);
      return { days, closed: closed.filter((day) => day <= last).length, passed: today > last };
    }),
  };
}
