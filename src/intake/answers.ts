import { z } from 'zod';
import {
  colourAnswer,
  conditionAnswer,
  dayAnswer,
  faultAnswer,
  instantAnswer,
  localityAnswer,
  moreErrors,
  reportingAnswer,
} from '../http/answers.ts';

/** Shapes of intake's answers. */
export const recordAnswer = z.object({
  locality: localityAnswer,
  day: dayAnswer,
  revision: z.int(),
  receivedAt: instantAnswer,
  unchanged: z.literal(true).optional(),
  reporting: reportingAnswer,
  status: z
    .object({
      colour: colourAnswer,
      percent: z.number().nullable(),
      conditions: z.array(conditionAnswer),
    })
    .nullable()
    .meta({ description: 'Null where no programme asks this locality' }),
  notices: z.array(faultAnswer).optional().meta({
    description: 'What is to be known of what was taken: values of what does not apply, kept and not counted',
  }),
});

export const revisionAnswer = z.object({
  revision: z.int(),
  receivedAt: instantAnswer,
  by: z.string(),
  channel: z.enum(['api', 'batch', 'import', 'form']),
  values: z.record(z.string(), z.unknown()),
  note: z.string().nullable(),
});

export const batchAnswer = z.object({
  accepted: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  moreErrors,
  results: z.array(
    z.object({
      index: z.int(),
      outcome: z.enum(['accepted', 'unchanged', 'rejected']),
      revision: z.int().optional(),
      notices: z.array(faultAnswer).optional(),
      errors: z.array(faultAnswer).optional(),
      moreErrors,
    }),
  ),
});
