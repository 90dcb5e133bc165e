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

export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, redact, base: null };
  return destination ? pino(options, destination) : pino(options);
}
