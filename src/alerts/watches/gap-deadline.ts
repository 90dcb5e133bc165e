import { addDays, type Day, dayOf } from '../../days.ts';
import { loadMarks } from '../../funding/marks.ts';
import { isFunded } from '../../funding/need-rules.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { Programme } from '../../registry/types.ts';
import type { Watch } from '../watch.ts';
import { readOpenGaps } from '../watch-store.ts';

/** Gaps of a programme whose deadline is near or has passed. */
export const gapDeadlineWatch: Watch = {
  kind: 'gap_deadline',
  byDay: true,
  async wanted({ tx, registry, ladders, live, now }) {
    const today = dayOf(now);
    // Who does not report at all hears of that; nineteen unknown figures beside it would say no more.
    const told = new Set(live.map((one) => `${one.programme} ${one.area} ${one.subject}`));
    const found = [];
    for (const programme of registry.programmes.values()) {
      const { daysAhead = 0 } = ladders.of(programme.code, 'gap_deadline').settings;
      const deadline = deadlineNear(registry, programme, daysAhead, today);
      if (deadline === null) continue;
      const codes = registry.localitiesOf(programme, today).map((one) => one.code);
      const mark = await loadMarks(tx, registry, codes, today);
      for (const { locality, grey, ...gap } of await readOpenGaps(tx, programme.code, codes, today)) {
        if (grey && !told.has(`${programme.code} ${locality} ${gap.indicator}`)) continue;
        const { funding } = mark({ locality, ...gap });
        found.push({
          programme: programme.code,
          area: locality,
          kind: 'gap_deadline' as const,
          subject: gap.indicator,
          facts: { ...gap, deadline, passed: today > deadline, ...(isFunded(funding) && { funding }) },
        });
      }
    }
    return found;
  },
  ended(alert, { registry, ladders, now }) {
    const programme = registry.programmes.get(alert.programme);
    const { daysAhead = 0 } = ladders.of(alert.programme, 'gap_deadline').settings;
    const near = programme && deadlineNear(registry, programme, daysAhead, dayOf(now));
    return near ? 'filled' : 'deadline_moved';
  },
};

/** The deadline of a running programme that lies at most so many days ahead, or behind; null otherwise. Pure. */
export function deadlineNear(
  registry: Pick<Registry, 'settingsOn'>,
  programme: Programme,
  daysAhead: number,
  today: Day,
): Day | null {
  const { startsOn, endsOn, alertsFrom } = programme;
  if (startsOn === null || today < startsOn || (endsOn !== null && today > endsOn)) return null;
  if (alertsFrom !== null && today < alertsFrom) return null;
  const { deadline } = registry.settingsOn(programme, undefined, today);
  return deadline !== null && today >= addDays(deadline, -daysAhead) ? deadline : null;
}
