import type { Clock } from '../clock.ts';
import type { Orm } from '../db/connect.ts';
import { CALL_LIMITS, type CallLimits, type Outgoing } from '../lib/outgoing.ts';
import { objectionsOf, Refused } from '../refused.ts';
import type { Vault } from '../secrets/vault.ts';
import type { Channel, OutgoingMessage, SendResult } from './channel.ts';
import type { ChannelKind } from './kind.ts';
import { because } from './reasons.ts';
import { judgeAnswer, readWebhookUrl } from './webhook-rules.ts';
import { openSecrets, secretsAt, signatures } from './webhook-secrets.ts';
import { findWebhook, type WebhookRow } from './webhook-store.ts';
import { disableWebhook } from './webhooks.ts';

export interface WebhookDeps {
  orm: Orm;
  vault: Vault;
  clock: Clock;
  outgoing: Outgoing;
  limits?: CallLimits;
}

/**
 * Posts `{id, type, timestamp, data}` to another system, signed by the scheme of Standard Webhooks. `type` is
 * the one that `message.data` brings along, which is then taken out of it. Receivers know a message that comes
 * twice by its id.
 */
export function createWebhookChannel(deps: WebhookDeps): Channel {
  const { orm, vault, clock, outgoing, limits = CALL_LIMITS } = deps;

  async function send(message: OutgoingMessage): Promise<SendResult> {
    const hook = await findWebhook(orm, Number(message.to.address));
    if (!hook || hook.disabledAt) return { kind: 'refused', reason: because('webhook_disabled') };
    const now = clock.now();
    const url = objectionsOf(() => readWebhookUrl('url', hook.url));
    if (!('value' in url)) return { kind: 'refused', reason: because('address_not_allowed') };
    const secrets = secretsOf(hook, now);
    if (secrets === null) return { kind: 'misconfigured', reason: because('other_key') };

    const timestamp = Math.floor(now.getTime() / 1000);
    const body = envelope(message, now);
    const headers = {
      'content-type': 'application/json',
      'webhook-id': message.id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatures(secrets, message.id, timestamp, body),
    };
    // This machine is for who looks after all of it, whatever name leads to it.
    const notOwn = hook.area !== '*';
    const called = await outgoing.call(url.value, { headers, body, limits, notOwn });
    const { result, gone } = judgeAnswer(called, now);
    if (gone) await disable(hook, now);
    return result;
  }

  function secretsOf({ id, secret }: WebhookRow, now: Date): string[] | null {
    try {
      return secretsAt(openSecrets(vault, id, secret), now);
    } catch {
      // Whatever the vault says of it, the operator can do one thing about it.
      return null;
    }
  }

  async function disable({ id }: WebhookRow, now: Date): Promise<void> {
    const author = { now, kind: 'service', actor: 'dispatch', source: 'service' } as const;
    try {
      await disableWebhook(orm, author, id, 'the receiver wants nothing more');
    } catch (error) {
      // Another message to it was answered in the same way at the same time.
      if (!(error instanceof Refused)) throw error;
    }
  }

  return { name: 'webhook', ready: async () => true, send, close: () => {} };
}

function envelope({ id, data }: OutgoingMessage, now: Date): string {
  const { type, rest } = typed(data);
  return JSON.stringify({ id, type, timestamp: now.toISOString(), data: rest });
}

function typed(data: unknown): { type: string; rest: unknown } {
  if (typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string') {
    const { type, ...rest } = data;
    return { type, rest };
  }
  return { type: 'message', rest: data ?? null };
}

export const webhook = {
  name: 'webhook',
  words: {
    name: ['Hệ thống khác (webhook)', 'Other systems (webhooks)'],
    way: ['webhook', 'webhook'],
  },
  reach: null,
  setUp: 'itself',
  fields: null,
  trial: null,
  create: createWebhookChannel,
} as const satisfies ChannelKind;
