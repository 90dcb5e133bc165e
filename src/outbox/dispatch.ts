import type { Channel, ComposedMessage, SendResult } from '../channels/channel.ts';
import { noteFailure, noteWorking, pauseChannel, readHealth } from '../channels/health-store.ts';
import { because, type Reason } from '../channels/reasons.ts';
import { dayOf, instantOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { groupBy } from '../lib/group-by.ts';
import { provinceOf, type Registry } from '../registry/snapshot.ts';
import { composeFor } from './compose-for.ts';
import { afterSending, decideSending, pausedUntil, type SentToday } from './dispatch-rules.ts';
import {
  claimMessages,
  countSentOfMinute,
  markEnded,
  markSent,
  markUncertain,
  putBack,
  readMessageAlerts,
  readSentSince,
  takeBack,
} from './dispatch-store.ts';
import type { Letters } from './letter.ts';
import type { MessageLinks } from './message-link.ts';
import { readPreferences, saidKey } from './preference-store.ts';
import type { Preference } from './preferences.ts';
import type { ClaimedMessage, MessageAlert } from './types.ts';

export interface DispatchDeps {
  sql: RootSql;
  registry: Registry;
  channel: Channel;
  publicUrl: string;
  links: MessageLinks;
  letters: Letters;
  /** In [0, 1): spreads the retries. */
  random: () => number;
  leaseSeconds: number;
  /** For metrics. */
  onSent: (outcome: 'sent' | 'failed' | 'dropped' | 'retry') => void;
}

export interface Round {
  counts: Record<'sent' | 'dropped' | 'postponed' | 'failed' | 'retry' | 'put_back', number>;
  /** Set when the round ended early, with nothing said against any one message. */
  stopped: { kind: 'unavailable' | 'misconfigured'; reason: Reason } | null;
}

/** Sent side by side; a claim must be through within its lease even if each takes its longest. */
const SIDE_BY_SIDE = 6;
const CLAIM = 18;

/** What is known of a claimed message, read for all of a claim at once. */
interface Context {
  alerts: readonly MessageAlert[];
  preference: Preference | undefined;
  sentToday: SentToday;
}

/**
 * Sends what is due by one channel until nothing is left, the minute's share is used up, or the channel itself
 * fails; then it is left alone for a while. No transaction is open while the other side is spoken to, and a
 * message is marked as sent only after the channel took it.
 */
export async function dispatchRound(deps: DispatchDeps, now: Date, signal?: AbortSignal): Promise<Round> {
  const { sql, leaseSeconds, channel, random } = deps;
  const round: Round = {
    counts: { sent: 0, dropped: 0, postponed: 0, failed: 0, retry: 0, put_back: 0 },
    stopped: null,
  };
  const health = await readHealth(sql, channel.name, now);
  if (health.pausedUntil && health.pausedUntil > now) return round;
  let left = Number.POSITIVE_INFINITY;
  if (health.perMinute !== null)
    left = Math.max(0, health.perMinute - (await countSentOfMinute(sql, channel.name, now)));
  // One that failed before is tried by a single message, until that went through.
  let limit = health.failures > 0 ? 1 : CLAIM;
  while (!round.stopped && !signal?.aborted && left > 0) {
    const claimed = await claimMessages(sql, {
      ...{ channel: channel.name, now, leaseSeconds },
      limit: Math.min(limit, left),
    });
    if (claimed.length === 0) break;
    const sentBefore = round.counts.sent;
    await sendClaimed(deps, round, claimed, now, signal);
    left -= round.counts.sent - sentBefore;
    if (round.counts.sent > sentBefore && limit === 1) {
      await noteWorking(sql, channel.name);
      limit = CLAIM;
    }
  }
  if (round.stopped) {
    const failures = await noteFailure(sql, channel.name, round.stopped.reason, now);
    await pauseChannel(sql, channel.name, pausedUntil(failures, now, random()));
  }
  return round;
}

async function sendClaimed(
  deps: DispatchDeps,
  round: Round,
  claimed: readonly ClaimedMessage[],
  now: Date,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { sql } = deps;
  const ids = claimed.map((one) => one.id);
  await takeBack(sql, ids, now);
  const alerts = groupBy(await readMessageAlerts(sql, ids), (one) => one.message);
  const people = [...new Set(claimed.map((one) => one.recipient))];
  const preferences = await readPreferences(sql, claimed);
  const sent = await readSentSince(sql, people, instantOf(dayOf(now)));
  const queue = [...claimed];
  const worker = async () => {
    for (let message = queue.shift(); message; message = queue.shift()) {
      if (round.stopped || signal?.aborted) {
        await putBack(sql, message, { notBefore: message.notBefore, reason: null, tried: false });
        round.counts.put_back++;
        continue;
      }
      await handle(deps, round, message, now, {
        alerts: alerts.get(message.id) ?? [],
        preference: preferences.get(saidKey(message)),
        sentToday: sent.get(saidKey(message)) ?? { count: 0, lastAt: null },
      });
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
}

async function handle(
  deps: DispatchDeps,
  round: Round,
  message: ClaimedMessage,
  now: Date,
  context: Context,
): Promise<void> {
  const { sql, channel, onSent } = deps;
  const { counts } = round;
  let made: Awaited<ReturnType<typeof prepare>>;
  try {
    made = await prepare(deps, message, context, now);
  } catch (error) {
    // A message that cannot be made must not keep the others from going out.
    const reason = because('not_composed', { said: String(error).slice(0, 500) });
    await noteOutcome(deps, round, message, { kind: 'retry', reason, uncertain: false }, null, now);
    return;
  }
  if ('postpone' in made) {
    await putBack(sql, message, { notBefore: made.postpone, reason: made.reason, tried: false });
    counts.postponed++;
  } else if ('drop' in made) {
    await markEnded(sql, message, { state: 'dropped', reason: made.drop }, null);
    counts.dropped++;
    onSent('dropped');
  } else {
    const to = { name: message.recipientName, address: message.address };
    await noteOutcome(deps, round, message, await channel.send({ id: message.id, to, ...made }), made, now);
  }
}

/** Whether it goes out now, and as what. */
async function prepare(
  deps: DispatchDeps,
  message: ClaimedMessage,
  context: Context,
  now: Date,
): Promise<ComposedMessage | { drop: Reason } | { postpone: Date; reason: Reason }> {
  if (message.about === 'alerts') {
    const { registry } = deps;
    const { isWorkingDay } = registry;
    const area = (code: string) => provinceOf(registry, code);
    const decision = decideSending({ ...context, isWorkingDay, provinceOf: area }, now);
    if (decision.action === 'postpone') return { postpone: decision.until, reason: decision.reason };
    if (decision.action === 'drop') return { drop: decision.reason };
  }
  return await compose(deps, message, context, now);
}

async function compose(
  deps: DispatchDeps,
  message: ClaimedMessage,
  { alerts, preference }: Context,
  now: Date,
): Promise<ComposedMessage | { drop: Reason }> {
  const language = preference?.language ?? 'vi';
  if (message.about !== 'alerts')
    return await deps.letters[message.about](message, { registry: deps.registry, language, now });
  return composeFor(deps, { ...message, language }, alerts, now);
}

/** Writes down what became of an attempt. */
async function noteOutcome(
  { sql, random, onSent, links }: DispatchDeps,
  round: Round,
  message: ClaimedMessage,
  result: SendResult,
  made: ComposedMessage | null,
  now: Date,
): Promise<void> {
  const { counts } = round;
  // What is kept of a message does not open what the message opens.
  const kept = made && { ...made, text: made.text.replaceAll(links.sign(message.id), '…') };
  const next = afterSending(result, message.attempts, now, random());
  switch (next.state) {
    case 'sent':
      await markSent(sql, message, kept, now);
      counts.sent++;
      onSent('sent');
      return;
    case 'failed':
      await markEnded(sql, message, { state: 'failed', reason: next.reason }, kept);
      counts.failed++;
      onSent('failed');
      return;
    case 'again':
      if (next.uncertain) await markUncertain(sql, message, next.at, next.reason);
      else await putBack(sql, message, { notBefore: next.at, reason: next.reason, tried: true });
      counts.retry++;
      onSent('retry');
      return;
    case 'stopped':
      round.stopped ??= { kind: next.kind, reason: next.reason };
      await putBack(sql, message, { notBefore: message.notBefore, reason: next.reason, tried: false });
      counts.put_back++;
  }
}
