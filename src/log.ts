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

/** What stands in the address of a call of a network, and whatever looks like one of our secrets. */
const SECRET_IN_ADDRESS = /px_[\w-]{16,}|(?<=\/beat\/)[^/?]+/gi;

interface LoggedRequest {
  method: string;
  url: string;
  host?: string;
  ip?: string;
  socket?: { remotePort?: number | undefined };
}

/** A request as fastify logs it, without what its address keeps secret. */
function describeRequest({ method, url, host, ip, socket }: LoggedRequest) {
  const masked = url.replace(SECRET_IN_ADDRESS, '[secret]');
  return { method, url: masked, host, remoteAddress: ip, remotePort: socket?.remotePort };
}

export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, redact, base: null, serializers: { req: describeRequest } };
  return destination ? pino(options, destination) : pino(options);
}
