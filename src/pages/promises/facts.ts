import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MOST_PROMISED } from '../../alerts/promise-routes.ts';
import type { RootSql } from '../../db/connect.ts';
import { gapsAddress } from '../addresses.ts';
import type { GapsFacts } from '../gaps/facts.ts';
import { gapsQuery, queryOf } from '../gaps/question.ts';
import { gapsAsked } from '../gaps/routes.tsx';
import { gapKey, type ListedGap } from '../gaps/rules.ts';
import { safeNext } from '../next.ts';
import { promiseAddress } from './addresses.ts';

/** The list that gaps are chosen from, which of them, and where to come back to. */
export const promiseQuery = gapsQuery.extend({
  gap: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => [given ?? []].flat()),
  /** Everything that the filters let through. */
  all: z.literal('yes').optional(),
  next: z.string().optional(),
});
export type PromiseQuestion = z.infer<typeof promiseQuery>;

export interface PromiseFacts {
  list: GapsFacts;
  /** Gaps to choose from; none where there are more than can be promised at once. */
  offered: ListedGap[];
  /** Keys of those that are ticked. */
  ticked: ReadonlySet<string>;
  /** How many were asked for, which may be too many. */
  count: number;
  /** Chosen gaps that are none any more. */
  gone: number;
  /** Where this form goes, and the page to come back to. */
  action: string;
  back: string;
}

/** What a form that comes back has ticked, else what the address chooses. */
export async function loadPromise(
  sql: RootSql,
  request: FastifyRequest,
  asked: PromiseQuestion,
): Promise<PromiseFacts> {
  const posted = request.method === 'POST';
  const body = posted ? ((request.body ?? {}) as Record<string, string>) : {};
  const chosen = posted ? keysOf(body.gap) : asked.gap;
  // Of one locality all its gaps are offered; of a list those that were chosen there.
  const whole = asked.locality !== undefined || asked.all === 'yes';
  const only = whole ? undefined : new Set(chosen.map((key) => key.split(':')[0] ?? ''));
  const list = await gapsAsked(sql, request, { ...asked, view: 'list' }, only);
  const wanted = new Set(asked.all === 'yes' && !posted ? list.found.map(gapKey) : chosen);
  const offered = (whole ? list.found : list.all).filter((gap) => whole || wanted.has(gapKey(gap)));
  const there = new Set(list.all.map(gapKey));
  const { all, next } = asked;
  const filters = { ...queryOf(asked, { page: asked.page }), programme: list.asked.programme };
  return {
    list,
    offered: offered.length > MOST_PROMISED ? [] : offered,
    ticked: wanted,
    count: offered.length,
    gone: [...wanted].filter((key) => !there.has(key)).length,
    action: promiseAddress({ ...filters, all, next }),
    back: next === undefined ? gapsAddress(filters) : safeNext(next),
  };
}

/** The boxes of a form that are ticked: a locality and an indicator each, parted by a colon. */
export const keysOf = (text: string | undefined): string[] =>
  (text ?? '').split(' ').filter((one) => one !== '');
