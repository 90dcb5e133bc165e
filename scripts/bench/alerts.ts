import { createAlertJob } from '../../src/alerts/job.ts';
import { allWatches } from '../../src/alerts/watches/all.ts';
import { instantOf } from '../../src/days.ts';
import { createLog } from '../../src/log.ts';
import { enqueue } from '../../src/outbox/enqueue.ts';
import { addEverybody, countAlerts, forgetAlerts, setDeadline, workOn } from './alerts-store.ts';
import { NATION } from './history-store.ts';
import { newMorning } from './records.ts';
import { type Line, ms } from './report.ts';
import { median, timed } from './statistics.ts';
import type { World } from './world.ts';

/** A round of the alert job over the nation: with nothing to do, and on the day on which every gap becomes due. */
export async function measureAlerts(world: World, rounds: number): Promise<Line[]> {
  await newMorning(world);
  const { long, today } = world;
  const { sql } = long.db;
  await addEverybody(sql);
  await workOn(sql, today);
  const job = createAlertJob({
    sql,
    registry: long.registry,
    notify: enqueue,
    watches: allWatches(() => []),
  });
  const log = createLog('silent');
  const once = async () => {
    const context = {
      now: instantOf(today, '09:00'),
      slot: 'bench',
      signal: new AbortController().signal,
      log,
    };
    return await timed(() => job.run(context));
  };
  const several = async () => {
    const took: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const one = await once();
      if (round > 0) took.push(one);
    }
    return median(took);
  };
  try {
    const idle = await several();
    await setDeadline(sql, NATION, today);
    const opening = await once();
    const { alerts, messages } = await countAlerts(sql);
    const quiet = await several();
    return [
      {
        what: 'A round of alerts for the nation, nothing new',
        measured: ms(idle),
        beside: 'no deadline near',
        target: '≤ 500 ms',
        ok: idle <= 500,
      },
      {
        what: '  the round in which every gap becomes due',
        measured: ms(opening),
        beside: `${alerts} alerts, ${messages} messages`,
        target: '≤ 30 s',
        ok: opening <= 30_000,
      },
      {
        what: '  and each round after it',
        measured: ms(quiet),
        beside: `${alerts} alerts open`,
        target: '≤ 2,000 ms',
        ok: quiet <= 2_000,
      },
    ];
  } finally {
    await setDeadline(sql, NATION, null);
    await forgetAlerts(sql);
  }
}
