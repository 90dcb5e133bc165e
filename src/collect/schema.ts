import { z } from 'zod';
import {
  colourAnswer,
  conditionAnswer,
  dayAnswer,
  instantAnswer,
  localityAnswer,
  nextCursor,
  reportingAnswer,
} from '../http/answers.ts';

/** Shapes of status answers. */
const rate = z.object({
  numerator: z.int(),
  denominator: z.int(),
  percent: z.number().nullable().meta({ description: 'One decimal; null when there was nothing to count' }),
});

export const summaryAnswer = z.object({
  green: z.int(),
  yellow: z.int(),
  red: z.int(),
  grey: z.int(),
  expected: z.int(),
  received: z.int(),
  onTime: z.int(),
  late: z.int(),
  missing: z.int(),
  percentGreen: z.number().nullable(),
  rates: z.object({ timely: rate, complete: rate, accurate: rate }),
});

const statusFields = {
  colour: colourAnswer,
  percent: z.number().nullable(),
  reporting: reportingAnswer,
  missingStreak: z.int(),
  receivedAt: instantAnswer.nullable(),
  conditions: z.array(conditionAnswer),
};

const statusItem = z.object({ locality: localityAnswer, ...statusFields });

export const statusListAnswer = z.object({
  day: dayAnswer,
  asOf: instantAnswer,
  final: z.boolean(),
  summary: summaryAnswer,
  items: z.array(statusItem),
  nextCursor,
});

export const localityHistoryAnswer = z.object({
  locality: localityAnswer,
  items: z.array(z.object({ day: dayAnswer, final: z.boolean(), ...statusFields })),
});
