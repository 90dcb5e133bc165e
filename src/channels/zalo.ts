import type { Channel, OutgoingMessage, SendResult } from './channel.ts';
import type { ChannelSettings } from './fields.ts';
import { because } from './reasons.ts';
import { findChannel } from './store.ts';
import { callZalo, type ZaloAnswer } from './zalo-api.ts';
import { readZalo, renewToken, type ZaloChannel, type ZaloDeps } from './zalo-tokens.ts';

/**
 * A channel of Zalo's, by what it posts: a body, or why there is none. An access token that has run out is
 * renewed once and the message sent again; it was not taken before.
 */
export function createZaloChannel(
  deps: ZaloDeps,
  name: ZaloChannel,
  bodyOf: (message: OutgoingMessage, settings: ChannelSettings) => { body: unknown } | SendResult,
): Channel {
  /** Messages that run into the same spent token wait for one renewal, not for one each. */
  let renewing: ReturnType<typeof renewToken> | null = null;
  const renew = (home: ZaloChannel, spent: string | undefined) => {
    renewing ??= renewToken(deps, home, spent).finally(() => {
      renewing = null;
    });
    return renewing;
  };

  async function send(message: OutgoingMessage): Promise<SendResult> {
    const own = await readZalo(deps, name);
    if (own.kind !== 'settings') return own;
    // Without an application of its own it goes in the name of the official account.
    const home: ZaloChannel = own.settings['app-id'] === undefined ? 'zalo_oa' : name;
    const tokens = home === name ? own : await readZalo(deps, home);
    if (tokens.kind !== 'settings') return tokens;
    const made = bodyOf(message, own.settings);
    if (!('body' in made)) return made;

    let token = tokens.settings['access-token'];
    let answer: ZaloAnswer = { kind: 'token', reason: because('zalo_no_token') };
    if (token !== undefined) answer = await callZalo(own.settings, token, made.body, deps);
    if (answer.kind === 'token') {
      const renewed = await renew(home, token);
      if (renewed.kind !== 'token') return renewed;
      token = renewed.token;
      answer = await callZalo(own.settings, token, made.body, deps);
    }
    if (answer.kind === 'token')
      return { kind: 'misconfigured', reason: because('zalo_token_refused', { last: answer.reason }) };
    return answer;
  }

  return {
    name,
    ready: async () => ((await findChannel(deps.orm, name))?.settings ?? null) !== null,
    send,
    close: () => {},
  };
}
