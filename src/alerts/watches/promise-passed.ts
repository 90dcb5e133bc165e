import { dayOf } from '../../days.ts';
import type { Watch } from '../watch.ts';
import { readPromisesBefore } from '../watch-store.ts';

/** Promised dates that have gone by while what was promised is not done. The day itself still counts. */
export const promisePassedWatch: Watch = {
  kind: 'promise_passed',
  byDay: true,
  async wanted({ tx, now }) {
    const broken = await readPromisesBefore(tx, dayOf(now));
    return broken.map(({ id, programme, area, owner, promisedOn, ...about }) => ({
      programme,
      area,
      kind: 'promise_passed',
      subject: String(id),
      facts: { alert: id, about, owner, promisedOn },
    }));
  },
  // One that is promised anew is ended by whoever promises.
  ended: () => 'work_done',
};
