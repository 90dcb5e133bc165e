import type { Clock } from '../clock.ts';
import type { Orm } from '../db/connect.ts';
import type { Vault } from '../secrets/vault.ts';
import type { SendResult } from './channel.ts';
import type { ChannelSettings } from './fields.ts';
import { because } from './reasons.ts';
import { openSettings, sealSettings } from './seal.ts';
import { findChannel, lockChannel, setChannelRow } from './store.ts';
import { parse, withoutSecrets, type ZaloCalls } from './zalo-api.ts';

/** The channels that go by Zalo's interface. */
export const ZALO_CHANNELS = ['zalo_oa', 'zalo_zns'] as const;
export type ZaloChannel = (typeof ZALO_CHANNELS)[number];

export interface ZaloDeps extends ZaloCalls {
  orm: Orm;
  vault: Vault;
  clock: Clock;
}

export type Failure = Extract<SendResult, { kind: 'unavailable' | 'misconfigured' }>;
type Fresh = { kind: 'token'; token: string } | Failure;

/** Kept beside the settings: when the pair was renewed; of one that somebody has entered nothing is known. */
const RENEWED_AT = 'renewed-at';
/** A refresh token that nobody uses runs out after some months. */
const RENEW_AFTER_MS = 14 * 24 * 3_600_000;

/**
 * Nightly: renews tokens that have not been of late, so that a channel that is seldom used still works when it
 * has to. What fails is counted, and said when the channel is used.
 */
export async function renewOldTokens(deps: ZaloDeps, now: Date): Promise<Record<string, number>> {
  const counts = { tokens_renewed: 0, tokens_failed: 0 };
  for (const name of ZALO_CHANNELS) {
    const read = await readZalo(deps, name);
    if (read.kind !== 'settings' || read.settings['app-id'] === undefined) continue;
    const { [RENEWED_AT]: at, 'access-token': spent } = read.settings;
    if (at !== undefined && now.getTime() - new Date(at).getTime() < RENEW_AFTER_MS) continue;
    const renewed = await renewToken(deps, name, spent);
    counts[renewed.kind === 'token' ? 'tokens_renewed' : 'tokens_failed']++;
  }
  return counts;
}

/** The settings of a channel as they are now. */
export async function readZalo(
  { orm, vault }: ZaloDeps,
  name: ZaloChannel,
): Promise<{ kind: 'settings'; settings: ChannelSettings } | Failure> {
  const sealed = (await findChannel(orm, name))?.settings;
  return sealed ? opened(vault, name, sealed) : notSetUp();
}

/**
 * A new access token in place of one that has run out (`spent`; undefined where there was none). The refresh
 * token is good once and comes back with a new one, so one instance at a time asks, by the lock of the row,
 * and both are stored before the lock is let go. Who comes second finds a token that is new already.
 */
export async function renewToken(
  deps: ZaloDeps,
  name: ZaloChannel,
  spent: string | undefined,
): Promise<Fresh> {
  const { orm, vault, clock } = deps;
  return await orm.transaction(async (tx) => {
    const { settings: sealed } = await lockChannel(tx, name, clock.now());
    const now = sealed === null ? notSetUp() : opened(vault, name, sealed);
    if (now.kind !== 'settings') return now;
    const { settings } = now;
    const current = settings['access-token'];
    if (current !== undefined && current !== spent) return { kind: 'token', token: current };
    const asked = await askForToken(settings, deps);
    if (asked.kind !== 'pair') return asked;
    const renewed = {
      ...settings,
      'access-token': asked.access,
      'refresh-token': asked.refresh,
      [RENEWED_AT]: clock.now().toISOString(),
    };
    await setChannelRow(tx, name, {
      settings: sealSettings(vault, name, renewed),
      updatedAt: clock.now(),
    });
    return { kind: 'token', token: asked.access };
  });
}

async function askForToken(
  settings: ChannelSettings,
  { outgoing, limits }: ZaloCalls,
): Promise<{ kind: 'pair'; access: string; refresh: string } | Failure> {
  const { 'secret-key': secret = '', 'refresh-token': refresh = '', 'app-id': app = '' } = settings;
  const headers = { 'content-type': 'application/x-www-form-urlencoded', secret_key: secret };
  const form = new URLSearchParams({ refresh_token: refresh, app_id: app, grant_type: 'refresh_token' });
  const call = { headers, body: String(form), ...(limits && { limits }) };
  const posted = await outgoing.call(new URL(settings['token-url'] ?? ''), call);
  if (posted.kind !== 'answered')
    return { kind: 'unavailable', reason: because('zalo_token_later', { last: because(posted.kind) }) };
  const said = parse(posted.body);
  const text = (name: string): string | undefined => {
    const value: unknown = typeof said === 'object' && said !== null ? Reflect.get(said, name) : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const access = text('access_token');
  const next = text('refresh_token');
  if (access && next) return { kind: 'pair', access, refresh: next };
  const what = [text('error'), text('error_name'), text('error_description') ?? text('message')].filter(
    Boolean,
  );
  const why = withoutSecrets(what.join(' ') || `status ${posted.status}`, [secret, refresh]).slice(0, 300);
  if (what.length === 0 && (posted.status === 429 || posted.status >= 500))
    return { kind: 'unavailable', reason: because('zalo_token_later', { said: why }) };
  return { kind: 'misconfigured', reason: because('zalo_new_refresh_token', { said: why }) };
}

function opened(vault: Vault, name: ZaloChannel, sealed: string) {
  const settings = openSettings(vault, name, sealed);
  return settings
    ? ({ kind: 'settings', settings } as const)
    : ({
        kind: 'misconfigured',
        reason: because('other_key'),
      } as const);
}

function notSetUp() {
  return { kind: 'misconfigured', reason: because('not_set_up') } as const;
}
