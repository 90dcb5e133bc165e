import type { Channel } from '../channels/channel.ts';
import { reasonWords } from '../channels/reasons.ts';
import type { RootSql } from '../db/connect.ts';
import type { RegistryCache } from '../registry/cache.ts';
import { addCounts, type Counts, type Job } from '../scheduler/job.ts';
import { minuteSlot } from '../scheduler/slots.ts';
import { type DispatchDeps, dispatchRound } from './dispatch.ts';
import { countWaiting } from './store.ts';

export interface DispatchJobDeps extends Pick<DispatchDeps, 'publicUrl' | 'links' | 'letters'> {
  sql: RootSql;
  registry: RegistryCache;
  /** Those that are not set up are left out: their messages stay in the outbox, where they can be read. */
  channels: readonly Channel[];
  random?: () => number;
  /** How long a claimed message stays claimed when its process dies; longer than any sending lasts. */
  leaseSeconds?: number;
  /** For metrics. */
  onSent?: (channel: string, outcome: 'sent' | 'failed' | 'dropped' | 'retry') => void;
}

/**
 * Every minute: sends the messages whose time has come, each channel by itself, so that one that is slow or
 * broken holds up no other.
 * @throws from `run` when a channel's settings are wrong, so that the run shows as failed
 */
export function createDispatchJob({
  sql,
  registry: cache,
  channels,
  random = Math.random,
  leaseSeconds = 900,
  onSent,
  ...shared
}: DispatchJobDeps): Job {
  return {
    name: 'dispatch',
    timeLimitMs: 10 * 60_000,
    due: (now) => [minuteSlot(now)],
    async run({ now, signal, log }) {
      const registry = await cache.fresh();
      const ready = await readyOnes(channels);
      const rounds = await Promise.all(
        ready.map(async (channel) => {
          const { name } = channel;
          const own = {
            channel,
            onSent: (outcome: Parameters<DispatchDeps['onSent']>[0]) => onSent?.(name, outcome),
          };
          const deps = { ...shared, sql, registry, random, leaseSeconds, ...own };
          return { name, ...(await dispatchRound(deps, now, signal)) };
        }),
      );
      const counts: Counts = {
        kept: await countWaiting(
          sql,
          ready.map((one) => one.name),
        ),
      };
      const broken = rounds.flatMap(({ name, stopped }) => (stopped ? [{ name, ...stopped }] : []));
      for (const round of rounds) addCounts(counts, round.counts);
      const wrong = broken.filter(({ kind }) => kind === 'misconfigured');
      if (wrong.length > 0)
        throw new Error(
          wrong
            .map(
              ({ name, reason }) =>
                `Nothing goes out by ${name} until its settings are changed: ${reasonWords(reason)[1]}`,
            )
            .join('\n'),
        );
      for (const { name, reason } of broken)
        log.warn(
          { channel: name, reason: reasonWords(reason)[1] },
          'the channel cannot be reached; its messages wait',
        );
      return { ...counts, unavailable: broken.length };
    },
  };
}

async function readyOnes(channels: readonly Channel[]): Promise<Channel[]> {
  const ready = await Promise.all(channels.map((channel) => channel.ready()));
  return channels.filter((_, index) => ready[index]);
}
