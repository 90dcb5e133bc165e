import { z } from 'zod';
import { fault } from '../faults.ts';
import { nulsIn } from './nul.ts';
import { Problem } from './problems.ts';

/** Parts that query strings share. Every query schema is a strict object: an unknown name is a fault. */
export const limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(5_000)
  .default(100)
  .meta({ description: 'Items a page' });
/**
 * Codes of a locality and of a province, as the reference shows them. One of another form names nothing: it is
 * answered as whatever is not there, not as a fault of the query.
 */
export const localityAsked = z.string().meta({ pattern: '^\\d{5}$', example: '11737' });
export const provinceAsked = z.string().meta({ pattern: '^\\d{2}$', example: '31' });
/** Of a programme, a condition or an indicator. */
export const codeAsked = z.string().max(100);
export const cursor = z
  .string()
  .max(1_000)
  .optional()
  .meta({ description: '`nextCursor` of the page before' });
/** `true` or `false`, which to the reader of the reference is what any boolean of a query looks like. */
export const flag = z.stringbool({ truthy: ['true'], falsy: ['false'] }).meta({ type: 'boolean' });

/** Cursors are opaque to callers: what the next page starts after, packed. */
export function packCursor(after: unknown): string {
  return Buffer.from(JSON.stringify(after)).toString('base64url');
}

/**
 * The first `limit` of items, which were read one further to know whether more follow, and the cursor of
 * the next page: `keyOf` the last item, null when there is none.
 */
export function firstPage<T>(
  items: readonly T[],
  limit: number,
  keyOf: (last: T) => unknown,
): { page: T[]; nextCursor: string | null } {
  const page = items.slice(0, limit);
  const last = page.at(-1);
  const more = items.length > page.length;
  return { page, nextCursor: more && last !== undefined ? packCursor(keyOf(last)) : null };
}

/** @throws {Problem} invalid_query when the text is not one of our cursors of this shape */
export function unpackCursor<T>(text: string | undefined, shape: z.ZodType<T>): T | null {
  if (text === undefined) return null;
  try {
    const after: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (nulsIn(after).length > 0) throw new SyntaxError('holds a NUL');
    return shape.parse(after);
  } catch {
    // Whatever is wrong with it, to the caller it is just not one of ours.
    throw new Problem('invalid_query', [
      fault('?cursor', 'invalid_value', {
        why: 'not a cursor of this list',
        whyVi: 'không phải con trỏ của danh sách này',
      }),
    ]);
  }
}
