import { and, eq, sql as raw } from 'drizzle-orm';
import type { ChannelName } from '../channels/all.ts';
import type { OrmTx, Sql } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import type { FoundWays as Found } from './preference-rules.ts';
import { DEFAULT_PREFERENCE, type Preference } from './preferences.ts';
import { CONTACT_KEY, CONTACT_PLACE, SPEAKS } from './reader-store.ts';

/** Whose preference it is, and of which area: blank for who has said nothing. */
export interface Said {
  /** {@link recipientKey} */
  recipient: string;
  saidFor: string;
}

/** As {@link readPreferences} answers. */
export const saidKey = ({ recipient, saidFor }: Said): string => `${saidFor} ${recipient}`;

/** By {@link saidKey}: what people have said of how they want to hear; those who have not are absent. */
export async function readPreferences(sql: Sql, said: readonly Said[]): Promise<Map<string, Preference>> {
  if (said.length === 0) return new Map();
  const recipients = said.map((one) => one.recipient);
  const areas = said.map((one) => one.saidFor);
  const rows = await sql<(Preference & Said)[]>`
    select recipient, area as "saidFor", language, channels, zalo_user as "zaloUser", quiet_from as "quietFrom",
      quiet_until as "quietUntil", per_day as "perDay"
    from delivery_preference
    where (recipient, area) in (select * from unnest(${recipients}::text[], ${areas}::text[]))`;
  return new Map(
    rows.map(({ recipient, saidFor, ...preference }) => [
      saidKey({ recipient, saidFor }),
      {
        ...preference,
        channels: preference.channels.length > 0 ? preference.channels : DEFAULT_PREFERENCE.channels,
      },
    ]),
  );
}

/** What one person has said of an area, which stays so until the transaction ends; undefined when he has not. */
export async function lockPreference(
  tx: OrmTx,
  { recipient, saidFor }: Said,
): Promise<Preference | undefined> {
  const { deliveryPreference } = t;
  const [row] = await tx
    .select()
    .from(deliveryPreference)
    .where(and(eq(deliveryPreference.recipient, recipient), eq(deliveryPreference.area, saidFor)))
    .for('update');
  return (
    row && {
      ...row,
      channels: row.channels.length > 0 ? (row.channels as ChannelName[]) : DEFAULT_PREFERENCE.channels,
    }
  );
}

export async function putPreference(
  tx: OrmTx,
  { recipient, saidFor: area }: Said,
  { language, channels, zaloUser, quietFrom, quietUntil, perDay }: Preference,
  by: { now: Date; actor: string },
): Promise<void> {
  const said = { language, channels: [...channels], zaloUser, quietFrom, quietUntil, perDay };
  const row = { ...said, updatedAt: by.now, updatedBy: by.actor };
  await tx
    .insert(t.deliveryPreference)
    .values({ recipient, area, ...row })
    .onConflictDoUpdate({ target: [t.deliveryPreference.recipient, t.deliveryPreference.area], set: row });
}

/** Ways to a person, and of which area what is said of them holds. */
export type FoundWays = Found & Pick<Said, 'saidFor'>;

/**
 * What leads to whoever has a key in an area, as its person or as a contact within it; undefined when nobody has it
 * there. An account speaks for a contact only within its own area, and then chooses for him.
 */
export async function findWays(
  orm: OrmTx,
  { recipient, area }: { recipient: string; area: string },
): Promise<FoundWays | undefined> {
  const { person, contact, locality } = t;
  const provinceOfArea = raw`(select ${locality.province} from ${locality} where ${locality.code} = ${area})`;
  const [speaker] = await orm
    .select({ id: person.id, area: person.area })
    .from(person)
    .where(
      raw`${person.email} = ${recipient} and ${person.disabledAt} is null
        and (${person.area} in ('*', ${area}) or ${person.area} = ${provinceOfArea})`,
    );
  const contacts = await orm
    .select({ phone: contact.phone })
    .from(contact)
    .where(
      raw`${keyOfContact} = ${recipient} and (${area} = '*' or ${contact.locality} = ${area}
        or ${contact.province} = ${area}
        or exists (select from ${locality} where ${locality.code} = ${contact.locality} and ${locality.province} = ${area}))`,
    )
    .orderBy(contact.id);
  if (!speaker && contacts.length === 0) return undefined;
  return {
    email: recipient.includes('@') ? recipient : null,
    phone: contacts.find(({ phone }) => phone)?.phone ?? null,
    person: speaker?.id ?? null,
    saidFor: speaker?.area ?? area,
  };
}

/** Every area in which somebody has a key: of an account, and of contacts for whom no account speaks. */
export async function areasOfKey(orm: OrmTx, recipient: string): Promise<string[]> {
  const { person, contact } = t;
  const accounts = await orm
    .select({ area: person.area })
    .from(person)
    .where(raw`${person.email} = ${recipient} and ${person.disabledAt} is null`);
  const places = await orm
    .selectDistinct({ area: raw<string>`${placeOfContact}` })
    .from(contact)
    .where(
      raw`${keyOfContact} = ${recipient} and not exists (select from person p where ${raw.raw(SPEAKS)})`,
    );
  return [...new Set([...accounts, ...places].map((one) => one.area))].sort();
}

const keyOfContact = raw.raw(CONTACT_KEY);
const placeOfContact = raw.raw(CONTACT_PLACE);

/** Lets go of what was said by people who are in no list any more; answers how many. */
export async function prunePreferences(orm: OrmTx): Promise<number> {
  const { deliveryPreference, person, contact } = t;
  const gone = await orm
    .delete(deliveryPreference)
    .where(
      raw`not exists (select from ${person} where ${person.email} = ${deliveryPreference.recipient}
          and ${person.area} = ${deliveryPreference.area})
        and not exists (select from ${contact} where ${keyOfContact} = ${deliveryPreference.recipient}
          and ${placeOfContact} = ${deliveryPreference.area})`,
    )
    .returning({ recipient: deliveryPreference.recipient });
  return gone.length;
}
