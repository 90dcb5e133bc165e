import type { ChannelName } from '../../../channels/all.ts';
import { readChannelStates } from '../../../outbox/channel-states-store.ts';
import type { AdministrationDeps } from '../deps.ts';
import type { ChannelFacts } from './list.tsx';

/** How channels fare, and whether they are set up. */
export async function loadChannels(
  { db: { sql }, channels }: AdministrationDeps,
  names: readonly ChannelName[],
  now: Date,
): Promise<ChannelFacts[]> {
  const states = await readChannelStates(sql, names, now);
  return await Promise.all(
    states.map(async (state) => {
      const channel = channels.find(({ name }) => name === state.name);
      return { ...state, ready: channel !== undefined && (await channel.ready()) };
    }),
  );
}
