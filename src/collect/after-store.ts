import { type Day, dayOf } from '../days.ts';
import type { Tx } from '../db/connect.ts';
import type { AfterStore, Stored, Touched } from '../intake/submit.ts';
import { allDone } from '../lib/all-done.ts';
import { groupBy } from '../lib/group-by.ts';
import { covers, type Registry } from '../registry/snapshot.ts';
import type { Programme } from '../registry/types.ts';
import { clearedBy } from './marks.ts';
import { computedFrom } from './open-days.ts';
import { compute, readNear, type SettleInput, settle } from './settle.ts';
import { clearMarks, readMarks, writeStatuses } from './store.ts';
import type { StatusRow } from './types.ts';

/**
 * Intake's next step: the statuses of the localities that reported, in every programme that asks them, from
 * the earliest day reported through today. What they need is read along with the locks.
 */
export const settleAfter: AfterStore<StatusRow> = async (tx, registry, asked, now) => {
  const parts = partsOf(registry, asked, now);
  const [marks, ...statuses] = await Promise.all([
    readMarks(
      tx,
      asked.map(({ locality }) => locality.code),
    ),
    ...parts.map(({ programme, localities }) => readNear(tx, programme, localities)),
  ]);
  return async ({ localities, current, records, accepted }) => {
    const cleared = new Map(
      [...groupBy(marks, (mark) => mark.locality)].flatMap(([code, some]) =>
        clearedBy(some, accepted.get(code) ?? []).map((mark) => [mark.id, mark]),
      ),
    );
    const known = groupBy(
      marks.map((mark) => cleared.get(mark.id) ?? mark),
      (mark) => mark.locality,
    );
    const computed = await Promise.all(
      partsOf(registry, localities, now).map(async (part) => {
        const place = parts.findIndex(({ programme }) => programme === part.programme);
        const near = statuses[place] ?? new Map<string, StatusRow[]>();
        return await compute(tx, registry, {
          ...part,
          ...inputOf(now, current),
          known: { marks: known, statuses: near, records },
        });
      }),
    );
    return {
      settled: computed.flatMap(({ rows }) => rows),
      write: (atATime) =>
        allDone([
          ...(cleared.size > 0 ? [clearMarks(tx, [...cleared.values()])] : []),
          ...computed.map(({ changed, transitions }) =>
            writeStatuses(tx, changed, transitions, now, atATime),
          ),
        ]),
    };
  };
};

/** The same after a change of something else: all is read, and stored at once. */
export async function settleStored(
  tx: Tx,
  registry: Registry,
  { localities, current }: Pick<Stored, 'localities' | 'current'>,
  now: Date,
): Promise<StatusRow[]> {
  const rows: StatusRow[] = [];
  for (const part of partsOf(registry, localities, now))
    rows.push(...(await settle(tx, registry, { ...part, ...inputOf(now, current) }, now)).rows);
  return rows;
}

const inputOf = (now: Date, current: Stored['current']) => ({
  through: dayOf(now),
  cause: 'intake' as const,
  current,
});

/** The programmes that ask any of the localities, each with the days that it may compute. */
function partsOf(
  registry: Registry,
  touched: readonly Touched[],
  now: Date,
): (Pick<SettleInput, 'localities'> & { programme: Programme })[] {
  return [...registry.programmes.values()].flatMap((programme) => {
    const computable = computedFrom(registry, programme, now);
    const localities = touched
      .filter(({ locality }) => covers(programme, locality.province))
      // A day that is final here may still be open by another programme's rules.
      .map(({ locality, from }) => ({ locality, from: latest(from, computable(locality)) }));
    return localities.length === 0 ? [] : [{ programme, localities }];
  });
}

const latest = (a: Day, b: Day) => (a > b ? a : b);
