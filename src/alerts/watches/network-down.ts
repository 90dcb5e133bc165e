import { isoLocal } from '../../days.ts';
import { readDown } from '../../heartbeat/down-store.ts';
import { NO_PROGRAMME } from '../types.ts';
import type { Watch } from '../watch.ts';

/** Networks that have not called for longer than they may. What the service itself slept through counts for none. */
export const networkDownWatch: Watch = {
  kind: 'network_down',
  async wanted({ tx, now }) {
    const down = await readDown(tx, now);
    return down.map(({ locality, lastBeatAt, downSince }) => ({
      programme: NO_PROGRAMME,
      area: locality,
      kind: 'network_down',
      subject: '',
      facts: { lastBeatAt: isoLocal(lastBeatAt), downSince: isoLocal(downSince) },
    }));
  },
  ended: () => 'connected_again',
};
