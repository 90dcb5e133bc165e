import { createECDH, createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { bareHost, mayCallHost, Networks } from '../lib/networks.ts';
import { type Objection, Refused } from '../refused.ts';

/** What a browser gives us to write to it: where, and with which keys (RFC 8291). */
export interface PushSubscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** Longer than any push service's. */
const LONGEST = 2_000;
const AUTH_BYTES = 16;
const NONE = new Networks('');

/**
 * A subscription as a browser posts it. The address comes from outside and is called by us: only `https`,
 * by name or a public address, at the usual port; and what the operator allows of the networks inside.
 * @throws {Refused} with every objection
 */
export function readSubscription(
  given: { endpoint: string; p256dh: string; auth: string },
  { allowed }: { allowed: Networks },
): PushSubscription {
  const wrong: Objection[] = [];
  const say = (field: string, en: string) =>
    wrong.push({
      field,
      vi: 'Trình duyệt đưa ra địa chỉ nhận thông báo không dùng được. Tải lại trang rồi thử lại.',
      en,
    });
  if (!isPushAddress(given.endpoint, allowed)) say('endpoint', 'This is no address of a push service.');
  if (!isPoint(given.p256dh)) say('p256dh', 'This is no public key on the curve P-256.');
  if (bytesOf(given.auth)?.length !== AUTH_BYTES) say('auth', 'This is no secret of 16 bytes.');
  if (wrong.length > 0) throw new Refused(wrong);
  return { endpoint: given.endpoint, keys: { p256dh: given.p256dh, auth: given.auth } };
}

/** Whether we would call an address; what its name stands for is looked at again when we do. */
export function isPushAddress(text: string, allowed: Networks): boolean {
  if (text.length > LONGEST || !URL.canParse(text)) return false;
  const { protocol, hostname, port, username, password } = new URL(text);
  if (protocol !== 'https:' || username !== '' || password !== '') return false;
  if (!mayCallHost(hostname, allowed)) return false;
  // One that the internet alone would not lead to is the operator's, who may have it anywhere.
  if (!mayCallHost(hostname, NONE)) return true;
  const host = bareHost(hostname);
  return port === '' && (isIP(host) !== 0 || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(host));
}

/** By this a subscription is known again; its address stays sealed. */
export function subscriptionHash(endpoint: string): string {
  return createHash('sha256').update(endpoint).digest('base64url');
}

function bytesOf(text: string): Buffer | undefined {
  return /^[\w-]{1,200}={0,2}$/.test(text) ? Buffer.from(text, 'base64url') : undefined;
}

function isPoint(text: string): boolean {
  const bytes = bytesOf(text);
  if (bytes?.length !== 65) return false;
  const own = createECDH('prime256v1');
  own.generateKeys();
  try {
    own.computeSecret(bytes);
    return true;
  } catch {
    // What node says of it is that it is none.
    return false;
  }
}
