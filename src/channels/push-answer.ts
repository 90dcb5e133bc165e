import type { SendResult } from './channel.ts';
import { because } from './reasons.ts';

/** What became of a message for one browser; `gone`: that browser takes none any more. */
export type PushResult = Exclude<SendResult, { kind: 'unavailable' | 'misconfigured' }> | { kind: 'gone' };

/** What a push service answered. */
export interface PushAnswer {
  status: number;
  /** As it came; undefined when there was none. */
  retryAfter: string | undefined;
  /** The service's own clock, against which a moment to try again is read. */
  date: string | undefined;
}

/** Waits that are longer are not believed. */
const LONGEST_WAIT_S = 24 * 3600;

/** What a push service's answer means for the message (RFC 8030, sections 5 to 8). */
export function judgeAnswer(answer: PushAnswer): PushResult {
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status === 429 || status >= 500) {
    const afterSeconds = waitOf(answer);
    return {
      kind: 'retry',
      reason: because('push_busy'),
      uncertain: false,
      ...(afterSeconds === undefined ? {} : { afterSeconds }),
    };
  }
  return { kind: 'refused', reason: because('push_refuses') };
}

/** Seconds, or a moment by the clock of whoever says it. */
function waitOf({ retryAfter = '', date = '' }: PushAnswer): number | undefined {
  const seconds = /^\d{1,9}$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - Date.parse(date)) / 1000);
  return seconds >= 0 ? Math.min(seconds, LONGEST_WAIT_S) : undefined;
}

/**
 * What became of a message for a person, of what became of it in each of his browsers: one that has it is
 * enough; else it is tried again where it may still arrive.
 */
export function joinResults(results: readonly PushResult[]): SendResult {
  if (results.some(({ kind }) => kind === 'accepted')) return { kind: 'accepted' };
  const again = results.filter((one) => one.kind === 'retry');
  const [firstAgain] = again;
  const waits = again.flatMap(({ afterSeconds }) => (afterSeconds === undefined ? [] : [afterSeconds]));
  if (firstAgain)
    return {
      kind: 'retry',
      // Of several the first: each browser says the same of its own service.
      reason: firstAgain.reason,
      uncertain: again.some(({ uncertain }) => uncertain),
      // The first that may be asked again; another may tell us once more to wait.
      ...(waits.length === 0 ? {} : { afterSeconds: Math.min(...waits) }),
    };
  const refused = results.find((one) => one.kind === 'refused');
  return { kind: 'refused', reason: refused?.reason ?? because('push_nowhere') };
}
