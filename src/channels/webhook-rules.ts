import type { Called } from '../lib/called.ts';
import { isLoopback } from '../lib/loopback.ts';
import { refuse } from '../refused.ts';
import type { SendResult } from './channel.ts';
import { because } from './reasons.ts';

/** Nobody makes a message wait longer than this, whatever he asks for. */
const LONGEST_WAIT_S = 24 * 3_600;
/** Not taken, and worth another try: too early, too many, too busy. */
const LATER = new Set([408, 425, 429, 503]);

/** `gone`: the receiver says that nothing is to be sent there any more. */
export type WebhookResult = { result: SendResult; gone: boolean };

/**
 * What an answer of a receiver means, in few words: whoever names the address learns of no more than that. It speaks for itself alone, so it is never the channel that is
 * unavailable or misconfigured: the other receivers still get theirs.
 */
export function judgeAnswer(called: Called, now: Date): WebhookResult {
  const of = (result: SendResult, gone = false) => ({ result, gone });
  if (called.kind !== 'answered')
    return of({ kind: 'retry', reason: because(called.kind), uncertain: called.kind === 'lost' });
  const { status, headers } = called;
  const reason = because('receiver_busy');
  if (status >= 200 && status < 300) return of({ kind: 'accepted' });
  if (status === 410) return of({ kind: 'refused', reason: because('receiver_gone') }, true);
  if (LATER.has(status)) {
    const afterSeconds = retryAfter(headers['retry-after'], now);
    return of({
      kind: 'retry',
      reason,
      uncertain: false,
      ...(afterSeconds === null ? {} : { afterSeconds }),
    });
  }
  // Redirects are not followed.
  if (status >= 300 && status < 500) return of({ kind: 'refused', reason: because('receiver_refuses') });
  return of({ kind: 'retry', reason, uncertain: true });
}

/** Seconds of a `Retry-After`, which is a number or a date; null when it says nothing. */
export function retryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text), LONGEST_WAIT_S);
  // Dates of HTTP end so; what else the parser would take is nobody's date.
  const at = text.endsWith(' GMT') ? Date.parse(text) : Number.NaN;
  const seconds = Math.ceil((at - now.getTime()) / 1000);
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), LONGEST_WAIT_S);
}

/**
 * An address that may be posted to: `https`, or `http` on this machine, and nothing in it but host and path.
 * @throws {Refused}
 */
export function readWebhookUrl(field: string, text: string): URL {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (!url || url.href.length > 2_000 || !/^https?:$/.test(url.protocol))
    refuse(field, ['Ghi đủ địa chỉ, bắt đầu bằng https://', 'it is not an https address.']);
  if (url.username !== '' || url.password !== '')
    refuse(field, [
      'Không ghi tên hoặc mật khẩu trong địa chỉ; thông điệp đã có chữ ký.',
      'no user name or password in the address: messages are signed instead.',
    ]);
  if (url.hash !== '') refuse(field, ['Bỏ phần sau dấu # của địa chỉ.', 'no #part in the address.']);
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    refuse(field, ['Chỉ dùng https, trừ khi cùng máy chủ này.', 'only https, but on this machine.']);
  return url;
}
