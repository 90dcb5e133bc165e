import { z } from 'zod';
import { daySchema } from '../day-schema.ts';
import { type DigestContent, PERIODS } from './types.ts';

export type { DigestContent };

const schema: z.ZodType<DigestContent> = z.object({
  programme: z.string(),
  province: z.string(),
  day: daySchema,
  period: z.enum(PERIODS),
});

/** What a stored message is to tell of; null where that is nothing of ours. */
export function readContent(stored: unknown): DigestContent | null {
  const read = schema.safeParse(stored);
  return read.success ? read.data : null;
}
