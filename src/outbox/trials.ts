import { type Author, writeAudit } from '../access/author.ts';
import { type ChannelName, channelKind, type TypedChannel } from '../channels/all.ts';
import { lockLiveWebhook } from '../channels/webhook-store.ts';
import type { Orm } from '../db/connect.ts';
import { refuse } from '../refused.ts';
import { recipientKey } from './preferences.ts';
import { enqueueTest } from './test-letter-store.ts';

/** Sends a trial to an address that was typed. @throws {Refused} at `address` */
export async function tryChannel(
  orm: Orm,
  author: Author,
  channel: TypedChannel,
  typed: string,
): Promise<void> {
  const { trial } = channelKind(channel);
  if (trial) await send(orm, author, channel, trial.read(typed));
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
    channelKind(channel).reach?.by === 'email'
      ? (recipientKey({ email: address, phone: null }) ?? address)
      : `${channel}:${address}`;
  await orm.transaction(async (tx) => {
    await enqueueTest(tx, { channel, address, recipientName, recipient }, author.now);
    await writeAudit(tx, author, { action: 'channel.test', target: channel, area, after: { address } });
  });
}
