import { createHmac, randomBytes } from 'node:crypto';
import type { Vault } from '../secrets/vault.ts';

/** Secrets by which receivers know that a message is ours: Standard Webhooks, https://www.standardwebhooks.com */

const PREFIX = 'whsec_';
const KEY_BYTES = 32;

/** What is sealed of a webhook: its secret, and the one before it while that still counts. */
export interface WebhookSecrets {
  secret: string;
  previous?: { secret: string; until: string };
}

export const contextOfWebhook = (webhook: number) => `secret of webhook ${webhook}`;

export const newWebhookSecret = (): string => PREFIX + randomBytes(KEY_BYTES).toString('base64');

export function sealSecrets(vault: Vault, webhook: number, secrets: WebhookSecrets): string {
  return vault.seal(JSON.stringify(secrets), contextOfWebhook(webhook));
}

/** @throws when they were sealed with another key */
export function openSecrets(vault: Vault, webhook: number, sealed: string): WebhookSecrets {
  return JSON.parse(vault.open(sealed, contextOfWebhook(webhook))) as WebhookSecrets;
}

/** The secrets that a message is signed with at an instant: both for a while after a change. */
export function secretsAt({ secret, previous }: WebhookSecrets, now: Date): string[] {
  return previous && new Date(previous.until) > now ? [secret, previous.secret] : [secret];
}

/** The value of `webhook-signature`: one signature a secret. `timestamp` in seconds. */
export function signatures(secrets: readonly string[], id: string, timestamp: number, body: string): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
    })
    .join(' ');
}
