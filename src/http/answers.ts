import { z } from 'zod';
import { LOCALITY_TYPES } from '../registry/types.ts';

/** Shapes that answers of several routes share. */
export const localityAnswer = z
  .object({
    code: z.string().meta({ example: '11737' }),
    name: z.string(),
    type: z.enum(LOCALITY_TYPES),
    province: z.string().meta({ description: 'Province code', example: '31' }),
  })
  .meta({ id: 'Locality' });

export const instantAnswer = z
  .string()
  .meta({ format: 'date-time', example: '2025-09-27T15:04:05.000+07:00' });
export const dayAnswer = z.string().meta({ format: 'date', example: '2025-09-27' });

export const colourAnswer = z.enum(['green', 'yellow', 'red', 'grey']);
export const reportingAnswer = z.enum(['due', 'on_time', 'late', 'missing', 'not_due']);
export const conditionAnswer = z
  .object({
    group: z.string().meta({ example: 'certificate' }),
    state: z.enum(['met', 'unmet', 'unknown', 'not_applicable']),
    reasons: z
      .array(
        z.object({
          indicator: z.string(),
          state: z.enum(['unmet', 'unknown', 'not_applicable']),
          code: z.string(),
          message: z.string(),
          messageVi: z.string(),
        }),
      )
      .meta({
        description:
          'What keeps the condition from being met, and what of it does not apply to the locality: that is counted nowhere',
      }),
  })
  .meta({ id: 'Condition' });

export const faultAnswer = z
  .object({ pointer: z.string(), code: z.string(), message: z.string(), messageVi: z.string() })
  .meta({ id: 'Fault' });

export const moreErrors = z
  .int()
  .optional()
  .meta({ description: 'Faults found beyond those listed; absent when all are listed' });

export const problemAnswer = z
  .object({
    type: z.string(),
    title: z.string(),
    titleVi: z.string(),
    status: z.number(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(faultAnswer),
    moreErrors,
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem; `errors` names every fault at once, up to 100' });

export const nextCursor = z.string().nullable();

/** One page of a list. */
export function listAnswer<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor });
}

/** The refusals of a route, for its documentation. */
export function problems<S extends number>(...statuses: S[]): Record<S, typeof problemAnswer> {
  return Object.fromEntries(statuses.map((status) => [status, problemAnswer])) as Record<
    S,
    typeof problemAnswer
  >;
}
