import { z } from 'zod';
import { daySchema } from '../day-schema.ts';

/** What a reminder is made of when it is sent. */
export const reminderContent = z.object({
  programme: z.string(),
  /** The day on which it was written: its report is what is asked for. */
  day: daySchema,
  localities: z.array(z.string()),
  /** What it is about, of all that is lacking; null for all of it. */
  indicators: z.array(z.string()).nullable(),
  /** In place of our own words; null for those. */
  text: z.string().nullable(),
  /** Who reminds. */
  by: z.string(),
});
export type ReminderContent = z.infer<typeof reminderContent>;

/** Contacts of a locality who are reminded. */
export const REMINDED_ROLES = ['officer', 'leader'] as const;
export type RemindedRole = (typeof REMINDED_ROLES)[number];
