import { type Author, writeAudit } from '../access/author.ts';
import type { ChannelName } from '../channels/all.ts';
import type { Orm } from '../db/connect.ts';
import { refuse } from '../refused.ts';
import { addressOn } from './preference-rules.ts';
import { lockPreference } from './preference-store.ts';
import { DEFAULT_PREFERENCE } from './preferences.ts';
import { requireWays, type Whom } from './set-preference.ts';
import { enqueueTest } from './test-letter-store.ts';

/**
 * Sends somebody a message that says nothing but that it arrived, by a channel; once a minute at most.
 * @throws {Refused} when the channel does not know him
 */
export async function tryChannel(
  orm: Orm,
  author: Author,
  { recipient, target, area, name }: Whom & { name: string },
  channel: ChannelName,
): Promise<void> {
  await orm.transaction(async (tx) => {
    const ways = await requireWays(tx, { recipient, area });
    const said = { recipient, saidFor: ways.saidFor };
    const preference = (await lockPreference(tx, said)) ?? DEFAULT_PREFERENCE;
    const address = addressOn(channel, ways, preference);
    if (address === null)
      refuse('', ['Chưa có địa chỉ để gửi thử theo cách này.', 'There is no address for this channel.']);
    const key = `test ${channel} ${recipient} ${said.saidFor} ${author.now.toISOString().slice(0, 16)}`;
    const one = { channel, address, recipientName: name, ...said, key };
    if ((await enqueueTest(tx, one, author.now)) !== null)
      await writeAudit(tx, author, { action: 'outbox.test', target, area, after: { channel } });
  });
}
