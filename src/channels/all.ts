import { own } from '../lib/own.ts';
import type { Channel } from './channel.ts';
import { email } from './email.ts';
import type { ChannelField } from './fields.ts';
import type { ChannelDeps, ChannelKind, Reach } from './kind.ts';
import { webPush } from './web-push.ts';
import { webhook } from './webhook.ts';
import { zaloOa } from './zalo-oa.ts';
import { zaloZns } from './zalo-zns.ts';

/** Every channel, in the order in which lists name them. */
const ALL = [email, webPush, zaloOa, zaloZns, webhook] as const;

type One = (typeof ALL)[number];
export type ChannelName = One['name'];
/** A channel to people; the others are to systems. */
export type PersonChannel = Extract<One, { reach: Reach }>['name'];
/** A channel whose settings are kept, sealed, in the database. */
export type SetChannel = Extract<One, { fields: readonly ChannelField[] }>['name'];
/** A channel that is tried with an address that somebody types. */
export type TypedChannel = Extract<One, { trial: object }>['name'];

const kinds: readonly ChannelKind<ChannelName>[] = ALL;
const byName = Object.fromEntries(kinds.map((one) => [one.name, one])) as Record<
  ChannelName,
  ChannelKind<ChannelName>
>;

const namesOf = <Name extends ChannelName>(has: (kind: ChannelKind) => boolean) =>
  kinds.filter(has).map(({ name }) => name) as unknown as readonly [Name, ...Name[]];

export const CHANNELS = namesOf<ChannelName>(() => true);
export const PERSON_CHANNELS = namesOf<PersonChannel>(({ reach }) => reach !== null);
export const SET_CHANNELS = namesOf<SetChannel>(({ fields }) => fields !== null);
export const TYPED_CHANNELS = namesOf<TypedChannel>(({ trial }) => trial !== null);
/** Those that know a person by his telephone number, however it is written. */
export const PHONE_CHANNELS = namesOf<PersonChannel>(({ reach }) => reach?.by === 'phone');
/** Those that know him by his account. */
export const ACCOUNT_CHANNELS = namesOf<PersonChannel>(({ reach }) => reach?.by === 'person');
/** Those to systems, which hear of whatever becomes of an alert. */
export const SYSTEM_CHANNELS = namesOf<ChannelName>(({ reach }) => reach === null);

export const channelKind = (name: ChannelName): ChannelKind<ChannelName> => byName[name];

/** A channel by a name that was stored; undefined for one that this release does not know. */
export const findKind = (name: string): ChannelKind<ChannelName> | undefined => own(byName, name);

/** What a channel has to know; none where nothing is kept of it. */
export const fieldsOf = (name: ChannelName): readonly ChannelField[] => byName[name].fields ?? [];

/** Names of the fields that are never shown, of whatever channel. */
export const SECRET_FIELDS: ReadonlySet<string> = new Set(
  kinds.flatMap(({ fields }) => (fields ?? []).filter((one) => one.secret).map((one) => one.name)),
);

/** The transports; those that the environment does not set up are left out. */
export function createChannels(deps: ChannelDeps): Channel[] {
  return kinds.flatMap((kind) => kind.create(deps) ?? []);
}

/** What channels see to every night. */
export function tidyChannels(deps: ChannelDeps): ((now: Date) => Promise<Record<string, number>>)[] {
  return kinds.flatMap(({ nightly }) => (nightly ? [(now: Date) => nightly(deps, now)] : []));
}
