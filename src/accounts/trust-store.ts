import { and, desc, eq, gt, inArray, lt } from 'drizzle-orm';
import type { Orm, OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { hashSecret, newSecret } from './secrets.ts';
import type { Origin } from './types.ts';

/**
 * Browsers of which a person has said that they are his own: for some days, as many as the operator allows, they stand
 * for his second factor. They never stand for the password, nor for a second factor that is still to be set up.
 */

export type TrustedBrowser = typeof t.trustedBrowser.$inferSelect;

const DAY_MS = 24 * 3_600_000;
/** As far back as trust reaches: by the setting of today, so that a stricter one holds at once. */
const since = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

/** Trusts a browser from now on; answers what it keeps, of which only a hash is stored. */
export async function trustBrowser(
  tx: OrmTx,
  person: number,
  { address, agent }: Pick<Origin, 'address' | 'agent'>,
  now: Date,
): Promise<string> {
  const secret = newSecret();
  const row = { person, address, agent: agent.slice(0, 300), createdAt: now, lastUsedAt: now };
  await tx.insert(t.trustedBrowser).values({ ...row, hash: hashSecret(secret) });
  return secret;
}

/** Whether one of the secrets that a browser brings is of a trust of this person that still holds; notes its use. */
export async function isTrusted(
  tx: OrmTx,
  person: number,
  secrets: readonly string[],
  { days, now }: { days: number; now: Date },
): Promise<boolean> {
  if (days === 0 || secrets.length === 0) return false;
  const { hash, person: owner, createdAt } = t.trustedBrowser;
  const used = await tx
    .update(t.trustedBrowser)
    .set({ lastUsedAt: now })
    .where(
      and(
        eq(owner, person),
        inArray(
          hash,
          secrets.map((secret) => hashSecret(secret)),
        ),
        gt(createdAt, since(now, days)),
      ),
    )
    .returning({ id: t.trustedBrowser.id });
  return used.length > 0;
}

/** A person's trusted browsers, the last used first. */
export async function listTrusted(
  orm: Orm,
  person: number,
  { days, now }: { days: number; now: Date },
): Promise<TrustedBrowser[]> {
  if (days === 0) return [];
  return await orm
    .select()
    .from(t.trustedBrowser)
    .where(and(eq(t.trustedBrowser.person, person), gt(t.trustedBrowser.createdAt, since(now, days))))
    .orderBy(desc(t.trustedBrowser.lastUsedAt), desc(t.trustedBrowser.id));
}

/** Ends one of a person's; false where he has none of that number. */
export async function endTrust(tx: OrmTx, person: number, id: number): Promise<boolean> {
  const gone = await tx
    .delete(t.trustedBrowser)
    .where(and(eq(t.trustedBrowser.id, id), eq(t.trustedBrowser.person, person)))
    .returning({ id: t.trustedBrowser.id });
  return gone.length > 0;
}

export async function endAllTrust(tx: OrmTx, person: number): Promise<void> {
  await tx.delete(t.trustedBrowser).where(eq(t.trustedBrowser.person, person));
}

/** Removes what no setting can make count again; answers how many. */
export async function pruneTrust(tx: OrmTx, before: Date): Promise<number> {
  const gone = await tx
    .delete(t.trustedBrowser)
    .where(lt(t.trustedBrowser.createdAt, before))
    .returning({ id: t.trustedBrowser.id });
  return gone.length;
}
