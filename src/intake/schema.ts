import { z } from 'zod';
import { daySchema } from '../day-schema.ts';
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

export const NOTE_LIMIT = 2_000;
export const BATCH_LIMIT = 5_000;

export const localityCode = z
  .string()
  .meta({ description: 'The 5-character code of a locality', pattern: '^\\d{5}$', example: '11737' });

/** As the reference shows it; `check-values.ts` says what is wrong with another. */
const FIGURE = { minimum: 0, maximum: 999_999_999 };
const count = z.int().meta(FIGURE);
const value = z.union([
  z.boolean(),
  z.number().meta(FIGURE),
  z.strictObject({ have: count, need: count }),
  z.string().meta({ format: 'date' }),
  z.null(),
]);

/** The shape of a record; what its values may be depends on the catalogue, see `check-values.ts`. */
export const recordSchema = z
  .strictObject({
    locality: localityCode,
    day: daySchema,
    values: z.record(z.string(), z.unknown()),
    note: z.string().nullish(),
    replaces: z.int().min(0).nullish(),
  })
  .meta({ id: 'Record' });

/** The same for the reference: with what a value can be. */
export const documentedRecord = recordSchema.extend({
  values: z.record(z.string(), value).meta({
    description:
      'By indicator code. Absent: not reported. `null`: not known. At least one value. See `GET /api/v1/indicators`.',
    example: {
      'certificate.personal': { have: 14, need: 16 },
      'network.specialised': true,
      'certificate.earliest_expiry': '2027-03-01',
    },
  }),
  note: z.string().max(NOTE_LIMIT).nullish().meta({ example: 'Đang chờ cấp 2 chứng thư' }),
  replaces: z
    .int()
    .min(0)
    .nullish()
    .meta({ description: 'The revision that the sender saw; refused when it is not the latest' }),
});

/** A record as intake answers it. */
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
