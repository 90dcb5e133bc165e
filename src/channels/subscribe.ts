import { type Author, writeAudit } from '../access/author.ts';
import type { Orm } from '../db/connect.ts';
import type { Networks } from '../lib/networks.ts';
import { refuse } from '../refused.ts';
import type { Vault } from '../secrets/vault.ts';
import { type PushSubscription, readSubscription, subscriptionHash } from './push-subscription.ts';
import { dropOldest, putSubscription, takeSubscription } from './subscribe-store.ts';
import { contextOf } from './web-push.ts';

/** Browsers of one person at most; the oldest makes room. */
const MOST = 10;

/**
 * Has a browser show messages to a person from now on, and to nobody else who signed in there before. The
 * oldest of his goes when he has too many.
 * @throws {Refused} when it cannot be written to
 */
export async function keepSubscription(
  { orm, vault }: { orm: Orm; vault: Vault },
  author: Author,
  person: number,
  given: { subscription: PushSubscription; agent: string; allowed: Networks; area: string },
): Promise<void> {
  const { endpoint, keys } = given.subscription;
  const subscription = readSubscription({ endpoint, ...keys }, given);
  const hash = subscriptionHash(endpoint);
  await orm.transaction(async (tx) => {
    const isNew = await putSubscription(tx, {
      person,
      hash,
      subscription: vault.seal(JSON.stringify(subscription), contextOf(hash)),
      agent: given.agent.slice(0, 300),
      createdAt: author.now,
    });
    await dropOldest(tx, person, MOST);
    if (isNew)
      await writeAudit(tx, author, { action: 'push.subscribe', target: author.actor, area: given.area });
  });
}

/** Writes to one of a person's browsers no more. @throws {Refused} when it is none of his */
export async function dropSubscription(
  orm: Orm,
  author: Author,
  { id: person, area }: { id: number; area: string },
  id: number,
): Promise<void> {
  await orm.transaction(async (tx) => {
    if (!(await takeSubscription(tx, person, id)))
      refuse('', [
        'Trình duyệt này không còn trong danh sách. Tải lại trang để xem.',
        'There is no such browser.',
      ]);
    await writeAudit(tx, author, { action: 'push.remove', target: author.actor, area });
  });
}
