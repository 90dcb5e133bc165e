import type { CallLimits, Outgoing } from '../lib/outgoing.ts';
import type { SendResult } from './channel.ts';
import type { ChannelSettings } from './fields.ts';
import { because, type Reason } from './reasons.ts';
import { readCodes, verdictOf } from './zalo-codes.ts';

/** What came of a call: the result, or that the access token has run out. */
export type ZaloAnswer = SendResult | { kind: 'token'; reason: Reason };

export interface ZaloCalls {
  outgoing: Outgoing;
  limits?: CallLimits;
}

/** One call of Zalo's interface, whose answer is a 200 with the failure in its body. */
export async function callZalo(
  settings: ChannelSettings,
  accessToken: string,
  body: unknown,
  { outgoing, limits }: ZaloCalls,
): Promise<ZaloAnswer> {
  const headers = { 'content-type': 'application/json', access_token: accessToken };
  const call = { headers, body: JSON.stringify(body), ...(limits && { limits }) };
  const posted = await outgoing.call(new URL(settings.url ?? ''), call);
  if (posted.kind !== 'answered')
    return posted.kind === 'lost'
      ? { kind: 'retry', reason: because('lost'), uncertain: true }
      : { kind: 'unavailable', reason: because('unreached') };
  const { status } = posted;
  const said = readAnswer(posted.body);
  // Where the body says nothing that can be read, the status must do.
  if (said === null) return ofStatus(status);
  if (said.code === 0 && status < 300) return { kind: 'accepted' };
  const verdict = verdictOf(said.code, readCodes(settings.codes ?? '') ?? undefined);
  const reason = because('zalo_says', {
    number: said.code,
    said: withoutSecrets(said.message, [accessToken]),
  });
  return verdict === 'retry' ? { kind: 'retry', reason, uncertain: false } : { kind: verdict, reason };
}

function ofStatus(status: number): SendResult {
  const reason = because('zalo_unreadable', { number: status });
  if (status === 429 || status >= 500) return { kind: 'unavailable', reason };
  // A wrong address answers so, or somebody who stands between.
  if (status >= 300) return { kind: 'misconfigured', reason };
  return { kind: 'retry', reason, uncertain: true };
}

function readAnswer(body: string): { code: number; message: string } | null {
  const read = parse(body);
  if (typeof read !== 'object' || read === null || !('error' in read)) return null;
  const code = Number(read.error);
  if (!Number.isInteger(code)) return null;
  const message = 'message' in read && typeof read.message === 'string' ? read.message : '';
  return { code, message: message.replace(/\s+/g, ' ').slice(0, 300) };
}

/** JSON, or undefined where it is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever asks decides what that means.
    return undefined;
  }
}

/** What the other side says, should it repeat what it was sent. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.filter(Boolean).reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
}
