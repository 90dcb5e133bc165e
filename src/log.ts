import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/** Secrets never reach the log, wherever they hang on a logged object. */
const redact = [
  'req.headers.authorization',
  'req.headers.cookie',
  'headers.authorization',
  'headers.cookie',
  '*.token',
  '*.password',
];

/** Parts of addresses that open something by themselves, and whatever looks like one of our secrets. */
const KEYS_IN_ADDRESSES = [
  /(\/(?:xu-ly|viec)\/).+/is,
  /(\/moi\/)[^/?]+/gi,
  /(\/beat\/)[^/?]+/gi,
  /([?&]link=)[^&]+/g,
  /(px_)[\w-]{16,}/gi,
];

/** An address as it may be written down. */
export function withoutKeys(url: string): string {
  return KEYS_IN_ADDRESSES.reduce((text, key) => text.replace(key, '$1…'), url);
}

interface LoggedRequest {
  method: string;
  url: string;
  host?: string;
  ip?: string;
  socket?: { remotePort?: number | undefined };
}

/** A request as fastify logs it, without what its address keeps secret. */
const serializers = {
  req: ({ method, url, host, ip, socket }: LoggedRequest) => ({
    method,
    url: withoutKeys(url),
    host,
    remoteAddress: ip,
    remotePort: socket?.remotePort,
  }),
};

export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, redact, serializers, base: null };
  return destination ? pino(options, destination) : pino(options);
}
