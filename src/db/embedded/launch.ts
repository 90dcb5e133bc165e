import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  constants,
  fchownSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, EmbeddedUnavailable, USE_A_SERVER } from './errors.ts';
import { isAlive } from './processes.ts';
import { PROGRAM_ENV, type RunAs, spawnAs } from './run.ts';

const LOG_LIMIT = 5 * 1024 * 1024;
const STOP_WITHIN_MS = 60_000;

export interface Launched {
  readonly child: ChildProcess;
  /** What the server has written since it was started, shortened to its end. */
  logTail(): string;
}

/**
 * Starts `postgres` in the cluster's folder, its log appended to `logFile`. Detached: a Ctrl-C in the
 * terminal must reach the service alone, which still needs its database to finish.
 * @throws EmbeddedUnavailable `start` when the program cannot be started at all.
 */
export async function launch(
  postgres: string,
  args: readonly string[],
  options: { clusterDir: string; logFile: string; as: RunAs },
): Promise<Launched> {
  const log = openLog(options.logFile, options.as);
  const from = fstatSync(log).size;
  try {
    const [command, all, user] = spawnAs(options.as, postgres, args);
    const child = spawn(command, all, {
      cwd: options.clusterDir,
      env: PROGRAM_ENV,
      detached: true,
      stdio: ['ignore', log, log],
      ...user,
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (cause) =>
        reject(
          new EmbeddedUnavailable(
            'start',
            `PostgreSQL cannot be started: ${cause.message}. ${USE_A_SERVER}`,
            { cause },
          ),
        ),
      );
    });
    child.unref();
    return {
      child,
      logTail: () => readFileSync(options.logFile).subarray(from).toString().trim().slice(-2000),
    };
  } finally {
    closeSync(log);
  }
}

/** Root may work in another user's folder: never through a link, and leaving him a log he can write. */
function openLog(path: string, as: RunAs): number {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW } = constants;
  try {
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(path, `${path}.1`);
    const log = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
    if (as) fchownSync(log, as.uid, as.gid);
    return log;
  } catch (cause) {
    throw new EmbeddedUnavailable(
      'permission',
      `${path} cannot be written (${codeOf(cause)}). ${USE_A_SERVER}`,
      {
        cause,
      },
    );
  }
}

export const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

/**
 * Fast shutdown: open transactions are rolled back, the rest is flushed, and the process is gone afterwards.
 * @throws Error when it is still there after a minute.
 */
export async function shutDown(pid: number): Promise<void> {
  const deadline = performance.now() + STOP_WITHIN_MS;
  process.kill(pid, 'SIGINT');
  while (isAlive(pid)) {
    if (performance.now() > deadline) throw new Error(`PostgreSQL (pid ${pid}) did not stop within a minute`);
    await sleep(5);
  }
}
