import type { RootSql } from '../db/connect.ts';
import type { RegistryCache } from '../registry/cache.ts';
import type { Job } from '../scheduler/job.ts';
import { minuteSlot } from '../scheduler/slots.ts';
import type { Channel } from './channel.ts';
import { dispatchRound } from './dispatch.ts';
import { countWaiting } from './store.ts';

export interface DispatchJobDeps {
  sql: RootSql;
  registry: RegistryCache;
  /** Null while no mail server is set: messages stay in the outbox, where they can be read. */
  channel: Channel | null;
  publicUrl: string;
  random?: () => number;
  /** How long a claimed message stays claimed when its process dies; longer than any sending lasts. */
  leaseSeconds?: number;
}

/**
 * Every minute: sends the messages whose time has come.
 * @throws from `run` when the mail server's settings are wrong, so that the run shows as failed
 */
export function createDispatchJob({
  sql,
  registry: cache,
  channel,
  publicUrl,
  random = Math.random,
  leaseSeconds = 900,
}: DispatchJobDeps): Job {
  return {
    name: 'dispatch',
    timeLimitMs: 10 * 60_000,
    due: (now) => [minuteSlot(now)],
    async run({ now, signal, log }) {
      if (channel === null) return { kept: await countWaiting(sql) };
      const deps = { sql, registry: await cache.fresh(), channel, publicUrl, random, leaseSeconds };
      const { counts, stopped } = await dispatchRound(deps, now, signal);
      if (stopped?.kind === 'misconfigured')
        throw new Error(`No e-mail can go out until the settings are changed: ${stopped.reason}`);
      if (stopped) log.warn({ reason: stopped.reason }, 'the mail server cannot be reached; messages wait');
      return { ...counts, unavailable: stopped ? 1 : 0 };
    },
  };
}
