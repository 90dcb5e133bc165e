import type { OrmTx } from '../db/connect.ts';
import type { Vault } from '../secrets/vault.ts';
import { keepSettings, readSettings } from './push-store.ts';

/** The service's own keys towards push services (RFC 8292); browsers subscribe to the public one. */
export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

export const contextOfKeys = 'channel web_push';

/**
 * The keys, made when they are first needed; whichever instance stores them first, all have the same.
 * @throws when they were sealed with another secret
 */
export async function pushKeys(orm: OrmTx, vault: Vault, now: Date): Promise<PushKeys> {
  const sealed = (await readSettings(orm)) ?? (await keepSettings(orm, await newKeys(vault), now));
  return JSON.parse(vault.open(sealed, contextOfKeys)) as PushKeys;
}

/** The library is loaded when it is first needed, which most instances never do. */
async function newKeys(vault: Vault): Promise<string> {
  const { default: webPush } = await import('web-push');
  return vault.seal(JSON.stringify(webPush.generateVAPIDKeys()), contextOfKeys);
}
