import { type Author, writeAudit } from '../access/author.ts';
import type { Orm } from '../db/connect.ts';
import { readEmail } from '../fields.ts';
import { refuse } from '../refused.ts';
import { internationalPhone } from './phone.ts';
import { recipientKey } from './preferences.ts';
import { enqueueTest } from './test-letter-store.ts';
import type { ChannelName } from './types.ts';
import { lockLiveWebhook } from './webhook-store.ts';

/** Channels that are tried with an address that somebody types. */
export const TYPED_CHANNELS = ['email', 'zalo_oa', 'zalo_zns'] as const;
export type TypedChannel = (typeof TYPED_CHANNELS)[number];

/** An address as a channel knows it. @throws {Refused} at `address` */
export function readAddress(channel: TypedChannel, text: string): string {
  if (channel === 'email') return readEmail('address', text);
  if (channel === 'zalo_zns')
    return (
      internationalPhone(text) ??
      refuse('address', [
        'Số điện thoại chưa đúng, ví dụ đúng: 0912 345 678.',
        `“${text}” is not a telephone number.`,
      ])
    );
  const user = text.trim();
  if (!/^\d{1,30}$/.test(user))
    refuse('address', ['Ghi mã người dùng Zalo, chỉ gồm chữ số.', `“${text}” is not the id of a Zalo user.`]);
  return user;
}

/** Sends a trial to an address that was typed. @throws {Refused} at `address` */
export async function tryChannel(
  orm: Orm,
  author: Author,
  channel: TypedChannel,
  typed: string,
): Promise<void> {
  const address = readAddress(channel, typed);
  await send(orm, author, channel, address);
}

/** Sends a trial to the browsers of a person. */
export async function tryPush(orm: Orm, author: Author, person: number): Promise<void> {
  await send(orm, author, 'web_push', String(person));
}

/** Sends a trial to a webhook. @throws {Refused} when there is no live one of that number */
export async function tryWebhook(orm: Orm, author: Author, id: number): Promise<void> {
  const { name: recipientName, area } =
    (await lockLiveWebhook(orm, id)) ??
    refuse('', ['Webhook này đã tắt trước đó.', `There is no live webhook with the number ${id}.`]);
  await send(orm, author, 'webhook', String(id), { recipientName, area });
}

async function send(
  orm: Orm,
  author: Author,
  channel: ChannelName,
  address: string,
  { recipientName = author.name ?? author.actor, area = '*' } = {},
): Promise<void> {
  const recipient =
    channel === 'email'
      ? (recipientKey({ email: address, phone: null }) ?? address)
      : `${channel}:${address}`;
  await orm.transaction(async (tx) => {
    await enqueueTest(tx, { channel, address, recipientName, recipient }, author.now);
    await writeAudit(tx, author, { action: 'channel.test', target: channel, area, after: { address } });
  });
}
