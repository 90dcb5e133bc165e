import { type Author, writeAudit } from '../access/author.ts';
import type { Orm } from '../db/connect.ts';
import { readText } from '../fields.ts';
import { isOwnHost, mayCallHost, type Networks } from '../lib/networks.ts';
import { refuse } from '../refused.ts';
import type { Vault } from '../secrets/vault.ts';
import { type WebhookKind, webhookKinds } from './webhook-kinds.ts';
import { readWebhookUrl } from './webhook-rules.ts';
import { newWebhookSecret, openSecrets, sealSecrets } from './webhook-secrets.ts';
import { insertWebhook, lockLiveWebhook, setWebhook } from './webhook-store.ts';

export interface NewWebhook {
  name: string;
  url: string;
  /** Of which area it hears: a locality's code, a province's, or `*`. */
  area: string;
  /** Of what; alerts alone where nothing is said. */
  kinds?: readonly WebhookKind[];
}

/** How the fields of a new webhook are read; its area is held against the registry by `refuseArea`. */
export const WEBHOOK_FIELDS = {
  name: (text: string, field: string) => ({ name: readText(field, text, 100) }),
  url: (text: string, field: string) => ({ url: readWebhookUrl(field, text).href }),
  area: (area: string) => ({ area }),
};

/** For so long after a change messages carry a signature of the old secret as well. */
export const OLD_SECRET_HOURS = 24;

/**
 * Makes a webhook and answers its secret, this once.
 * @throws {Refused} at `url`, when it leads inside where the operator does not allow it, or one of less than the
 *   whole service would post to this machine
 */
export async function createWebhook(
  orm: Orm,
  vault: Vault,
  author: Author,
  { name, url, area, kinds = ['alert'] }: NewWebhook,
  allowed: Networks,
): Promise<{ id: number; secret: string }> {
  const { hostname, origin } = new URL(url);
  if (!mayCallHost(hostname, allowed))
    refuse('url', [
      'Địa chỉ này ở chính máy chủ hoặc trong mạng nội bộ. Người vận hành có thể cho phép bằng OUTGOING_ALLOW.',
      'It leads to this machine or into a network of the house. The operator may allow it by OUTGOING_ALLOW.',
    ]);
  if (area !== '*' && isOwnHost(hostname))
    refuse('url', ['Không gửi được đến chính máy chủ này.', 'not to this machine itself.']);
  const asked = webhookKinds.filter((kind) => kinds.includes(kind));
  const secret = newWebhookSecret();
  return await orm.transaction(async (tx) => {
    const id = await insertWebhook(tx, { name, url, area, kinds: asked, createdAt: author.now });
    await setWebhook(tx, id, { secret: sealSecrets(vault, id, { secret }) });
    // The path of an address may be what keeps others out, so the audit has the host alone.
    await writeAudit(tx, author, {
      action: 'webhook.create',
      target: name,
      area,
      after: { id, host: origin, area, kinds: asked },
    });
    return { id, secret };
  });
}

/**
 * Gives a webhook another secret and answers it, this once.
 * @throws {Refused} when there is no live one of that number
 */
export async function rotateWebhook(orm: Orm, vault: Vault, author: Author, id: number): Promise<string> {
  const secret = newWebhookSecret();
  await orm.transaction(async (tx) => {
    const { name, area, secret: sealed } = (await lockLiveWebhook(tx, id)) ?? refuseGone(id);
    const until = new Date(author.now.getTime() + OLD_SECRET_HOURS * 3_600_000).toISOString();
    const previous = { secret: openSecrets(vault, id, sealed).secret, until };
    await setWebhook(tx, id, { secret: sealSecrets(vault, id, { secret, previous }) });
    await writeAudit(tx, author, { action: 'webhook.rotate', target: name, area, after: { id, until } });
  });
  return secret;
}

/**
 * Sends nothing there any more.
 * @throws {Refused} when there is no live one of that number
 */
export async function disableWebhook(orm: Orm, author: Author, id: number, reason?: string): Promise<void> {
  await orm.transaction(async (tx) => {
    const { name, area } = (await lockLiveWebhook(tx, id)) ?? refuseGone(id);
    await setWebhook(tx, id, { disabledAt: author.now });
    await writeAudit(tx, author, {
      action: 'webhook.disable',
      target: name,
      area,
      before: { id, area },
      ...(reason === undefined ? {} : { after: { reason } }),
    });
  });
}

function refuseGone(id: number): never {
  refuse('', ['Webhook này đã tắt trước đó.', `There is no live webhook with the number ${id}.`]);
}
