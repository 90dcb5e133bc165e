import { z } from 'zod';
import { daySchema } from '../../day-schema.ts';
import type { Day } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { groupBy } from '../../lib/group-by.ts';
import type { Contact } from '../../registry/contacts.ts';
import { readContactsOf } from '../../registry/contacts-store.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { GapsFacts } from './facts.ts';
import { type Letter, letterOf } from './letter.ts';
import { gapsQuery } from './question.ts';
import { gapKey } from './rules.ts';

/** The list that a reminder comes from, what is chosen of it, and until when it is to be done. */
export const reminderQuery = gapsQuery.extend({
  gap: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => [given ?? []].flat()),
  /** Everything that the filters let through. */
  all: z.literal('yes').optional(),
  due: z.preprocess((given) => (given === '' ? undefined : given), daySchema.optional()),
});
export type ReminderQuestion = z.infer<typeof reminderQuery>;

/** More would be read by nobody, and weigh on the page. */
export const MOST_LETTERS = 200;
/** Reporting days that a locality is given, where nobody says otherwise. */
const DAYS_GIVEN = 5;

export interface ReminderFacts {
  list: GapsFacts;
  asked: ReminderQuestion;
  due: Day;
  /** One a locality, by name; empty when there are more than {@link MOST_LETTERS}. */
  letters: { letter: Letter; recipients: Contact[] }[];
  /** Localities chosen. */
  count: number;
  /** Chosen gaps that are none any more. */
  gone: number;
}

export async function loadReminder(
  sql: RootSql,
  registry: Registry,
  list: GapsFacts,
  asked: ReminderQuestion,
): Promise<ReminderFacts> {
  const { programme, today } = list;
  const wanted = new Set(asked.all === 'yes' ? list.found.map(gapKey) : asked.gap);
  const chosen = list.all.filter((gap) => wanted.has(gapKey(gap)));
  const byLocality = [...groupBy(chosen, (gap) => gap.locality).values()];
  const provinces = [...new Set(chosen.map((gap) => gap.named.province))];
  const due =
    asked.due !== undefined && asked.due >= today
      ? asked.due
      : registry.calendar(programme).nthAfter(today, DAYS_GIVEN);
  const few = byLocality.length <= MOST_LETTERS ? byLocality : [];
  const contacts =
    few.length === 0
      ? []
      : await readContactsOf(
          sql,
          few.flatMap(([gap]) => gap?.locality ?? []),
          provinces,
        );
  const letters = few.flatMap((gaps) => {
    const named = gaps[0]?.named;
    if (!named) return [];
    const departments = contacts.filter((one) => one.province === named.province && one.locality === null);
    const letter = letterOf({ named, programme: programme.nameVi, today, due, gaps, departments });
    return [{ letter, recipients: contacts.filter((one) => one.locality === named.code) }];
  });
  return { list, asked, due, letters, count: byLocality.length, gone: wanted.size - chosen.length };
}
