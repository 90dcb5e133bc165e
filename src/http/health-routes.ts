import { timingSafeEqual } from 'node:crypto';
import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hashToken } from '../access/tokens.ts';
import type { MetricsReaders } from '../config.ts';
import { isoLocal } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { isFull } from '../db/failure.ts';
import { journalLength } from '../db/migrate.ts';
import { isOwnAddress } from '../lib/networks.ts';
import type { Metrics } from '../metrics.ts';
import { instantAnswer } from './answers.ts';
import type { Routes } from './context.ts';
import { RETRY_AFTER } from './errors.ts';
import { appliedMigrations, probeWrite, readBacklog, readOutboxBacklog } from './health-store.ts';
import { Problem } from './problems.ts';

export interface HealthDeps {
  sql: RootSql;
  /** By which whether requests can be served is found out, whatever the others wait for. */
  health: RootSql;
  metrics: Metrics;
  pulse(): SchedulerPulse;
  schedulerOn: boolean;
  /** Names of the channels, whose queues are measured. */
  channels: readonly string[];
  readers: MetricsReaders;
}

/** How the rounds of jobs go; see the scheduler. */
export interface SchedulerPulse {
  lastTick: Date | null;
  seconds: number | null;
  stalled: boolean;
}

const READY_WITHIN_MS = 1_200;

/** What was found out stands so long, however many ask. */
const READY_FOR_MS = 1_000;

/** `full`: the disk of the database. A database that is `read_only` is a standby, or was told to be. */
const DATABASE_STATES = ['ok', 'unreachable', 'read_only', 'full'] as const;
interface Found {
  database: (typeof DATABASE_STATES)[number];
  /** Null where nobody could say. */
  applied: number | null;
}

const readyAnswer = z.object({
  status: z.enum(['ready', 'unavailable']),
  database: z.enum(DATABASE_STATES),
  migrations: z.enum(['ok', 'behind', 'unknown']),
  scheduler: z.object({
    on: z.boolean(),
    /** `stalled`: no round of jobs has ended for minutes of time as it passes, whatever the clock says. */
    state: z.enum(['off', 'ok', 'stalled']),
    lastTick: instantAnswer.nullable(),
  }),
});

/** For whoever watches over the service. An instance whose jobs stand still is not ready: what it shows grows old. */
export function healthRoutes(deps: HealthDeps): Routes {
  /** Migrations that this version knows. */
  const known = journalLength();
  let found: { at: number; answer: Promise<Found> } | undefined;

  /** Really reads and writes, once a second at most. */
  function database(log: FastifyBaseLogger): Promise<Found> {
    const now = performance.now();
    if (!found || now - found.at > READY_FOR_MS)
      found = { at: now, answer: lookAtDatabase(deps.health, log) };
    return found.answer;
  }

  let backlogRead: { at: number; done: Promise<void> } | undefined;

  /** Reads what waits in the database, once a second at most. */
  function readWaiting(now: Date): Promise<void> {
    const at = performance.now();
    if (!backlogRead || at - backlogRead.at > READY_FOR_MS) backlogRead = { at, done: setWaiting(now) };
    return backlogRead.done;
  }

  async function setWaiting(now: Date): Promise<void> {
    deps.metrics.setBacklog(await within(READY_WITHIN_MS, readBacklog(deps.sql)));
    deps.metrics.setOutbox(await within(READY_WITHIN_MS, readOutboxBacklog(deps.sql, deps.channels, now)));
  }

  return async (app) => {
    app.get(
      '/health/live',
      {
        config: { access: 'public', ownLimit: true },
        logLevel: 'warn',
        schema: {
          tags: ['operation'],
          summary: 'The process answers',
          response: { 200: z.object({ status: z.literal('live') }) },
        },
      },
      async () => ({ status: 'live' as const }),
    );

    app.get(
      '/health/ready',
      {
        config: { access: 'public', ownLimit: true },
        logLevel: 'warn',
        schema: {
          tags: ['operation'],
          summary: 'Requests can be served',
          response: { 200: readyAnswer, 503: readyAnswer },
        },
      },
      async (request, reply) => {
        const { database: state, applied } = await database(request.log);
        const migrations = applied === null ? 'unknown' : applied === known ? 'ok' : 'behind';
        const { lastTick, stalled } = deps.pulse();
        const jobs = !deps.schedulerOn ? 'off' : stalled ? 'stalled' : 'ok';
        const ready = state === 'ok' && migrations === 'ok' && jobs !== 'stalled';
        if (!ready) reply.header('retry-after', RETRY_AFTER);
        return reply.code(ready ? 200 : 503).send({
          status: ready ? 'ready' : 'unavailable',
          database: state,
          migrations,
          scheduler: { on: deps.schedulerOn, state: jobs, lastTick: lastTick && isoLocal(lastTick) },
        });
      },
    );

    app.get(
      '/metrics',
      {
        config: { access: 'public', ownLimit: true },
        logLevel: 'warn',
        schema: {
          tags: ['operation'],
          summary: 'Metrics in the text format of Prometheus',
          produces: ['text/plain'],
          response: { 200: z.string() },
        },
      },
      async (request, reply) => {
        requireReader(deps.readers, request);
        if (deps.schedulerOn) deps.metrics.setPulse(deps.pulse());
        await readWaiting(request.receivedAt);
        return reply
          .type(deps.metrics.contentType)
          .serializer(String)
          .send(await deps.metrics.text());
      },
    );
  };
}

/** @throws {Problem} when the setting does not let this caller read the metrics */
function requireReader(readers: MetricsReaders, { headers, socket }: FastifyRequest): void {
  if (readers === 'open') return;
  if (readers === 'loopback') {
    // What a proxy on this machine passes on comes from elsewhere.
    const passedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => name in headers);
    if (passedOn || !isOwnAddress(socket.remoteAddress ?? '')) throw new Problem('not_found');
    return;
  }
  const brought = Buffer.from(hashToken(/^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''));
  if (!timingSafeEqual(brought, Buffer.from(hashToken(readers.token)))) throw new Problem('unauthenticated');
}

async function lookAtDatabase(sql: RootSql, log: FastifyBaseLogger): Promise<Found> {
  let applied: number | null = null;
  try {
    applied = await within(READY_WITHIN_MS, appliedMigrations(sql));
    return { database: await within(READY_WITHIN_MS, probeWrite(sql)), applied };
  } catch (error) {
    log.warn({ err: error }, 'the database does not answer, or does not write');
    return { database: isFull(error) ? 'full' : 'unreachable', applied };
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
