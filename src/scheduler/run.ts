import type { Counts, Job, JobContext } from './job.ts';

class TimeLimitExceeded extends Error {
  constructor(limitMs: number) {
    super(`time limit: given up after ${limitMs / 1000} s`);
  }
}

/** Why a run was cut off that nothing is wrong with. */
export class Stopped extends Error {
  constructor() {
    super('stopped in the middle: the service was shut down');
  }
}

export type RunResult =
  | { outcome: 'succeeded'; counts: Counts }
  | { outcome: 'failed' | 'stopped'; error: unknown };

/**
 * Runs a job within its time limit and until `stopping` is aborted. A run that was aborted has not
 * succeeded, even where it returned: it may have left steps out. One that does not heed its signal is
 * left alone after `graceMs`.
 */
export async function runJob(
  job: Job,
  context: Omit<JobContext, 'signal'>,
  stopping: AbortSignal,
  graceMs: number,
): Promise<RunResult> {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = () => controller.abort(stopping.reason);
  if (stopping.aborted) stop();
  stopping.addEventListener('abort', stop, { once: true });
  const limit = setTimeout(() => controller.abort(new TimeLimitExceeded(job.timeLimitMs)), job.timeLimitMs);
  let grace: NodeJS.Timeout | undefined;
  const leftAlone = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      grace = setTimeout(() => reject(signal.reason), graceMs);
    });
  });
  try {
    signal.throwIfAborted();
    const counts = await Promise.race([job.run({ ...context, signal }), leftAlone]);
    signal.throwIfAborted();
    return { outcome: 'succeeded', counts };
  } catch (thrown) {
    const error = signal.aborted ? signal.reason : thrown;
    return { outcome: error instanceof Stopped ? 'stopped' : 'failed', error };
  } finally {
    clearTimeout(limit);
    clearTimeout(grace);
    stopping.removeEventListener('abort', stop);
  }
}
