import { readFailingChannels } from '../../channels/health-store.ts';
import { isoLocal } from '../../days.ts';
import { NO_PROGRAMME, SERVICE } from '../types.ts';
import type { Watch } from '../watch.ts';

/** Channels that have let nothing through for a while. */
export const deliveryFailingWatch: Watch = {
  kind: 'delivery_failing',
  async wanted({ tx, ladders, now }) {
    const { failingMinutes = 15 } = ladders.of(NO_PROGRAMME, 'delivery_failing').settings;
    const since = new Date(now.getTime() - failingMinutes * 60_000);
    const failing = await readFailingChannels(tx, since);
    return failing.map(({ name, failingSince, reason }) => ({
      programme: NO_PROGRAMME,
      area: SERVICE,
      kind: 'delivery_failing',
      subject: name,
      facts: { channel: name, since: isoLocal(failingSince), reason },
    }));
  },
  ended: () => 'delivered_again',
};
