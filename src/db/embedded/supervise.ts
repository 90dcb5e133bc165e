import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedUnavailable } from './errors.ts';
import { isAlive } from './processes.ts';
import type { EmbeddedServer } from './server.ts';

const LOOK_MS = 100;
/** A server that ended so often within `WITHIN_MS`, or could not be started, is given up. */
const TRIES = 5;
const WITHIN_MS = 120_000;
/** Sessions of a killed server take a moment to notice, and until then no other may start. */
const PAUSE_MS = 300;

interface Notes {
  log?:
    | { error(fields: object, message: string): void; info(fields: object, message: string): void }
    | undefined;
  /** Told once when the server cannot be kept running, in one line for an operator. */
  onLost(error: EmbeddedUnavailable): void;
}

/**
 * A server that is started again when its process ends, whoever ended it, until `stop`. The connection stays
 * the same. After five times within two minutes nobody tries any more, and `onLost` is told.
 */
export async function keepRunning(
  start: () => Promise<EmbeddedServer>,
  { log, onLost }: Notes,
): Promise<EmbeddedServer> {
  let server = await start();
  const stopping = new AbortController();
  const pause = (ms: number) => sleep(ms, undefined, { ref: false, signal: stopping.signal }).catch(() => {});
  let ended: number[] = [];

  async function again(): Promise<void> {
    for (;;) {
      const now = performance.now();
      ended = [...ended.filter((at) => at > now - WITHIN_MS), now];
      if (stopping.signal.aborted) return;
      try {
        server = await start();
        log?.info({ pid: server.pid }, 'the embedded PostgreSQL runs again');
        return;
      } catch (error) {
        if (ended.length >= TRIES) throw error;
        log?.error({ err: error }, 'the embedded PostgreSQL does not start yet');
        await pause(PAUSE_MS * ended.length);
      }
    }
  }

  async function keep(): Promise<void> {
    while (!stopping.signal.aborted) {
      await pause(LOOK_MS);
      if (stopping.signal.aborted || isAlive(server.pid)) continue;
      log?.error({ pid: server.pid }, 'the embedded PostgreSQL has ended: it is started again');
      // Gives up our place at the dead one.
      await server.stop();
      if (ended.filter((at) => at > performance.now() - WITHIN_MS).length >= TRIES)
        throw new EmbeddedUnavailable('start', `it ended ${TRIES} times within two minutes`);
      await again();
    }
  }

  const kept = keep().catch((error: Error) => {
    if (!stopping.signal.aborted)
      onLost(
        new EmbeddedUnavailable(
          'start',
          `The embedded PostgreSQL cannot be kept running: ${error.message.replaceAll('\n', ' ')}`,
        ),
      );
  });
  return {
    connection: server.connection,
    get pid() {
      return server.pid;
    },
    stop: async () => {
      stopping.abort();
      await kept;
      await server.stop();
    },
  };
}
