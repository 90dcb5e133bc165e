import type { IncomingHttpHeaders } from 'node:http';

/**
 * What became of a call. Why is for the operator's log alone: whoever named the address might learn by it what
 * there is in our network.
 * - `answered`: the status is known; the body may be cut, at the limit or where the line broke.
 * - `unreached`: nothing of it has left.
 * - `lost`: it has left and no answer came, so it may have arrived.
 */
export type Called =
  | { kind: 'answered'; status: number; headers: IncomingHttpHeaders; body: string }
  | { kind: 'unreached' | 'lost' };

/** Said to people of a call that was not answered. */
export const UNANSWERED = {
  unreached: 'no connection could be made',
  lost: 'no answer came in time',
} as const;
