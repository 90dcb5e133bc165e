import { z } from 'zod';
import { daySchema } from '../day-schema.ts';
import { dayAnswer, instantAnswer, localityAnswer } from '../http/answers.ts';
import { localityAsked } from '../http/query.ts';
import { FIGURES, HOWS, SHEET_STATES } from './types.ts';

/** Shapes of scores over HTTP. */

const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((one) => one.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(one), 'holds control characters');
const figure = z.number().min(-1e9).max(1e9);
const step = z.strictObject({ from: figure, to: figure, points: figure });

export const setCode = z
  .string()
  .max(50)
  .meta({ pattern: '^[a-z][a-z0-9-]{1,49}$', example: 'chuyen-doi-so' });
export const periodParameter = z
  .string()
  .max(10)
  .meta({ example: '2026-H1', description: '`2026`, `2026-H1`, `2026-Q3`, `2026-09`' });
export const ofPeriod = z.object({ set: setCode, period: periodParameter });
export const ofLocality = ofPeriod.extend({ locality: localityAsked });

export const setBody = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,49}$/)
    .meta({ example: 'chuyen-doi-so' }),
  province: z.string().meta({ pattern: '^(\\d{2}|\\*)$', example: '31' }),
  nameVi: text(300),
  max: figure.meta({ description: 'Of all groups together' }),
  groups: z
    .array(
      z.strictObject({
        nameVi: text(300),
        max: figure.meta({ description: 'Of its criteria together' }),
        criteria: z
          .array(
            z.strictObject({
              code: text(40),
              nameVi: text(500),
              max: figure,
              how: z.enum(HOWS).default('hand').meta({
                description:
                  '`hand`: points are given; `share`: a percentage, or have and need; `steps`: a value; `figure`: of the service’s own figures',
              }),
              figure: z.enum(FIGURES).nullable().default(null),
              steps: z
                .array(step)
                .max(50)
                .default([])
                .meta({ description: 'From `from` up to but without `to`; the highest with it' }),
              evidence: text(500).nullable().default(null).meta({ description: 'What has to be shown' }),
              verifier: text(200).nullable().default(null),
            }),
          )
          .max(200),
      }),
    )
    .max(50),
  grades: z
    .array(z.strictObject({ grade: text(50), from: figure, to: figure }))
    .max(20)
    .default([])
    .meta({
      description:
        'Percent from `from` up to but without `to`, the highest with it: each begins where the one below ends, 0 to 100 in all',
      example: [
        { grade: 'Tốt', from: 80, to: 100 },
        { grade: 'Chưa đạt', from: 0, to: 80 },
      ],
    }),
});

const criterionAnswer = z.object({
  code: z.string(),
  nameVi: z.string(),
  max: z.number(),
  how: z.enum(HOWS),
  figure: z.enum(FIGURES).nullable(),
  steps: z.array(z.object({ from: z.number(), to: z.number(), points: z.number() })),
  evidence: z.string().nullable(),
  verifier: z.string().nullable(),
});
export const setAnswer = z
  .object({
    code: z.string(),
    version: z.int(),
    province: z.string(),
    nameVi: z.string(),
    max: z.number(),
    groups: z.array(z.object({ nameVi: z.string(), max: z.number(), criteria: z.array(criterionAnswer) })),
    grades: z.array(z.object({ grade: z.string(), from: z.number(), to: z.number() })),
  })
  .meta({ id: 'CriteriaSet' });

const said = z.strictObject({
  code: text(40),
  points: figure.optional().meta({ description: 'Of a criterion by hand' }),
  value: figure.optional().meta({ description: 'A percentage of a share, or what the steps are of' }),
  have: figure.optional(),
  need: figure.optional(),
  notApplicable: z.boolean().optional().meta({ description: 'With the reason in `note`' }),
  unknown: z.boolean().optional(),
  note: text(2_000).optional(),
  evidence: z
    .array(text(500))
    .max(20)
    .optional()
    .meta({ description: 'Links, or numbers of papers; files stand beside' }),
});
const saidList = z.array(said).max(500);
const revision = z
  .int()
  .min(0)
  .optional()
  .meta({ description: 'The one that was read, 0 where there was none: another one since is 409' });

export const selfBody = z.strictObject({ criteria: saidList.min(1), revision });
export const verificationBody = z.strictObject({
  criteria: saidList.default([]).meta({ description: 'What is left out stands as the locality said' }),
  revision,
});
export const objectionBody = z.strictObject({
  reason: text(2_000),
  criteria: z.array(z.string().max(40)).max(200).optional(),
  evidence: z.array(text(500)).max(20).optional(),
});
export const answerBody = z.strictObject({
  accept: z.boolean(),
  reason: text(2_000),
  criteria: saidList.optional().meta({ description: 'Points that change, where it is accepted' }),
});
export const publicationBody = z
  .strictObject({
    objectionsUntil: daySchema
      .optional()
      .meta({ description: 'Last day that counts; in ten days when left out' }),
  })
  .nullish();

const total = {
  points: z.number(),
  max: z.number(),
  percent: z.number().nullable().meta({ description: 'Two decimals; null where nothing applies' }),
  rank: z.int().nullable().meta({ description: 'Ties take the same place: 1, 2, 2, 4' }),
  grade: z.string().nullable(),
  notApplicable: z.int().meta({ description: 'Criteria that leave points and maximum' }),
  unknown: z.int().meta({ description: 'Criteria that give 0 of their maximum' }),
};
export const scoreItem = z
  .object({
    locality: localityAnswer,
    ...total,
    change: z.object({ rank: z.int().nullable(), percent: z.number().nullable() }).nullable().meta({
      description: 'Against the period before, as it was published last: places gained, points of percent',
    }),
    state: z.enum(SHEET_STATES),
    criteria: z.array(
      z.object({
        code: z.string(),
        points: z.number().nullable(),
        max: z.number(),
        self: z.number().nullable(),
        verified: z.number().nullable(),
        state: z.enum(['counted', 'not_applicable', 'unknown']),
        how: z.string().meta({ description: 'The arithmetic written out' }),
        howVi: z.string(),
        note: z.string().nullable(),
        evidence: z.array(z.string()),
      }),
    ),
    objections: z.array(
      z.object({
        reason: z.string(),
        criteria: z.array(z.string()),
        at: instantAnswer,
        by: z.string(),
        accepted: z.boolean().nullable(),
        answer: z.string().nullable(),
        answeredAt: instantAnswer.nullable(),
        answeredBy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Score' });

export const scoresAnswer = z.object({
  set: z.object({ code: z.string(), version: z.int(), nameVi: z.string() }),
  period: z.object({ label: z.string(), from: dayAnswer, to: dayAnswer }),
  version: z.int().meta({ description: 'Of the period’s scores: a correction is the next one' }),
  state: z.enum(['open', 'published', 'approved']),
  publishedAt: instantAnswer.nullable(),
  objectionsUntil: dayAnswer.nullable(),
  approvedAt: instantAnswer.nullable(),
  items: z.array(scoreItem),
  nextCursor: z.string().nullable(),
});
