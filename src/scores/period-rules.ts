import { addDays, type Day, isDay } from '../days.ts';

/** Periods of scores: a month, a quarter, half a year, a year. Pure. */

export interface ScorePeriod {
  label: string;
  from: Day;
  to: Day;
}

const MONTHS = { M: 1, Q: 3, H: 6, Y: 12 } as const;

/** `2026`, `2026-H1`, `2026-Q3`, `2026-09`; undefined for what is none. */
export function scorePeriod(label: string): ScorePeriod | undefined {
  const found = parse(label);
  return found && periodAt(found.kind, found.first);
}

/** The one before, of the same length. */
export function periodBefore(label: string): ScorePeriod | undefined {
  const found = parse(label);
  return found && periodAt(found.kind, found.first - MONTHS[found.kind]);
}

type Kind = keyof typeof MONTHS;

/** Its kind, and its first month counted from year 0. */
function parse(label: string): { kind: Kind; first: number } | undefined {
  const found = /^(20\d\d)(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(label);
  if (!found) return undefined;
  const [, year, half, quarter, month] = found;
  const start = Number(year) * 12;
  if (half) return { kind: 'H', first: start + (Number(half) - 1) * 6 };
  if (quarter) return { kind: 'Q', first: start + (Number(quarter) - 1) * 3 };
  if (month) return { kind: 'M', first: start + Number(month) - 1 };
  return { kind: 'Y', first: start };
}

function periodAt(kind: Kind, first: number): ScorePeriod {
  const year = Math.floor(first / 12);
  const month = first % 12;
  const label = {
    Y: `${year}`,
    H: `${year}-H${month / 6 + 1}`,
    Q: `${year}-Q${month / 3 + 1}`,
    M: `${year}-${two(month + 1)}`,
  }[kind];
  return { label, from: firstDay(first), to: addDays(firstDay(first + MONTHS[kind]), -1) };
}

function firstDay(months: number): Day {
  const day = `${Math.floor(months / 12)}-${two((months % 12) + 1)}-01`;
  if (!isDay(day)) throw new Error(`${day} is no day.`);
  return day;
}

const two = (figure: number) => String(figure).padStart(2, '0');

/** A period as offices write it. */
export function periodWords(label: string): readonly [vi: string, en: string] {
  const [year, part] = label.split('-');
  if (!part) return [`năm ${year}`, `${year}`];
  if (part.startsWith('H')) {
    const half = part === 'H1' ? 'đầu' : 'cuối';
    return [`6 tháng ${half} năm ${year}`, `half-year ${part.slice(1)} of ${year}`];
  }
  if (part.startsWith('Q'))
    return [`quý ${part.slice(1)} năm ${year}`, `quarter ${part.slice(1)} of ${year}`];
  return [`tháng ${Number(part)} năm ${year}`, `${year}-${part}`];
}
