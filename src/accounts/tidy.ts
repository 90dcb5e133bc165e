import { insertAudit } from '../access/store.ts';
import type { Orm } from '../db/connect.ts';
import { pruneFailures } from './failure-store.ts';
import { nameOf } from './names.ts';
import { pruneChallenges } from './passkey-store.ts';
import { disableIdle } from './person-store.ts';
import { pruneSessions } from './session-store.ts';
import { pruneTrust } from './trust-store.ts';

const DAY_MS = 24 * 3_600_000;
/** Days after which an account that nobody uses is closed: who left the office is not always told of. */
const IDLE_DAYS = 45;
/** Longer than a session may last by any setting. */
const KEPT_DAYS = 31;
/** As long as a browser is trusted by any setting (`config.ts`). */
const MOST_TRUST_DAYS = 90;
/** A failure counts for a day (`waiting-rules.ts`). */
const FAILURES_KEPT_DAYS = 2;

/** Nightly: disables accounts that are not used, removes sessions and failures that mean nothing any more. */
export async function tidyAccounts(orm: Orm, now: Date): Promise<Record<string, number>> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  return await orm.transaction(async (tx) => {
    const disabled = await disableIdle(tx, daysAgo(IDLE_DAYS), now);
    for (const person of disabled)
      await insertAudit(tx, {
        at: now,
        actorKind: 'service',
        actor: 'housekeeping',
        source: 'service',
        action: 'user.disable',
        target: nameOf(person),
        area: person.area,
        after: { idleDays: IDLE_DAYS },
      });
    return {
      disabled: disabled.length,
      sessions: await pruneSessions(tx, daysAgo(KEPT_DAYS)),
      failures: await pruneFailures(tx, daysAgo(FAILURES_KEPT_DAYS)),
      trust: await pruneTrust(tx, daysAgo(MOST_TRUST_DAYS)),
      challenges: await pruneChallenges(tx, now),
    };
  });
}
