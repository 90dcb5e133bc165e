import {
  orNone,
  type Readers,
  readChoice,
  readDay,
  readInteger,
  readNumber,
  readText,
  readYesNo,
} from '../fields.ts';
import { composed } from '../lib/composed.ts';
import type { IndicatorRow } from '../registry/changes-store.ts';
import { INDICATOR_KINDS, LARGEST_COUNT, LOCALITY_TYPES, PERIODS } from '../registry/types.ts';
import type { IndicatorIdentity } from './indicators.ts';

/** How each field of an indicator is read, at the shell and in the form. */
export const INDICATOR_FIELDS: Readers<IndicatorRow> = {
  required: (text, field) => ({ required: readYesNo(field, text) }),
  threshold: (text, field) => ({ threshold: orNone(text, (t) => readNumber(field, t, 0, LARGEST_COUNT)) }),
  direction: (text, field) => ({
    direction: orNone(text, (t) => readChoice(field, t, ['atLeast', 'atMost'] as const)),
  }),
  freshness: (text, field) => ({ freshness: orNone(text, (t) => readInteger(field, t, 0, 250)) }),
  'unit-cost': (text, field) => ({ unitCost: orNone(text, (t) => readInteger(field, t, 0, 1e12)) }),
  'applies-to': (text, field) => ({ appliesTo: readTypes(field, text) }),
  'allows-surplus': (text, field) => ({ allowsSurplus: readYesNo(field, text) }),
  'allows-zero-need': (text, field) => ({ allowsZeroNeed: readYesNo(field, text) }),
  'asks-anew': (text, field) => ({ asksAnew: readYesNo(field, text) }),
  'at-most-of': (text) => ({ atMostOf: orNone(text, (t) => t) }),
  'name-vi': (text, field) => ({ nameVi: readText(field, text, 300) }),
  'name-en': (text, field) => ({ nameEn: readText(field, text, 300) }),
  unit: (text, field) => ({ unit: orNone(text, (t) => readText(field, t, 50)) }),
  agency: (text, field) => ({ agency: readText(field, text, 100) }),
  basis: (text, field) => ({ basis: readText(field, text, 1_000) }),
};

/** What a version starts on, and what only a new indicator is given. */
export const INDICATOR_HEAD: Readers<IndicatorIdentity> = {
  from: (text, field) => ({ from: readDay(field, text) }),
  group: (group) => ({ group }),
  kind: (text, field) => ({ kind: readChoice(field, text, INDICATOR_KINDS) }),
  period: (text, field) => ({ period: readChoice(field, text, PERIODS) }),
};

function readTypes(field: string, text: string): string[] {
  if (text === 'all') return [];
  return composed(text)
    .split(',')
    .map((type) => readChoice(field, type.trim(), LOCALITY_TYPES));
}
