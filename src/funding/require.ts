import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dayOf } from '../days.ts';
import { Problem } from '../http/problems.ts';
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
