import type { Day } from '../../days.ts';

/** Addresses of the report's pages. `today` is left out of them: it is what they open on. */
export function reportAddress(code: string, day?: Day, field?: string): string {
  return `/bao-cao/${code}${day === undefined ? '' : `?day=${day}`}${field === undefined ? '' : `#${field}`}`;
}

export function resultAddress(code: string, day: Day): string {
  return `/bao-cao/${code}/ket-qua?day=${day}`;
}
