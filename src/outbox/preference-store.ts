import { and, eq, isNotNull, isNull, sql as raw } from 'drizzle-orm';
import type { OrmTx, Sql } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import type { Ways } from './preference-rules.ts';
import { DEFAULT_PREFERENCE, type Preference } from './preferences.ts';
import { CONTACT_KEY } from './reader-store.ts';
import type { ChannelName } from './types.ts';

/** By {@link recipientKey}: what people have said of how they want to hear; those who have not are absent. */
export async function readPreferences(
  sql: Sql,
  recipients: readonly string[],
): Promise<Map<string, Preference>> {
  if (recipients.length === 0) return new Map();
  const rows = await sql<(Preference & { recipient: string })[]>`
    select recipient, language, channels, zalo_user as "zaloUser", quiet_from as "quietFrom",
      quiet_until as "quietUntil", per_day as "perDay"
    from delivery_preference where recipient = any(${recipients as string[]})`;
  return new Map(
    rows.map(({ recipient, ...preference }) => [
      recipient,
      {
        ...preference,
        channels: preference.channels.length > 0 ? preference.channels : DEFAULT_PREFERENCE.channels,
      },
    ]),
  );
}

/** What one person has said, which stays so until the transaction ends; undefined when he has not. */
export async function lockPreference(tx: OrmTx, recipient: string): Promise<Preference | undefined> {
  const { deliveryPreference } = t;
  const [row] = await tx
    .select()
    .from(deliveryPreference)
    .where(eq(deliveryPreference.recipient, recipient))
    .for('update');
  return row && { ...row, channels: row.channels.length > 0 ? row.channels : DEFAULT_PREFERENCE.channels };
}

export async function putPreference(
  tx: OrmTx,
  recipient: string,
  { language, channels, zaloUser, quietFrom, quietUntil, perDay }: Preference,
  by: { now: Date; actor: string },
): Promise<void> {
  const said = { language, channels: [...channels], zaloUser, quietFrom, quietUntil, perDay };
  const row = { ...said, updatedAt: by.now, updatedBy: by.actor };
  await tx
    .insert(t.deliveryPreference)
    .values({ recipient, ...row })
    .onConflictDoUpdate({ target: t.deliveryPreference.recipient, set: row });
}

/** What leads to whoever has a key, as a person or a contact; undefined when nobody has it. */
export async function findWays(orm: OrmTx, recipient: string): Promise<Ways | undefined> {
  const people = await orm
    .select({ id: t.person.id })
    .from(t.person)
    .where(and(eq(t.person.email, recipient), isNull(t.person.disabledAt)));
  const contacts = await orm
    .select({ phone: t.contact.phone })
    .from(t.contact)
    .where(eq(keyOfContact, recipient))
    .orderBy(t.contact.id);
  if (people.length + contacts.length === 0) return undefined;
  return {
    email: recipient.includes('@') ? recipient : null,
    phone: contacts.find(({ phone }) => phone)?.phone ?? null,
    person: people[0]?.id ?? null,
  };
}

const keyOfContact = raw.raw(CONTACT_KEY);

/** The channels that have been set up. */
export async function listSetUp(orm: OrmTx): Promise<ChannelName[]> {
  const { name, settings } = t.channel;
  const rows = await orm.select({ name }).from(t.channel).where(isNotNull(settings));
  return rows.map((row) => row.name);
}

/** Lets go of what was said by people who are in no list any more; answers how many. */
export async function prunePreferences(orm: OrmTx): Promise<number> {
  const { deliveryPreference, person, contact } = t;
  const gone = await orm
    .delete(deliveryPreference)
    .where(
      raw`not exists (select from ${person} where ${person.email} = ${deliveryPreference.recipient})
        and not exists (select from ${contact} where ${keyOfContact} = ${deliveryPreference.recipient})`,
    )
    .returning({ recipient: deliveryPreference.recipient });
  return gone.length;
}
