import type { Vault } from '../secrets/vault.ts';
import type { ChannelSettings } from './fields.ts';

/** Settings of a channel as they are stored: sealed as a whole, so that nothing of them is told by mistake. */

export const contextOfSettings = (name: string) => `settings of channel ${name}`;

export function sealSettings(vault: Vault, name: string, settings: ChannelSettings): string {
  return vault.seal(JSON.stringify(settings), contextOfSettings(name));
}

/** Null when they were sealed with another key: they have to be entered anew. */
export function openSettings(vault: Vault, name: string, sealed: string): ChannelSettings | null {
  try {
    return JSON.parse(vault.open(sealed, contextOfSettings(name))) as ChannelSettings;
  } catch {
    // What exactly is wrong with it makes no difference to anybody.
    return null;
  }
}
