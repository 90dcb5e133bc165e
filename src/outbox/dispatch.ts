import type { RootSql } from '../db/connect.ts';
import { groupBy } from '../group-by.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Channel, ComposedMessage, SendResult } from './channel.ts';
import { composeFor } from './compose-for.ts';
import { afterSending, decideSending } from './dispatch-rules.ts';
import {
  claimMessages,
  markEnded,
  markSent,
  markUncertain,
  putBack,
  readOpenAlerts,
} from './dispatch-store.ts';
import type { ClaimedMessage, MessageAlert } from './types.ts';

export interface DispatchDeps {
  sql: RootSql;
  registry: Registry;
  channel: Channel;
  publicUrl: string;
  /** In [0, 1): spreads the retries. */
  random: () => number;
  leaseSeconds: number;
}

export interface Round {
  counts: Record<'sent' | 'dropped' | 'postponed' | 'failed' | 'retry' | 'put_back', number>;
  /** Set when the round ended early, with nothing said against any one message. */
  stopped: { kind: 'unavailable' | 'misconfigured'; reason: string } | null;
}

/** Sent side by side; a claim must be through within its lease even if each takes its longest. */
const SIDE_BY_SIDE = 6;
const CLAIM = 18;

/**
 * Sends what is due until nothing is left, or the channel itself fails. No transaction is open while
 * the other side is spoken to, and a message is marked as sent only after the channel took it.
 */
export async function dispatchRound(deps: DispatchDeps, now: Date, signal?: AbortSignal): Promise<Round> {
  const { sql, leaseSeconds } = deps;
  const round: Round = {
    counts: { sent: 0, dropped: 0, postponed: 0, failed: 0, retry: 0, put_back: 0 },
    stopped: null,
  };
  while (!round.stopped && !signal?.aborted) {
    const claimed = await claimMessages(sql, { now, limit: CLAIM, leaseSeconds });
    if (claimed.length === 0) break;
    const open = groupBy(
      await readOpenAlerts(
        sql,
        claimed.map((one) => one.id),
      ),
      (one) => one.message,
    );
    const queue = [...claimed];
    const worker = async () => {
      for (let message = queue.shift(); message; message = queue.shift()) {
        if (round.stopped || signal?.aborted) {
          await putBack(sql, message, { notBefore: message.notBefore, reason: null, tried: false });
          round.counts.put_back++;
        } else await handle(deps, round, message, open.get(message.id) ?? [], now);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  }
  return round;
}

async function handle(
  deps: DispatchDeps,
  round: Round,
  message: ClaimedMessage,
  open: readonly MessageAlert[],
  now: Date,
): Promise<void> {
  const { sql, registry, channel, publicUrl } = deps;
  const { counts } = round;
  const provinceOf = (code: string) => registry.localities.get(code)?.province ?? '';
  const decision = decideSending(open, now, registry.isWorkingDay, provinceOf);
  if (decision.action === 'drop') {
    await markEnded(sql, message, { state: 'dropped', reason: decision.reason }, null);
    counts.dropped++;
    return;
  }
  if (decision.action === 'postpone') {
    await putBack(sql, message, { notBefore: decision.until, reason: decision.reason, tried: false });
    counts.postponed++;
    return;
  }

  let made: ComposedMessage;
  try {
    made = composeFor(registry, message, open, publicUrl, now);
  } catch (error) {
    // A message that cannot be made must not keep the others from going out.
    const result = {
      kind: 'retry' as const,
      reason: `the text could not be made: ${error}`,
      uncertain: false,
    };
    await settle(deps, round, message, result, null, now);
    return;
  }
  const to = { name: message.recipientName, address: message.address };
  await settle(deps, round, message, await channel.send({ id: message.id, to, ...made }), made, now);
}

/** Writes down what became of an attempt. */
async function settle(
  { sql, random }: DispatchDeps,
  round: Round,
  message: ClaimedMessage,
  result: SendResult,
  made: ComposedMessage | null,
  now: Date,
): Promise<void> {
  const { counts } = round;
  const next = afterSending(result, message.attempts, now, random());
  switch (next.state) {
    case 'sent':
      await markSent(sql, message, made, now);
      counts.sent++;
      return;
    case 'failed':
      await markEnded(sql, message, { state: 'failed', reason: next.reason }, made);
      counts.failed++;
      return;
    case 'again':
      if (next.uncertain) await markUncertain(sql, message, next.at, next.reason);
      else await putBack(sql, message, { notBefore: next.at, reason: next.reason, tried: true });
      counts.retry++;
      return;
    case 'stopped':
      round.stopped ??= { kind: next.kind, reason: next.reason };
      await putBack(sql, message, { notBefore: message.notBefore, reason: next.reason, tried: false });
      counts.put_back++;
  }
}
