import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dayOf } from '../days.ts';
import { fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import type { Registry } from '../registry/snapshot.ts';
import { provincesSeen, type Sees, seesMoney } from './access.ts';

/** What a request asks of money, or the problem that it is not his to see. */

const ID = /^[1-9]\d{0,14}$/;
/** Numbers; what is none is answered as what is not there. */
export const params = z.object({ id: z.string().meta({ pattern: '^\\d+$', example: '1' }) });
export const numberOf = (text: string): number => (ID.test(text) ? Number(text) : 0);

type Asking = Pick<FastifyRequest, 'registry' | 'principal' | 'receivedAt'>;

/** @throws {Problem} forbidden where who asks sees no money at all */
export function requireSees({ registry, principal, receivedAt }: Asking): NonNullable<Sees> {
  const sees = seesMoney(registry, principal, dayOf(receivedAt));
  if (!sees) throw new Problem('forbidden');
  return sees;
}

/** @throws {Problem} not_found for a province outside of what he sees */
export function requireProvinceSeen(request: Asking, sees: NonNullable<Sees>, province: string | undefined) {
  if (province !== undefined && !provincesSeen(request.registry, sees).includes(province))
    throw new Problem('not_found');
}

/**
 * That what a query names is there at all: an empty list of a name that nobody knows would be read as that nothing is
 * needed.
 * @throws {Problem} invalid_query with each of them
 */
export function requireKnown(
  { indicators, conditions }: Registry,
  asked: Partial<Record<'indicator' | 'item' | 'group' | 'agency', string | undefined>>,
): void {
  const known = {
    indicator: [(name: string) => indicators.some(({ code }) => code === name), 'indicator', 'chỉ tiêu'],
    item: [(name: string) => indicators.some(({ code }) => code === name), 'indicator', 'chỉ tiêu'],
    group: [(name: string) => conditions.some(({ code }) => code === name), 'condition', 'điều kiện'],
    agency: [
      (name: string) => indicators.some(({ agency }) => agency === name),
      'agency',
      'cơ quan phụ trách',
    ],
  } as const;
  const faults = Object.entries(known).flatMap(([parameter, [isThere, what, whatVi]]) => {
    const name = asked[parameter as keyof typeof known];
    if (name === undefined || isThere(name)) return [];
    return [
      fault(`?${parameter}`, 'invalid_value', { why: `no such ${what}`, whyVi: `không có ${whatVi} này` }),
    ];
  });
  if (faults.length > 0) throw new Problem('invalid_query', faults);
}
