import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RETRY_AFTER } from './errors.ts';
import { Problem } from './problems.ts';

/**
 * Fair shares of what takes long: files that are made or read. So many at a time, and few of one caller, so that
 * records are taken beside them; what cannot begin soon is told to come back.
 */

/** At a time: in the process, and of one caller. */
const RUNNING = 3;
const RUNNING_EACH = 2;
/** Waiting for their turn: in the process, and of one caller. */
const WAITING = 24;
const WAITING_EACH = 6;
const LONGEST_WAIT_MS = 10_000;
/** Longer than any file is made or read; a reader may take his for longer. */
const LONGEST_TURN_MS = 60_000;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes long, always or for some requests: begins when its caller's turn comes. */
    heavy?: true | ((request: FastifyRequest) => boolean);
  }
}

interface Turn {
  who: string;
  begin(): void;
}

/** The turns of one process. Those of a caller who has as many as he may are passed over until one ends. */
export class Shares {
  private readonly running = new Set<Turn>();
  private readonly waiting = new Set<Turn>();

  /** Whether there is room for one more: of this caller, and at all. */
  refuses(who: string): 'caller' | 'all' | undefined {
    if (countOf(this.waiting, who) >= WAITING_EACH) return 'caller';
    return this.waiting.size >= WAITING ? 'all' : undefined;
  }

  /** Begins at once where it can. */
  ask(turn: Turn): void {
    this.waiting.add(turn);
    this.next();
  }

  /** Of one that runs, or still waits; harmless twice. */
  end(turn: Turn): void {
    this.running.delete(turn);
    this.waiting.delete(turn);
    this.next();
  }

  private next(): void {
    for (const turn of this.waiting) {
      if (this.running.size >= RUNNING) return;
      if (countOf(this.running, turn.who) >= RUNNING_EACH) continue;
      this.waiting.delete(turn);
      this.running.add(turn);
      turn.begin();
    }
  }
}

function countOf(turns: ReadonlySet<Turn>, who: string): number {
  let count = 0;
  for (const turn of turns) if (turn.who === who) count += 1;
  return count;
}

/**
 * Requests of routes that say that they are heavy wait for their turn. It lasts until the answer is made and out, or
 * its caller gone; whoever takes it slowly keeps it for a while only, since what waits for him costs nothing.
 */
export function addFairShares(app: FastifyInstance): void {
  const shares = new Shares();
  const made = new WeakMap<FastifyRequest, () => void>();
  app.addHook('preHandler', async (request, reply) => {
    const { heavy } = request.routeOptions.config;
    if (heavy === undefined || (heavy !== true && !heavy(request))) return;
    const who = `${request.caller.kind}:${request.caller.id}`;
    const refused = shares.refuses(who) ?? ((await turnOf(who)) ? undefined : 'all');
    if (!refused) return;
    reply.header('retry-after', RETRY_AFTER);
    throw refused === 'caller'
      ? new Problem('rate_limited', [], 'Too many files at once.')
      : new Problem('unavailable', [], 'Too many files are being made or read.');

    function turnOf(caller: string): Promise<boolean> {
      return new Promise((resolve) => {
        // Both have to come: whoever goes away leaves work behind that goes on for him.
        let left = 2;
        const one = () => {
          left -= 1;
          if (left === 0) end();
        };
        let timer = setTimeout(end, LONGEST_WAIT_MS);
        const turn: Turn = {
          who: caller,
          begin: () => {
            clearTimeout(timer);
            timer = setTimeout(end, LONGEST_TURN_MS);
            made.set(request, one);
            reply.raw.once('close', one);
            resolve(true);
          },
        };
        reply.raw.once('close', () => {
          if (!made.has(request)) end();
        });
        if (reply.raw.destroyed) end();
        else shares.ask(turn);

        function end(): void {
          clearTimeout(timer);
          shares.end(turn);
          resolve(false);
        }
      });
    }
  });
  app.addHook('onSend', async (request) => made.get(request)?.());
}
