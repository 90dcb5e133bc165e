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
  channel: z.enum(['api', 'batch', 'import', 'form', 'dhis2']),
  values: z.record(z.string(), z.unknown()),
  note: z.string().nullable(),
});

/** What a row of a dry run would do. */
export const previewAnswer = {
  colour: z
    .object({ from: colourAnswer.nullable(), to: colourAnswer })
    .optional()
    .meta({ description: 'Of a dry run: the colour of the day as it is stored, and as it would be' }),
  changes: z
    .array(
      z.object({
        indicator: z.string(),
        from: z.unknown().optional(),
        to: z.unknown(),
      }),
    )
    .optional()
    .meta({
      description:
        'Of a dry run: values that differ from those that stand now; without `from` where none was reported yet',
    }),
  moreChanges: z.int().optional().meta({ description: 'Changes beyond those listed' }),
};

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
      ...previewAnswer,
      errors: z.array(faultAnswer).optional(),
      moreErrors,
    }),
  ),
});
