import { dayOf } from '../../days.ts';
import { gapSubject, readPassedPromises } from '../promise-store.ts';
import type { Watch } from '../watch.ts';
import { readPromisesBefore } from '../watch-store.ts';

/** Promised dates that have gone by while what was promised is not done. The day itself still counts. */
export const promisePassedWatch: Watch = {
  kind: 'promise_passed',
  byDay: true,
  async wanted({ tx, registry, now }) {
    const broken = await readPromisesBefore(tx, dayOf(now));
    const onGaps = await readPassedPromises(tx, dayOf(now));
    const ofAlerts = broken.map(({ id, programme, area, owner, promisedOn, ...about }) => ({
      programme,
      area,
      kind: 'promise_passed' as const,
      subject: String(id),
      facts: { alert: id, about, owner, promisedOn },
    }));
    return [
      ...ofAlerts,
      ...onGaps.flatMap(({ programme: code, locality, indicator, owner, promisedOn, ...gap }) => {
        const programme = registry.programmes.get(code);
        if (!programme) return [];
        const { deadline } = registry.settingsOn(programme, undefined, dayOf(now));
        const until = deadline ?? promisedOn;
        const about = {
          kind: 'gap_deadline' as const,
          facts: { ...gap, indicator, deadline: until, passed: until < dayOf(now) },
        };
        const facts = { alert: null, about, owner, promisedOn };
        return [
          {
            programme: code,
            area: locality,
            kind: 'promise_passed' as const,
            subject: gapSubject(indicator),
            facts,
          },
        ];
      }),
    ];
  },
  // One that is promised anew is ended by whoever promises.
  ended: () => 'work_done',
};
