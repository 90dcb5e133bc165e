import { shorten } from './faults.ts';
import type { Words } from './i18n/say.ts';

/** One thing that speaks against what somebody asked, at the field it is about. */
export interface Objection {
  /** Name of the field or option; blank when it is about the whole. */
  field: string;
  vi: string;
  en: string;
}

/** Characters of an objection that is told at a field. */
const MOST = 500;

/** What was asked was understood, but cannot be. Whoever asked in a form hears of every objection at once. */
export class Refused extends Error {
  readonly objections: readonly Objection[];

  constructor(said: string | readonly Objection[]) {
    const objections = typeof said === 'string' ? [{ field: '', vi: said, en: said }] : said;
    super(objections.map(({ en }) => en).join('\n'));
    this.objections =
      typeof said === 'string'
        ? objections
        : // They repeat what was typed, however long it is.
          objections.map(({ field, vi, en }) => ({ field, vi: shorten(vi, MOST), en: shorten(en, MOST) }));
  }
}

/** @throws {Refused} */
export function refuse(field: string, [vi, en]: Words): never {
  throw new Refused([{ field, vi, en }]);
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

/** What each reading gives. @throws {Refused} with the objections of all */
export function together<T extends readonly unknown[]>(...reads: { [K in keyof T]: () => T[K] }): T {
  const done = reads.map((read) => objectionsOf(read));
  const wrong = done.flatMap((one) => ('objections' in one ? one.objections : []));
  if (wrong.length > 0) throw new Refused(wrong);
  return done.flatMap((one) => ('value' in one ? [one.value] : [])) as unknown as T;
}
