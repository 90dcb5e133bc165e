import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { readEmail } from '../fields.ts';
import { isLoopback } from '../lib/loopback.ts';
import { isPlainAddress } from '../lib/plain-address.ts';
import { oneLine } from './address.ts';
import type { Channel, OutgoingMessage, SendResult } from './channel.ts';
import type { ChannelKind } from './kind.ts';
import { because } from './reasons.ts';
import { classify, type SmtpError } from './smtp-errors.ts';

export interface EmailOptions {
  /**
   * `smtp://user:password@host:port` (587, upgraded by STARTTLS) or `smtps://…` (465, TLS from the start).
   * A server that is not on this machine must offer TLS, unless the address ends in
   * `?requireTLS=false`, for a relay of one's own network that has none; `?requireTLS=true` asks it of any.
   */
  smtpUrl: string;
  /** Sender; its domain is also that of the Message-ID. */
  mailFrom: string;
  /** How long the server may be silent. */
  timeoutMs?: number;
}

/** The library comes with the first server of mail: many a service has none. */
const load = createRequire(import.meta.url);

const SENDER_NAME = 'Phủ Xanh';
const CONNECTIONS = 6;
/** A server that trickles its replies trips no time-out of silence. */
const WHOLE_SEND_FACTOR = 6;

/** @throws when the address cannot be read or asks for something unknown */
export function createEmailChannel({ smtpUrl, mailFrom, timeoutMs = 20_000 }: EmailOptions): Channel {
  const domain = mailFrom.slice(mailFrom.lastIndexOf('@') + 1);
  const guards = { disableFileAccess: true, disableUrlAccess: true };
  const { createTransport } = load('nodemailer') as typeof import('nodemailer');
  const transport = createTransport({
    ...serverOf(smtpUrl),
    ...guards,
    pool: true,
    maxConnections: CONNECTIONS,
    dnsTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs * 2,
  });

  /** Message-IDs of those whose text has begun to go over: the library does not say how far it came. */
  const begun = new Set<string>();
  transport.use('stream', (mail, done) => {
    const make = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = (options) => {
      const text = make(options);
      return Readable.from(
        (async function* () {
          // Nothing is read before the server has asked for the text.
          begun.add(mail.message.messageId());
          yield* text;
        })(),
      );
    };
    done();
  });

  /** Whether the server speaks with us at all, when it broke off before it had anything. */
  async function answers(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), timeoutMs);
    });
    try {
      return await Promise.race([transport.verify(), tooLong]);
    } catch {
      // What it says is known from the message that failed.
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  async function send({
    id,
    to,
    subject,
    text,
    html,
    attachments = [],
  }: OutgoingMessage): Promise<SendResult> {
    if (!isPlainAddress(to.address)) return { kind: 'refused', reason: because('not_an_email') };
    const messageId = `<${id}@${domain}>`;
    try {
      const { accepted, rejectedErrors } = await transport.sendMail({
        ...guards,
        from: { name: SENDER_NAME, address: mailFrom },
        to: { name: oneLine(to.name), address: to.address },
        envelope: { from: mailFrom, to: [to.address] },
        messageId,
        subject: oneLine(subject),
        text,
        html,
        attachments: attachments.map(({ fileName, contentType, body, contentId }) => ({
          filename: fileName,
          contentType,
          content: body,
          ...(contentId === undefined ? {} : { cid: contentId }),
        })),
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: AbortSignal.timeout(timeoutMs * WHOLE_SEND_FACTOR),
      });
      // A refusal of some recipients does not throw.
      if (accepted.length > 0) return { kind: 'accepted' };
      return classify(rejectedErrors?.[0] ?? new Error('the server took no recipient'));
    } catch (error) {
      const result = classify(error as SmtpError, begun.has(messageId));
      const brokeOff = result.kind === 'retry' && !result.uncertain && !isAnswer(error as SmtpError);
      return brokeOff && !(await answers()) ? { kind: 'unavailable', reason: result.reason } : result;
    } finally {
      begun.delete(messageId);
    }
  }

  return { name: 'email', ready: async () => true, send, close: () => transport.close() };
}

const isAnswer = ({ responseCode }: SmtpError) => responseCode !== undefined;

function serverOf(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  if (!['', '?requireTLS=false', '?requireTLS=true'].includes(url.search))
    throw new Error(`SMTP_URL: only requireTLS=true or false may follow the address, not ${url.search}`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const asked = url.searchParams.get('requireTLS');
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && (asked === null ? !isLoopback(host) : asked === 'true'),
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
  };
}

export const email = {
  name: 'email',
  words: {
    name: ['Email', 'Email'],
    way: ['email', 'e-mail'],
    note: [
      'Máy chủ thư được cài đặt bằng biến SMTP_URL khi khởi động hệ thống.',
      'The mail server is set by SMTP_URL when the service starts.',
    ],
  },
  reach: {
    by: 'email',
    addressOf: (ways) => ways.email,
    lacks: {
      field: 'channels',
      vi: 'Chưa có địa chỉ email nên không nhận qua email được.',
      en: 'There is no e-mail address.',
    },
    lastResort: true,
  },
  setUp: 'environment',
  fields: null,
  trial: {
    label: ['Địa chỉ email', 'E-mail address'],
    type: 'email',
    read: (text) => readEmail('address', text),
  },
  create: ({ smtpUrl, mailFrom }) =>
    smtpUrl === undefined ? null : createEmailChannel({ smtpUrl, mailFrom }),
} as const satisfies ChannelKind;
