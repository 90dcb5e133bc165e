import { addDays, dayOf } from '../../days.ts';
import { readDeadlines } from '../../funding/granted-store.ts';
import { readNotShown } from '../../funding/needs.ts';
import { isOpen, waitsFor } from '../../funding/proposal-rules.ts';
import type { Watch } from '../watch.ts';

/** Proposals whose deadline is near or has passed while not all of them is delivered. */
export const proposalDeadlineWatch: Watch = {
  kind: 'proposal_deadline',
  byDay: true,
  async wanted({ tx, registry, ladders, now }) {
    const today = dayOf(now);
    return (await readDeadlines(tx)).flatMap(({ id, title, programme, province, deadline, state, lines }) => {
      const { daysAhead = 0 } = ladders.of(programme, 'proposal_deadline').settings;
      const waits = waitsFor(state, lines);
      const isNear = today >= addDays(deadline, -daysAhead);
      if (!isNear || waits === null || !isOpen(state, lines) || !registry.provinces.has(province)) return [];
      const facts = { proposal: id, title, deadline, passed: today > deadline, waitsFor: waits };
      return [{ programme, area: province, kind: 'proposal_deadline' as const, subject: String(id), facts }];
    });
  },
  ended: () => 'work_done',
};

/** What was delivered and is not in the record that came after. */
export const deliveryNotShownWatch: Watch = {
  kind: 'delivery_not_shown',
  async wanted({ tx, registry, now }) {
    const found = await readNotShown(tx, registry, dayOf(now));
    return found.map(({ programme, locality, ...facts }) => ({
      ...{ programme, area: locality, kind: 'delivery_not_shown' as const, subject: facts.indicator },
      facts,
    }));
  },
  ended: () => 'filled',
};
