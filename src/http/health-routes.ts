import { z } from 'zod';
import { isoLocal } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { journalLength } from '../db/migrate.ts';
import type { Metrics } from '../metrics.ts';
import { instantAnswer } from './answers.ts';
import type { Routes } from './context.ts';
import { appliedMigrations, readBacklog, readOutboxBacklog } from './health-store.ts';

export interface HealthDeps {
  sql: RootSql;
  /** By which whether requests can be served is found out, whatever the others wait for. */
  health: RootSql;
  metrics: Metrics;
  pulse(): SchedulerPulse;
  schedulerOn: boolean;
}

/** How the rounds of jobs go; see the scheduler. */
export interface SchedulerPulse {
  lastTick: Date | null;
  seconds: number | null;
  stalled: boolean;
}

const READY_WITHIN_MS = 2_000;

const readyAnswer = z.object({
  status: z.enum(['ready', 'unavailable']),
  database: z.enum(['ok', 'unreachable']),
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
  return async (app) => {
    app.get(
      '/health/live',
      {
        config: { access: 'public' },
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
        config: { access: 'public' },
        logLevel: 'warn',
        schema: {
          tags: ['operation'],
          summary: 'Requests can be served',
          response: { 200: readyAnswer, 503: readyAnswer },
        },
      },
      async (request, reply) => {
        const applied = await within(READY_WITHIN_MS, appliedMigrations(deps.health)).catch(
          (error: unknown) => {
            request.log.warn({ err: error }, 'database does not answer');
            return null;
          },
        );
        const migrations = applied === null ? 'unknown' : applied === known ? 'ok' : 'behind';
        const { lastTick, stalled } = deps.pulse();
        const state = !deps.schedulerOn ? 'off' : stalled ? 'stalled' : 'ok';
        const ready = migrations === 'ok' && state !== 'stalled';
        return reply.code(ready ? 200 : 503).send({
          status: ready ? 'ready' : 'unavailable',
          database: applied === null ? 'unreachable' : 'ok',
          migrations,
          scheduler: { on: deps.schedulerOn, state, lastTick: lastTick && isoLocal(lastTick) },
        });
      },
    );

    app.get(
      '/metrics',
      {
        config: { access: 'public' },
        logLevel: 'warn',
        schema: {
          tags: ['operation'],
          summary: 'Metrics in the text format of Prometheus',
          response: { 200: z.string() },
        },
      },
      async (request, reply) => {
        if (deps.schedulerOn) deps.metrics.setPulse(deps.pulse());
        deps.metrics.setBacklog(await within(READY_WITHIN_MS, readBacklog(deps.sql)));
        const outbox = await within(READY_WITHIN_MS, readOutboxBacklog(deps.sql, request.receivedAt));
        deps.metrics.setOutbox(outbox);
        return reply
          .type(deps.metrics.contentType)
          .serializer(String)
          .send(await deps.metrics.text());
      },
    );
  };
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
