import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import type { Log } from '../log.ts';
import type { Mended } from './driver.ts';
import { isAway } from './failure.ts';

/** The server is asked so often. */
const EVERY_MS = 500;
/** A server that has said nothing for so long is frozen, or cut off: with `EVERY_MS` well within 3 s. */
const SILENT_MS = 1_500;
/** While it is away, so that nobody waits for long once it is back. */
const AWAY_EVERY_MS = 200;
/** A question then stands so long before it is asked over another connection. */
const AWAY_SILENT_MS = 5_000;
/** After a stall of our own loop, timers come before what has long been received. */
const GRACE_MS = 150;

/** Why a statement was refused or given up: nobody knows whether one under way took effect. */
export class DatabaseAway extends Error {
  readonly code = 'DATABASE_AWAY';

  constructor(why: string) {
    super(`The database is away: ${why}`);
  }
}

/** Whether the server is there, found out by one connection that does nothing else. */
export interface Watch {
  /** Why statements are refused at present. */
  refuse(): Error | undefined;
  /** Begins to look. Until then nothing is refused. */
  start(log: Log): void;
  stop(): void;
}

/**
 * A circuit breaker over `pools`. A slow statement is no fault: the server answers its probe meanwhile, and
 * how long a statement may take is the server's `statement_timeout`. One that answers nobody is: then all that
 * waits is given up with `DatabaseAway`, what comes is refused at once, and the probe alone goes on asking.
 */
export function watchServer(probe: postgres.Sql & Mended, pools: readonly Mended[]): Watch {
  let away: DatabaseAway | undefined;
  let on = false;

  async function run(log: Log): Promise<void> {
    while (on) {
      const why = await ask();
      if (!on) return;
      if (why !== undefined && !away) {
        away = new DatabaseAway(why);
        log.error({ why }, 'the database is away: requests are refused until it answers again');
        for (const pool of pools) pool.abandon(away);
      } else if (why === undefined && away) {
        away = undefined;
        log.info('the database answers again');
      }
      await sleep(away ? AWAY_EVERY_MS : EVERY_MS, undefined, { ref: false });
    }
  }

  /** Why the server is away, or nothing. Twice, as a session of its own may have been ended. */
  async function ask(): Promise<string | undefined> {
    const first = await askOnce();
    return first === undefined || first === SILENCE ? first : askOnce();
  }

  async function askOnce(): Promise<string | undefined> {
    let answered = false;
    const answer = probe`select 1`.then(
      () => {
        answered = true;
        return undefined;
      },
      (error: Error) => {
        answered = true;
        // Whatever else it says, too many connections for one: it is there and answers.
        return isAway(error) ? error.message || String((error as { code?: string }).code) : undefined;
      },
    );
    const late = sleep(away ? AWAY_SILENT_MS : SILENT_MS, 'late' as const, { ref: false });
    if ((await Promise.race([answer, late])) !== 'late') return answer;
    await sleep(GRACE_MS, undefined, { ref: false });
    if (answered) return answer;
    probe.abandon(new DatabaseAway(SILENCE));
    return SILENCE;
  }

  return {
    refuse: () => away,
    start: (log) => {
      if (on) return;
      on = true;
      void run(log);
    },
    stop: () => {
      on = false;
    },
  };
}

const SILENCE = 'it does not answer';
