import type { Day } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { provinceOf, type Registry } from '../registry/snapshot.ts';
import { addCounts, type Counts } from '../scheduler/job.ts';
import { climb } from './climb-rules.ts';
import { kindOf } from './kinds/all.ts';
import {
  type Climber,
  claimClimbers,
  readSilencesSince,
  readSilentProvinces,
  type SilenceOf,
  writeClimbs,
} from './ladder-store.ts';
import type { Notice, Notify } from './notify.ts';
import { coversAlert } from './silence-rules.ts';
import { lockAlerting } from './store.ts';

const BATCH = 500;

/**
 * Takes the steps that are due of one batch of open alerts: what is said, to whom, and when each ladder is
 * looked at again, all or nothing. `found` is 0 when none was due.
 */
export async function climbBatch(
  { sql, registry, notify }: { sql: RootSql; registry: Registry; notify: Notify },
  now: Date,
): Promise<{ found: number; counts: Counts }> {
  return await sql.begin(async (tx) => {
    await lockAlerting(tx);
    const climbers = await claimClimbers(tx, now, BATCH);
    if (climbers.length === 0) return { found: 0, counts: {} };
    const since = climbers.reduce((first, one) => (one.openedAt < first ? one.openedAt : first), now);
    const silences = await readSilencesSince(tx, since);
    const silent = await readSilentProvinces(tx);
    const calendarOf = calendars(registry);
    const notices: Notice[] = [];
    const next: { id: number; at: Date | null }[] = [];
    const counts: Counts = {};
    for (const climber of climbers) {
      const province = provinceOf(registry, climber.area);
      const decision = climb(standingOf(climber, province, calendarOf(province), silences, silent), now);
      next.push({ id: climber.id, at: decision.action === 'stop' ? null : decision.next });
      if (decision.action === 'tell') notices.push(...noticesOf(climber, decision.turns));
      else addCounts(counts, { [decision.reason]: 1 });
    }
    const said = await notify.tell(tx, registry, notices, now);
    await writeClimbs(tx, said.told, next, now);
    addCounts(counts, { steps: notices.length, ...said.counts });
    return { found: climbers.length, counts };
  });
}

/** Of each province one calendar, so that what was asked of it need not be worked out again. */
function calendars(registry: Registry): (province: string) => (day: Day) => boolean {
  const known = new Map<string, (day: Day) => boolean>();
  return (province) => {
    const calendar = known.get(province) ?? ((day: Day) => registry.wasWorkingDay(province, day));
    known.set(province, calendar);
    return calendar;
  };
}

function standingOf(
  climber: Climber,
  province: string,
  isWorkingDay: (day: Day) => boolean,
  silences: readonly SilenceOf[],
  silent: ReadonlySet<string>,
) {
  return {
    ...climber,
    silences: silences.filter((one) => coversAlert(one, climber, province)),
    inhibited:
      kindOf(climber.kind).explainedBy !== undefined && silent.has(`${climber.programme} ${province}`),
    isWorkingDay,
  };
}

function noticesOf(climber: Climber, turns: readonly { step: number; turn: number }[]): Notice[] {
  return turns.flatMap(({ step: position, turn }) => {
    const step = climber.steps[position];
    return step ? [{ alert: climber, step, position, turn }] : [];
  });
}
