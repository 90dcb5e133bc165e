import type { Clients } from '../../db/connect.ts';
import { addressOn, type Ways } from '../../outbox/preference-rules.ts';
import { findWays, listSetUp, readPreferences, saidKey } from '../../outbox/preference-store.ts';
import { DEFAULT_PREFERENCE, PERSON_CHANNELS, type Preference } from '../../outbox/preferences.ts';
import type { Whom } from '../../outbox/set-preference.ts';
import { type LastTry, lastTries } from '../../outbox/try-store.ts';
import type { ChannelName } from '../../outbox/types.ts';

/** How messages reach one person. */
export interface Delivery {
  preference: Preference;
  /** Whether he has an account, where he chooses himself. */
  account: boolean;
  /** What he can choose of. */
  offered: ChannelName[];
  /** What a message can be tried by, and what became of the last one. */
  tries: { channel: ChannelName; last: LastTry | undefined }[];
}

/** Browsers and e-mail need nothing to be set up beforehand. */
const ALWAYS: readonly ChannelName[] = ['email', 'web_push'];
const NOBODY: Ways = { email: null, phone: null, person: null };

export async function loadDelivery(
  { sql, orm }: Clients,
  { recipient, area }: Pick<Whom, 'recipient' | 'area'>,
): Promise<Delivery> {
  const found = await findWays(orm, { recipient, area });
  const said = { recipient, saidFor: found?.saidFor ?? area };
  const [preferences, setUp, last] = await Promise.all([
    readPreferences(sql, [said]),
    listSetUp(orm),
    lastTries(orm, said),
  ]);
  const preference = preferences.get(saidKey(said)) ?? DEFAULT_PREFERENCE;
  const ways = found ?? NOBODY;
  const there = PERSON_CHANNELS.filter((one) => ALWAYS.includes(one) || setUp.includes(one));
  const reached = (one: ChannelName) => addressOn(one, ways, preference) !== null;
  return {
    preference,
    account: ways.person !== null,
    // Zalo comes to know him by what he writes into the same form.
    offered: PERSON_CHANNELS.filter(
      (one) =>
        preference.channels.includes(one) || (there.includes(one) && (reached(one) || one === 'zalo_oa')),
    ),
    tries: there.filter(reached).map((channel) => ({ channel, last: last.get(channel) })),
  };
}
