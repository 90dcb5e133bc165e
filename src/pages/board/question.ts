import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { daySchema } from '../../day-schema.ts';
import { type Day, dayOf } from '../../days.ts';
import { programmeInAddress, refuseFuture, requireProgramme } from '../../http/lookup.ts';
import type { BoardQuestion } from './facts.ts';

/** Query parameters by which both pages of the board say what they are of. */
export const which = {
  map: z.enum(['tiles', 'areas']).default('tiles'),
  province: z.string().optional(),
  day: daySchema.optional(),
  /** Without it, the one that asks the reader's own area. */
  programme: z.string().optional(),
};

/** @throws {Problem} invalid_query for a programme that is not there, or a day to come */
export function boardQuestion(
  request: FastifyRequest,
  asked: {
    province?: string | undefined;
    day?: Day | undefined;
    programme?: string | undefined;
    map: BoardQuestion['map'];
  },
): BoardQuestion {
  const { registry, principal, receivedAt: now } = request;
  const programme = requireProgramme(request, asked.programme);
  const inAddress = programmeInAddress(request, programme);
  const day = asked.day ?? dayOf(now);
  refuseFuture(day, dayOf(now));
  // The form sends the field blank for all provinces.
  const province = asked.province || undefined;
  return { registry, principal, programme, inAddress, province, day, map: asked.map, now };
}
