import { z } from 'zod';
import { FUNDING_STATES } from '../funding/need-rules.ts';
import { dayAnswer, localityAnswer, nextCursor } from '../http/answers.ts';

const gapAnswer = z.object({
  locality: localityAnswer,
  indicator: z.string().meta({ example: 'certificate.personal' }),
  group: z.string(),
  state: z.enum(['unmet', 'unknown']),
  have: z.number().nullable(),
  need: z.number().nullable(),
  missing: z.number().nullable().meta({ description: 'Units lacking; null where that cannot be known' }),
  since: dayAnswer,
  ageDays: z.int(),
  agency: z.string(),
  owner: z.string().nullable(),
  promise: dayAnswer.nullable(),
  promiseState: z
    .enum(['open', 'broken'])
    .nullable()
    .meta({ description: 'Whether its day has passed; null where nothing is promised' }),
  funding: z.enum(FUNDING_STATES).meta({ description: 'How far the money for it has come' }),
  allocated: z.number().meta({ description: 'Units for which money is granted' }),
  delivered: z.number().meta({ description: 'Of them, units that were handed over' }),
  shown: z.number().meta({ description: 'Of these, units that records have shown since' }),
});

export const gapListAnswer = z.object({
  items: z.array(gapAnswer),
  totals: z.array(z.object({ indicator: z.string(), unmet: z.int(), unknown: z.int(), missing: z.number() })),
  nextCursor,
});

export type GapAnswer = z.infer<typeof gapAnswer>;
