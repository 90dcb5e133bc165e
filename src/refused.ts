import { shorten } from './faults.ts';

/** One thing that speaks against what somebody asked, at the field it is about. */
export interface Objection {
  /** Name of the field or option; blank when it is about the whole. */
  field: string;
  en: string;
  vi: string;
}

/** Characters of an objection that is told at a field. */
const MOST = 500;

/** What was asked was understood, but cannot be. Whoever asked in a form hears of every objection at once. */
export class Refused extends Error {
  readonly objections: readonly Objection[];

  constructor(said: string | readonly Objection[]) {
    const objections = typeof said === 'string' ? [{ field: '', en: said, vi: said }] : said;
    super(objections.map(({ en }) => en).join('\n'));
    this.objections =
      typeof said === 'string'
        ? objections
        : // They repeat what was typed, however long it is.
          objections.map(({ field, en, vi }) => ({ field, en: shorten(en, MOST), vi: shorten(vi, MOST) }));
  }
}

/** @throws {Refused} */
export function refuse(field: string, en: string, vi: string): never {
  throw new Refused([{ field, en, vi }]);
}

/** What `ask` gives, or the objections that it throws. */
export function objectionsOf<T>(ask: () => T): { value: T } | { objections: readonly Objection[] } {
  try {
    return { value: ask() };
  } catch (error) {
    if (error instanceof Refused) return { objections: error.objections };
    throw error;
  }
}
