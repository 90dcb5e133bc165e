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

/** Parts of addresses that open something by themselves. */
const KEYS_IN_ADDRESSES = [/^(\/viec\/).+/s, /([?&]link=)[^&]+/g];

/** An address as it may be written down. */
export function withoutKeys(url: string): string {
  return KEYS_IN_ADDRESSES.reduce((text, key) => text.replace(key, '$1…'), url);
}

interface LoggedRequest {
  method: string;
  url: string;
  host: string;
  ip: string;
  socket?: { remotePort?: number };
}

/** A request in the log, as the server would write it but for the keys. */
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
