import type { Role } from '../../../access/principal.ts';
import { ROLE_WORDS } from '../../../access/words.ts';
import type { Step } from '../../../alerts/ladder.ts';
import { type Day, dayOf, formatDay, isDay, timeOf } from '../../../days.ts';
import { own } from '../../../lib/own.ts';
import { NONE } from '../../format.ts';
import type { Say } from '../../language.tsx';
import { ladderWords } from '../ladders/words.ts';
import { KEYS, VALUES } from './words.ts';

/** What a change did, as people read it. Pure. */

export interface Difference {
  key: string;
  /** Undefined where nothing was there before. */
  before: unknown;
  after: unknown;
}

type Entries = Record<string, unknown>;

/**
 * Keys whose values differ, with both; settings within settings by their own names. Of a change that only
 * says what is afterwards, all that it says, and of one that only says what was, all that was.
 */
export function differences(before: unknown, after: unknown): Difference[] {
  const [was, is] = [flat(before), flat(after)];
  const keys = Object.keys(is).length > 0 ? Object.keys(is) : Object.keys(was);
  return keys
    .map((key) => ({ key, before: was[key], after: is[key] }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after))
    .filter(({ key }) => key !== 'id')
    .filter((one) => !(isBlank(one.before) && isBlank(one.after)));
}

/** A value in words: days and instants as offices write them, yes and no, a list with commas. */
export function valueText(key: string, value: unknown, say: Say): string {
  if (isBlank(value)) return NONE;
  if (typeof value === 'boolean') return value ? say('có', 'yes') : say('không', 'no');
  if (key === 'role') return say(...(ROLE_WORDS[value as Role] ?? [String(value), String(value)]));
  if (isDay(value)) return formatDay(value as Day);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) {
    const instant = new Date(value);
    if (Number.isNaN(instant.getTime())) return value;
    return `${timeOf(instant)} ${formatDay(dayOf(instant))}`;
  }
  if (key === 'steps' && Array.isArray(value)) return ladderWords(value as Step[], say);
  if (Array.isArray(value)) return value.map((one) => valueText(key, one, say)).join(', ');
  if (typeof value === 'object')
    return Object.entries(value as Entries)
      .filter(([, inner]) => !isBlank(inner))
      .map(([name, inner]) => `${say(...(own(KEYS, name) ?? [name, name]))}: ${valueText(name, inner, say)}`)
      .join('; ');
  const words = typeof value === 'string' && WORDED.has(key) ? own(VALUES, value) : undefined;
  return words ? say(...words) : String(value);
}

function flat(value: unknown): Entries {
  if (Array.isArray(value) || typeof value !== 'object' || value === null)
    return isBlank(value) ? {} : { '': value };
  const entries: Entries = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'settings' && typeof inner === 'object' && inner !== null) Object.assign(entries, inner);
    else entries[key] = inner;
  }
  return entries;
}

/** What is said of by words of ours; all else is what somebody wrote. */
const WORDED = new Set(['by', 'at', 'reportingDays']);

const isBlank = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
