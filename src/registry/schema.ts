import { z } from 'zod';
import { dayAnswer, listAnswer, localityAnswer } from '../http/answers.ts';
import { AGENCY_KINDS, INDICATOR_KINDS } from './types.ts';

const lastDay = dayAnswer.nullable().meta({ description: 'Last day in force; null while none is set' });

export const localityDetail = localityAnswer
  .extend({
    validFrom: dayAnswer,
    validTo: lastDay,
    notApplicable: z
      .array(
        z.object({
          indicator: z.string(),
          from: dayAnswer,
          to: dayAnswer.nullable(),
          reason: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'What does not apply to it, past and to come; of one locality alone' }),
    successor: localityAnswer.optional().meta({ description: 'The first of `successors`' }),
    successors: z
      .array(localityAnswer)
      .optional()
      .meta({ description: 'Units that took over when it ended, or were made of a part of it' }),
    predecessors: z
      .array(localityAnswer)
      .optional()
      .meta({ description: 'Units that it took over from, or was made of a part of' }),
  })
  .meta({ id: 'LocalityDetail' });

const indicatorAnswer = z
  .object({
    code: z.string().meta({ example: 'certificate.personal' }),
    group: z.string().meta({ description: 'The condition it belongs to', example: 'certificate' }),
    kind: z.enum(INDICATOR_KINDS),
    required: z.boolean().meta({ description: 'Whether it decides the colour' }),
    threshold: z.number().nullable().meta({
      description: 'Of a number the value to reach or to keep to; of a date the days that must lie ahead',
    }),
    direction: z.enum(['atLeast', 'atMost']).nullable(),
    unit: z.string().nullable(),
    nameVi: z.string(),
    nameEn: z.string(),
    agency: z.string().meta({ description: 'The body responsible' }),
    basis: z.string().meta({ description: 'Legal basis' }),
    appliesTo: z.array(z.string()).meta({ description: 'Types of locality asked; empty: all' }),
    validFrom: dayAnswer,
    validTo: lastDay,
  })
  .meta({ id: 'Indicator' });

const agencyAnswer = z
  .object({
    code: z.string().meta({ example: 'so-khcn' }),
    province: z.string().meta({ description: 'Province code: codes are told apart by it', example: '31' }),
    kind: z.enum([...AGENCY_KINDS, 'locality', 'all_localities']),
    nameVi: z.string(),
    nameEn: z.string(),
    validFrom: dayAnswer,
    validTo: lastDay,
  })
  .meta({ id: 'Agency' });

export const agencyListAnswer = listAnswer(agencyAnswer);
export const localityListAnswer = listAnswer(localityDetail);
export const indicatorListAnswer = listAnswer(indicatorAnswer);
