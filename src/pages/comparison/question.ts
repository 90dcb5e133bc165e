import { z } from 'zod';
import { daySchema } from '../../day-schema.ts';
import { PERIODS } from '../../figures/period.ts';

export const COMPARISON = '/so-sanh';

const field = <T extends z.ZodType>(of: T) =>
  z.preprocess((given) => (given === '' ? undefined : given), of.optional());

/** Two days, or the weeks or months that they lie in. */
export const comparisonQuery = {
  programme: field(z.string()),
  province: field(z.string()),
  period: z.preprocess((given) => (given === '' ? undefined : given), z.enum(PERIODS).default('day')),
  from: field(daySchema),
  to: field(daySchema),
};
