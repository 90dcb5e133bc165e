import type { Clock } from '../clock.ts';
import type { Orm } from '../db/connect.ts';
import type { Called } from '../lib/called.ts';
import { CALL_LIMITS, type Call, type Outgoing } from '../lib/outgoing.ts';
import type { Vault } from '../secrets/vault.ts';
import type { Channel, OutgoingMessage, SendResult } from './channel.ts';
import type { ChannelKind } from './kind.ts';
import { joinResults, judgeAnswer, type PushResult } from './push-answer.ts';
import { contextOfKeys, type PushKeys, pushKeys } from './push-keys.ts';
import { payloadOf } from './push-payload.ts';
import { dropGone, markUsed, type SubscriptionRow, subscriptionsOf } from './push-store.ts';
import { isPushAddress, type PushSubscription } from './push-subscription.ts';
import { because } from './reasons.ts';

export interface WebPushOptions {
  orm: Orm;
  vault: Vault;
  clock: Clock;
  outgoing: Outgoing;
  /** Links in messages begin with it. */
  publicUrl: string;
  /** Whom a push service writes to when something is wrong with what we send. */
  mailFrom: string;
  /** How long one browser's push service may take in all. */
  timeoutMs?: number;
  /** A certificate authority of one's own, in PEM. */
  ca?: string;
}

/** A reminder of this morning is of no use tomorrow. */
const TTL_S = 12 * 3600;

/** Writes to the browsers of a person (`to.address` is the person's id), each through its own push service. */
export function createWebPushChannel(options: WebPushOptions): Channel {
  const { orm, vault, clock, outgoing, publicUrl, mailFrom, timeoutMs = 20_000, ca } = options;
  // What it says beyond its status is of no use, and may be of any length.
  const limits = { ...CALL_LIMITS, wholeMs: timeoutMs, answerBytes: 1_000 };
  // Where they can be reached over TLS they are met there; else by mail.
  const subject = publicUrl.startsWith('https:') ? publicUrl : `mailto:${mailFrom}`;

  async function sendTo(row: SubscriptionRow, message: OutgoingMessage, keys: PushKeys): Promise<PushResult> {
    const subscription = openSubscription(vault, row);
    if (!subscription || !isPushAddress(subscription.endpoint, outgoing.allowed))
      return {
        kind: 'refused',
        reason: because('push_anew'),
      };
    const payload = JSON.stringify(payloadOf(message, publicUrl));
    // Loaded with the first message: most instances never send one.
    const { default: webPush } = await import('web-push');
    const { headers, body } = webPush.generateRequestDetails(subscription, payload, {
      vapidDetails: { subject, ...keys },
      TTL: TTL_S,
      // A phone that sleeps is woken: what goes out here is meant to be acted on today.
      urgency: 'high',
      // Tried again, it takes the place of the one that the service still holds.
      topic: message.id.replaceAll('-', '').slice(0, 32),
    });
    const call: Call = { headers: headers as Record<string, string>, body, limits, ca };
    const result = judgeCall(await outgoing.call(new URL(subscription.endpoint), call));
    if (result.kind === 'gone') await dropGone(orm, row);
    if (result.kind === 'accepted') await markUsed(orm, row.id, clock.now());
    return result;
  }

  async function send(message: OutgoingMessage): Promise<SendResult> {
    let keys: PushKeys;
    try {
      keys = await pushKeys(orm, vault, clock.now());
    } catch {
      // Whatever the vault says of it, the operator can do one thing about it.
      return { kind: 'misconfigured', reason: because('other_key') };
    }
    const { address } = message.to;
    if (!/^\d{1,9}$/.test(address)) return { kind: 'refused', reason: because('not_an_account') };
    const rows = await subscriptionsOf(orm, Number(address));
    return joinResults(await Promise.all(rows.map((row) => sendTo(row, message, keys))));
  }

  return { name: 'web_push', ready: async () => true, send, close: () => {} };
}

/** Undefined when it was sealed with a secret that the service no longer has. */
function openSubscription(
  vault: Vault,
  { hash, subscription }: SubscriptionRow,
): PushSubscription | undefined {
  try {
    return JSON.parse(vault.open(subscription, contextOf(hash))) as PushSubscription;
  } catch {
    return undefined;
  }
}

/** What a subscription is sealed for. */
export const contextOf = (hash: string) => `push_subscription ${hash}`;

function judgeCall(called: Called): PushResult {
  if (called.kind !== 'answered')
    return { kind: 'retry', reason: because(called.kind), uncertain: called.kind === 'lost' };
  const { status, headers } = called;
  return judgeAnswer({ status, retryAfter: headers['retry-after'], date: headers.date });
}

export const webPush = {
  name: 'web_push',
  words: {
    name: ['Thông báo trên trình duyệt', 'Browser notifications'],
    way: ['thông báo trên trình duyệt', 'browser notification'],
    note: [
      'Mỗi người tự bật thông báo trên trình duyệt của mình.',
      'People switch notifications on, each in their own browser.',
    ],
  },
  reach: {
    by: 'person',
    addressOf: ({ person }) => (person === null ? null : String(person)),
    lacks: {
      field: 'channels',
      vi: 'Thông báo trên trình duyệt chỉ dùng được khi có tài khoản.',
      en: 'Messages in the browser need an account.',
    },
  },
  setUp: 'itself',
  fields: null,
  sealedFor: contextOfKeys,
  trial: null,
  create: createWebPushChannel,
} as const satisfies ChannelKind;
