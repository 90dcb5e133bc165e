import type { ChannelName } from '../../channels/all.ts';
import { channelKind, PERSON_CHANNELS } from '../../channels/all.ts';
import { listSetUp } from '../../channels/store.ts';
import type { Clients } from '../../db/connect.ts';
import { addressOn, type FoundWays } from '../../outbox/preference-rules.ts';
import { findWays, readPreferences, saidKey } from '../../outbox/preference-store.ts';
import { DEFAULT_PREFERENCE, type Preference } from '../../outbox/preferences.ts';
import type { Whom } from '../../outbox/set-preference.ts';
import { type LastTry, lastTries } from '../../outbox/try-store.ts';

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

const NOBODY: FoundWays = { email: null, phone: null, person: null };

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
  const there = PERSON_CHANNELS.filter((one) => channelKind(one).setUp !== 'settings' || setUp.includes(one));
  const reached = (one: ChannelName) => addressOn(one, ways, preference) !== null;
  return {
    preference,
    account: ways.person !== null,
    // What a channel lacks of him he may write into the same form.
    offered: PERSON_CHANNELS.filter(
      (one) =>
        preference.channels.includes(one) ||
        (there.includes(one) && (reached(one) || channelKind(one).reach?.lacks.field !== 'channels')),
    ),
    tries: there.filter(reached).map((channel) => ({ channel, last: last.get(channel) })),
  };
}
