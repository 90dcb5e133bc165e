import { z } from 'zod';
import { daySchema } from '../day-schema.ts';
import { colourAnswer, dayAnswer, instantAnswer, localityAnswer } from '../http/answers.ts';
import { codeAsked, localityAsked, provinceAsked } from '../http/query.ts';
import { DOCUMENT_KINDS, DOCUMENT_STATES } from './types.ts';

/** Shapes of documents over HTTP. */

export const LONGEST_SUBJECT = 300;
export const LONGEST_TEXT = 20_000;
export const LONGEST_NUMBER = 50;
export const LONGEST_TITLE = 150;
/** A province has fewer localities; a number of agencies beside them. */
export const MOST_ADDRESSEES = 500;

const wellFormed = (text: string) => text.isWellFormed();
/** One line; no controls. */
const line = (most: number) =>
  z
    .string()
    .max(most)
    .refine(wellFormed, 'is not well-formed Unicode')
    .refine((text) => !/[\p{Cc}\u2028\u2029]/u.test(text), 'holds line breaks or control characters')
    .transform((text) => text.normalize('NFC').trim())
    .refine((text) => text !== '', { params: { code: 'required' } });

const writtenText = z
  .string()
  .max(LONGEST_TEXT)
  .refine(wellFormed, 'is not well-formed Unicode')
  .refine((text) => !/[^\P{Cc}\t\n\r]/u.test(text), 'holds control characters');

const gapsFilter = z.strictObject({
  province: provinceAsked.optional(),
  group: codeAsked.optional().meta({ description: 'Code of a condition' }),
  condition: codeAsked.optional().meta({ description: 'The same as `group`' }),
  indicator: codeAsked.optional(),
  state: z.enum(['unmet', 'unknown']).optional(),
  colour: colourAnswer.optional(),
  minAgeDays: z.int().min(0).max(10_000).optional(),
  since: daySchema.optional().meta({
    description: 'Gaps that have been there since this day, or for longer',
    format: 'date',
    example: '2025-09-27',
  }),
  owner: z.string().max(200).optional(),
  notReported: daySchema.optional().meta({
    description: 'Localities of which the report of this day has not come',
    format: 'date',
    example: '2025-09-27',
  }),
});

const chosenGaps = z
  .array(z.strictObject({ locality: localityAsked, indicator: codeAsked }))
  .min(1)
  .max(10_000);

export const newDocument = z.strictObject({
  kind: z.enum(DOCUMENT_KINDS),
  addressees: z.array(codeAsked).min(1).max(MOST_ADDRESSEES).meta({
    description: 'Codes of agencies and of localities, or `all-localities`; see `GET /api/v1/agencies`',
  }),
  subject: line(LONGEST_SUBJECT),
  gaps: z.union([gapsFilter, chosenGaps]).optional().meta({
    description:
      'What is urged: what a filter finds, as in `GET /api/v1/gaps`, or gaps one by one. Where localities are addressed, theirs alone',
  }),
  localities: z
    .array(localityAsked)
    .min(1)
    .max(5_000)
    .optional()
    .meta({ description: 'Instead of `gaps`: these localities with all that they lack' }),
  text: writtenText.optional().meta({ description: 'What people write in it; our own words when absent' }),
  province: provinceAsked
    .optional()
    .meta({ description: 'Needed where neither your area nor what is chosen says it' }),
  programme: codeAsked.optional(),
});

export const editBody = z.strictObject({
  subject: line(LONGEST_SUBJECT).optional(),
  text: writtenText.optional(),
  revision: z.int().min(1),
});

export const issueBody = z.strictObject({
  number: z
    .union([line(LONGEST_NUMBER), z.int().min(1).max(999_999).transform(String)])
    .meta({ description: 'With its symbol, or without: that of the kind is added' }),
  day: daySchema,
  signerTitle: line(LONGEST_TITLE),
});

const addresseeAnswer = z.object({
  kind: z.enum(['agency', 'locality', 'all_localities']),
  code: z.string(),
  nameVi: z.string(),
});

const headFields = {
  id: z.int(),
  kind: z.enum(DOCUMENT_KINDS),
  province: z.string(),
  programme: z.string(),
  subject: z.string(),
  state: z.enum(DOCUMENT_STATES),
  revision: z.int(),
  asOf: instantAnswer.meta({ description: 'The instant of its figures' }),
  addressees: z.array(addresseeAnswer),
  number: z.string().nullable(),
  reference: z.string().nullable().meta({ description: 'Its number with its symbol' }),
  day: dayAnswer.nullable(),
  signerTitle: z.string().nullable(),
  createdAt: instantAnswer,
  createdBy: z.string(),
  issuedAt: instantAnswer.nullable(),
  issuedBy: z.string().nullable(),
  localities: z.int().meta({ description: 'Localities that its annexes speak of' }),
  lacking: z.int().meta({ description: 'What they lack, in all' }),
  sha256: z.string().nullable().meta({ description: 'Of its DOCX, once it is issued' }),
  signed: z
    .object({ at: instantAnswer, by: z.string(), sha256: z.string() })
    .nullable()
    .meta({ description: 'The file that came back signed' }),
  effect: z
    .object({
      urged: z.int().meta({ description: 'What was still lacking on the day of the document' }),
      closedBefore: z.int(),
      closed: z.int(),
      windows: z.array(z.object({ days: z.int(), closed: z.int(), passed: z.boolean() })),
    })
    .nullable()
    .meta({ description: 'What came of it, once it is issued' }),
};
export const documentItem = z.object(headFields).meta({ id: 'DocumentItem' });

export const documentAnswer = z
  .object({
    ...headFields,
    text: z.string(),
    annexes: z.array(
      z.object({
        locality: localityAnswer,
        rows: z.array(
          z.object({
            indicator: z.string().nullable().meta({ description: 'Null: the report of a day' }),
            state: z.enum(['unmet', 'unknown', 'not_reported']),
            have: z.number().nullable(),
            need: z.number().nullable(),
            missing: z.number().nullable(),
            since: dayAnswer,
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Document' });
