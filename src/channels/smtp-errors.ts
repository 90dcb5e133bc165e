import type { SendResult } from './channel.ts';
import { because } from './reasons.ts';

/** What nodemailer says of a failure. `responseCode` is the server's reply, absent when it gave none. */
export interface SmtpError extends Error {
  code?: string;
  originalCode?: string;
  responseCode?: number;
  command?: string;
  timeoutType?: string;
}

/** Replies that ask for other credentials or for encryption (RFC 4954, section 6). */
const ACCESS_REPLIES = new Set([530, 534, 535, 538]);
const TLS_FAULT = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/;
/** Nothing of the message has left when one of these happens. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * Sorts a failure by who can do something about it: time, nobody, or the operator. What cannot be told
 * apart is a retry, and uncertain unless the server itself answered, or nothing of the text had left.
 */
export function classify(error: SmtpError, textBegun = true): Exclude<SendResult, { kind: 'accepted' }> {
  const { code, originalCode = '', responseCode, command, timeoutType } = error;
  const reason = because('says', { said: error.message.replace(/\s+/g, ' ').slice(0, 500) });
  const tls = code === 'ETLS' || TLS_FAULT.test(originalCode);
  if (code === 'EAUTH' || tls || (responseCode !== undefined && ACCESS_REPLIES.has(responseCode)))
    // Credentials can be refused for a while only (454): a server that is short of something.
    return {
      kind: responseCode !== undefined && isPassing(responseCode) ? 'unavailable' : 'misconfigured',
      reason,
    };

  const ofMessage = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (responseCode !== undefined) {
    if (isPassing(responseCode))
      return ofMessage ? { kind: 'retry', reason, uncertain: false } : { kind: 'unavailable', reason };
    // Refused before any recipient was named: the server does not take mail from us at all.
    return { kind: ofMessage && command !== 'MAIL FROM' ? 'refused' : 'misconfigured', reason };
  }
  if (ofMessage) return { kind: 'refused', reason };
  const unreached = code === 'EDNS' || NOT_CONNECTED.has(originalCode) || NOT_CONNECTED.has(code ?? '');
  if (unreached || timeoutType === 'CONNECTION_TIMEOUT' || timeoutType === 'GREETING_TIMEOUT')
    return { kind: 'unavailable', reason };
  return { kind: 'retry', reason, uncertain: textBegun };
}

const isPassing = (responseCode: number) => responseCode >= 400 && responseCode < 500;
