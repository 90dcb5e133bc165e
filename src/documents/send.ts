import type { Author } from '../access/author.ts';
import { dayOf } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import { readCandidates } from '../outbox/enqueue-store.ts';
import { putLetters } from '../outbox/letter-store.ts';
import { readPreferences, saidKey } from '../outbox/preference-store.ts';
import { readWays } from '../outbox/ways.ts';
import type { Registry } from '../registry/snapshot.ts';
import { planReminder, saidOf } from '../reminders/rules.ts';
import { REMINDED_ROLES } from '../reminders/types.ts';
import { addressedLocalities } from './addressees-rules.ts';
import type { DocumentDetail } from './store.ts';
import type { DocumentContent } from './types.ts';

/**
 * Writes to the people of the localities that a document goes to: one message each, however many localities he is a
 * contact of, by the way that he likes. A document is no reminder: how many he has had today does not count. Returns how
 * many messages there are.
 */
export async function sendToAddressees(
  tx: Tx,
  { now }: Author,
  registry: Registry,
  { id, province, addressees }: Pick<DocumentDetail, 'id' | 'province' | 'addressees'>,
): Promise<number> {
  const localities = addressedLocalities(registry, province, addressees, dayOf(now));
  if (localities.length === 0) return 0;
  const people = await readCandidates(tx as Sql, localities, []);
  const preferences = await readPreferences(tx as Sql, people.map(saidOf));
  const { messages } = planReminder(
    {
      localities,
      roles: REMINDED_ROLES,
      people,
      preferenceOf: (person) => preferences.get(saidKey(saidOf(person))),
      ways: await readWays(tx as Sql, now),
      remindedToday: new Map(),
    },
    now,
  );
  const letters = messages.map(({ localities: of, name: recipientName, role: _, ...to }) => ({
    ...to,
    id: crypto.randomUUID(),
    recipientName,
    content: { document: id, localities: of } satisfies DocumentContent,
    key: `document:${id}:${to.channel}:${to.address}:${to.recipient}`,
  }));
  return (await putLetters(tx, 'document', letters, now)).size;
}
