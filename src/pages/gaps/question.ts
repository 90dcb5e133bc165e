import { z } from 'zod';
import { daySchema } from '../../day-schema.ts';
import { FUNDING_STATES } from '../../funding/need-rules.ts';
import { colourAnswer } from '../../http/answers.ts';
import type { Query } from '../addresses.ts';

/** The name of the totals in an address, beside the list. */
export const TOTALS = 'tong';

/** What a gap list is asked for, as it stands in the address. Forms send blank fields for what is not set. */
export const gapsQuery = z.strictObject({
  /** Where none is named, the one that asks the reader's area. */
  programme: field(z.string()),
  province: field(z.string()),
  /** One locality's code. */
  locality: field(z.string()),
  /** Code of a condition. */
  group: field(z.string()),
  indicator: field(z.string()),
  state: field(z.enum(['unmet', 'unknown'])),
  colour: field(colourAnswer),
  minAgeDays: field(z.coerce.number().int().min(0).max(10_000)),
  agency: field(z.string()),
  /** A name, or {@link NOBODY}. */
  owner: field(z.string()),
  /** Those promised for this day or one before it. */
  promisedBy: field(daySchema),
  /** How it is paid for. */
  funding: field(z.enum(FUNDING_STATES)),
  /** What people type to find a locality or an indicator. */
  q: field(z.string().trim().max(100)),
  view: z.enum(['list', 'matrix']).default('list'),
  /** A column, with `-` before it for the other way round. */
  sort: field(z.string().max(50)),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});

export type GapsQuestion = z.infer<typeof gapsQuery>;

/** Rows of one page, of either view. */
export const ROWS = 50;

/** In place of an owner: gaps that nobody has taken on. */
export const NOBODY = '-';

const NARROWING = [
  'group',
  'indicator',
  'state',
  'minAgeDays',
  'agency',
  'owner',
  'promisedBy',
  'funding',
] as const;
const OF_LOCALITIES = ['province', 'locality', 'colour', 'q'] as const;

/** Whether some gaps of the localities asked for are left out. */
export function narrowsGaps(asked: GapsQuestion): boolean {
  return NARROWING.some((name) => asked[name] !== undefined);
}

export function isFiltered(asked: GapsQuestion): boolean {
  return narrowsGaps(asked) || OF_LOCALITIES.some((name) => asked[name] !== undefined);
}

/** The question as a query, with some of it changed; another filter or order begins at the first page. */
export function queryOf(asked: GapsQuestion, changes: Partial<GapsQuestion> = {}): Query {
  const { programme, view, sort, page = 1, ...rest } = { ...asked, page: undefined, ...changes };
  const fields = [...NARROWING, ...OF_LOCALITIES].map((name) => [name, rest[name]?.toString()] as const);
  return {
    programme,
    view: view === 'list' ? undefined : view,
    ...Object.fromEntries(fields),
    sort,
    page: page === 1 ? undefined : String(page),
  };
}

function field<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
}
