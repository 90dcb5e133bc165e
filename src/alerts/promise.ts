import { insertAuditsOf } from '../access/audit-store.ts';
import type { Author } from '../access/author.ts';
import { dayOf } from '../days.ts';
import { type GapKey, insertPromises, openGapsOf } from '../gaps/promise-store.ts';
import { refuse } from '../refused.ts';
import type { Counts } from '../scheduler/job.ts';
import { type AcknowledgeDeps, refusePromise } from './acknowledge.ts';
import { takeOn } from './acknowledge-store.ts';
import { endPassed, lockAlertsOf, takeOnPromised } from './promise-store.ts';
import { lockAlerting } from './store.ts';
import type { Acknowledgement } from './types.ts';

/**
 * Promises that gaps of a programme will be filled by a day; one that is promised already is promised anew. Alerts
 * that speak of nothing else are taken on with it: their ladders stop until the day has passed. All or nothing.
 * Whether the author may is the caller's to ask.
 * @throws {Refused} when one of them is no gap (any more), or the date does not lie ahead
 */
export async function promiseGaps(
  { sql, registry, notify }: AcknowledgeDeps,
  author: Author,
  programme: string,
  gaps: readonly GapKey[],
  given: Acknowledgement,
): Promise<void> {
  const today = dayOf(author.now);
  refusePromise(given.promisedOn, today);
  await sql.begin(async (tx) => {
    await lockAlerting(tx);
    const open = new Set((await openGapsOf(tx, programme, gaps, today)).map(keyOfGap));
    const gone = gaps.filter((one) => !open.has(keyOfGap(one)));
    if (gone.length > 0)
      refuse('', [
        `Không còn thiếu: ${gone.map(keyOfGap).slice(0, 10).join(', ')}. Mở lại danh sách rồi chọn lại.`,
        `No gap (any more): ${gone.map(keyOfGap).slice(0, 10).join(', ')}.`,
      ]);
    await insertPromises(tx, programme, gaps, given, author);
    const alerts = await lockAlertsOf(tx, programme, gaps);
    const ended = [
      ...(await takeOn(tx, alerts, given, author)),
      ...(await endPassed(tx, programme, gaps, author.now)),
    ];
    await insertAuditsOf(
      tx,
      author,
      gaps.map(({ locality, indicator }) => ({
        action: 'gap.promise',
        target: `${locality} ${indicator}`,
        area: locality,
        after: { programme, ...given },
      })),
    );
    await notify.announce(tx, registry, [...alerts, ...ended], author.now);
  });
}

/** Before anybody is told: what is promised already is taken on by who promised. */
export async function heedPromises({ sql, registry, notify }: AcknowledgeDeps, now: Date): Promise<Counts> {
  return await sql.begin(async (tx) => {
    await lockAlerting(tx);
    const taken = await takeOnPromised(tx, now);
    if (taken.length > 0) await notify.announce(tx, registry, taken, now);
    return { promised: taken.length };
  });
}

const keyOfGap = ({ locality, indicator }: GapKey) => `${locality} ${indicator}`;
