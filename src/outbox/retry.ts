import { type Author, writeAudit } from '../access/author.ts';
import type { Orm } from '../db/connect.ts';
import { Refused, refuse } from '../refused.ts';
import { absorbWaiting, lockFailed, waitAnew } from './retry-store.ts';

/**
 * Sends a message that has failed once more, from its first try on, with whatever waits for the same
 * address. Its id stays, so that who has it already can tell. `area` is one that holds all it speaks of.
 * @throws {Refused} when it has not failed
 */
export async function retryMessage(orm: Orm, author: Author, id: string, area: string): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      return await retryOnce(orm, author, id, area);
    } catch (error) {
      // An alert opened meanwhile and began a new message to the same address: take that one over, too.
      const begun = (error as { cause?: { code?: string } }).cause?.code === '23505';
      if (!begun || attempt === TRIES) throw error;
    }
}

const TRIES = 5;

/**
 * Sends more than one once more, each on its own, so that one cannot keep the others back. Returns how many;
 * what has been sent again by somebody else meanwhile is left out.
 */
export async function retryAll(
  orm: Orm,
  author: Author,
  ids: readonly string[],
  area: string,
): Promise<number> {
  let count = 0;
  for (const id of ids)
    try {
      await retryMessage(orm, author, id, area);
      count++;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  return count;
}

async function retryOnce(orm: Orm, author: Author, id: string, area: string): Promise<void> {
  await orm.transaction(async (tx) => {
    const message = await lockFailed(tx, id);
    if (!message)
      refuse('', [
        'Thư này không còn ở tình trạng gửi lỗi. Tải lại trang để xem.',
        `Message ${id} has not failed.`,
      ]);
    await absorbWaiting(tx, message);
    await waitAnew(tx, id, author.now);
    await writeAudit(tx, author, {
      action: 'outbox.retry',
      target: id,
      area,
      before: { attempts: message.attempts, reason: message.reason },
    });
  });
}
