import { z } from 'zod';
import { daySchema } from '../day-schema.ts';
import {
  dayAnswer,
  faultAnswer,
  instantAnswer,
  localityAnswer,
  moreErrors,
  nextCursor,
} from '../http/answers.ts';
import { sheetNotesAnswer } from '../sheets/found.ts';
import { NOTES } from './from-file.ts';
import { CERTIFICATE_KINDS, CERTIFICATE_STATES, WITHDRAWALS } from './types.ts';

/** Shapes of what other systems send and read of the register. */

export const kind = z.enum(CERTIFICATE_KINDS);
export const stateAsked = z.enum([...CERTIFICATE_STATES, 'in_force']).meta({
  description: '`in_force`: `valid` or `expiring` (within 60 days)',
});

const text = z.string().max(1_000);

/** Checked by hand, so that all that is wrong comes in one answer and in both languages. */
export const certificateBody = z
  .strictObject({
    locality: z.string().meta({ example: '11737' }),
    kind: text.meta({ description: CERTIFICATE_KINDS.join(', '), example: 'personal' }),
    holder: text.nullish().meta({
      description: 'Position of the person, never the name; required of `personal`',
      example: 'Công chức tư pháp – hộ tịch',
    }),
    issuer: text.meta({ example: 'Cơ quan chứng thực số chuyên dùng Chính phủ (RootCA)' }),
    subject: text
      .nullish()
      .meta({ description: 'What an organisation or device is called; dropped of a person' }),
    serial: text.meta({ description: 'Hexadecimal, with or without colons', example: '54:0A:1B:2C' }),
    validFrom: text.meta({ format: 'date', example: '2025-01-15' }),
    validTo: text.meta({
      format: 'date',
      example: '2027-01-15',
      description: 'The last day on which it is valid',
    }),
  })
  .meta({ id: 'NewCertificate' });

export const certificateAnswer = z
  .object({
    id: z.int(),
    locality: localityAnswer,
    kind,
    holder: z.string().nullable(),
    issuer: z.string(),
    subject: z.string().nullable().meta({ description: 'Never of a person' }),
    serial: z.string(),
    validFrom: dayAnswer,
    validTo: dayAnswer,
    keyUsage: z.array(z.string()).nullable(),
    selfSigned: z.boolean(),
    state: z.enum(CERTIFICATE_STATES),
    source: z.enum(['hand', 'sheet', 'file']),
    addedAt: instantAnswer,
    withdrawnOn: dayAnswer.nullable(),
    withdrawnFor: z.enum(WITHDRAWALS).nullable(),
  })
  .meta({ id: 'Certificate' });

export const certificateListAnswer = z.object({
  items: z.array(certificateAnswer),
  summary: z
    .object({
      inForce: z.int(),
      expiring: z.int(),
      expired: z.int(),
      future: z.int(),
      selfSigned: z.int(),
      withdrawn: z.int(),
    })
    .meta({
      description: 'Of all that is asked for, whatever the state and the page; `inForce` includes `expiring`',
    }),
  nextCursor,
});

export const outcome = z.enum(['added', 'corrected', 'unchanged', 'rejected']);
export const keptAnswer = z.object({
  outcome: z.enum(['added', 'corrected', 'unchanged']),
  id: z.int().nullable(),
});

export const fileAnswer = z.object({
  items: z.array(
    z.object({
      outcome: z.enum(['added', 'corrected', 'unchanged', 'rejected', 'not_offered']).meta({
        description: '`not_offered`: it is an authority’s, and no locality’s',
      }),
      id: z.int().nullable(),
      notes: z.array(z.enum(NOTES)),
      kind,
      holder: z.string().nullable(),
      subject: z.string().nullable().meta({ description: 'As the file says; of a person it is not kept' }),
      issuer: z.string(),
      serial: z.string(),
      validFrom: dayAnswer,
      validTo: dayAnswer,
      keyUsage: z.array(z.string()),
      errors: z.array(faultAnswer),
    }),
  ),
});

export const importAnswer = z.object({
  added: z.int(),
  corrected: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  moreErrors,
  ...sheetNotesAnswer,
  results: z.array(
    z.object({
      sheet: z.string().optional().meta({ description: 'Where several sheets are read' }),
      row: z.int().meta({ description: 'As the sheet counts, from 1' }),
      outcome,
      errors: z
        .array(z.object({ column: z.string(), code: z.string(), message: z.string(), messageVi: z.string() }))
        .optional(),
      moreErrors,
    }),
  ),
});

export const withdrawalBody = z.strictObject({
  reason: z.enum(WITHDRAWALS).meta({
    description: '`mistake`: it should never have been there, and is no longer shown or counted',
  }),
  on: daySchema.optional().meta({ description: 'The first day on which it is out of use; today by default' }),
});
