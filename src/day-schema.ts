import { z } from 'zod';
import { isDay } from './days.ts';

/** A local day in a query, an address or a body. */
export const daySchema = z
  .string()
  .refine(isDay, { params: { code: 'invalid_day' } })
  .meta({ description: 'A local day (Asia/Ho_Chi_Minh)', format: 'date', example: '2025-09-27' });
