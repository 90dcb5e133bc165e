import { z } from 'zod';
import { FLAG_KINDS, type FlagState } from '../../review/types.ts';

/** What the queue is asked for, as it stands in the address. Forms send blank fields for what is not set. */
export const queueQuery = {
  state: z.enum(['open', 'questioned', 'done']).default('open'),
  kind: field(z.enum(FLAG_KINDS)),
  province: field(z.string()),
  /** What people type to find a locality. */
  q: field(z.string().trim().max(100)),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  /** Whether every row of the page is chosen. */
  all: z.stringbool().default(false),
  /** Of how many was just decided. */
  count: z.coerce.number().int().min(0).max(1_000).default(0),
  gone: z.coerce.number().int().min(0).max(1_000).default(0),
};

export type QueueQuestion = z.infer<z.ZodObject<typeof queueQuery>>;

/** States of flags that a view of the queue shows. */
export const VIEWS: Record<QueueQuestion['state'], readonly FlagState[]> = {
  open: ['open'],
  questioned: ['questioned'],
  done: ['verified', 'corrected'],
};

/** The address of the question, with some of it changed; another filter begins at the first page. */
export function queueAddress(
  asked: Partial<QueueQuestion>,
  changes: Partial<QueueQuestion> & { done?: 'verified' | 'questioned' } = {},
): string {
  const { state, kind, province, q, page } = { ...asked, page: 1, ...changes };
  const { all, done, count, gone } = changes;
  const query = Object.entries({
    state: state === 'open' ? undefined : state,
    kind,
    province,
    q,
    page: page === 1 ? undefined : page,
    all: all ? true : undefined,
    done,
    count: done && count,
    gone: gone || undefined,
  }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return query.length === 0 ? PATH : `${PATH}?${new URLSearchParams(query)}`;
}

export const PATH = '/ra-soat';

function field<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
}
