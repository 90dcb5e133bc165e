import type { Clock } from './clock.ts';
import { settleStored } from './collect/after-store.ts';
import { collectJobs } from './collect/jobs.ts';
import { recordEffect } from './collect/record-effect.ts';
import { statusRoutes } from './collect/routes.ts';
import type { Config } from './config.ts';
import { dayOf } from './days.ts';
import type { Database } from './db/connect.ts';
import { journalLength } from './db/migrate.ts';
import { gapRoutes } from './gaps/routes.ts';
import { healthRoutes } from './http/health-routes.ts';
import { addReference } from './http/openapi.ts';
import { createServer } from './http/server.ts';
import { intakeRoutes } from './intake/routes.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createRegistryCache } from './registry/cache.ts';
import { startProgrammes } from './registry/store.ts';
import { housekeepingJob } from './scheduler/housekeeping.ts';
import { jobRoutes } from './scheduler/routes.ts';
import { createScheduler } from './scheduler/scheduler.ts';
import { VERSION } from './version.ts';

export interface ServiceDeps {
  config: Config;
  clock: Clock;
  log: Log;
  db: Database;
}

/**
 * The whole service, put together: the pipeline from records in to messages out, over one database. The
 * same for production, demo and tests; whoever calls decides when it listens and when the scheduler ticks.
 */
export async function createService({ config, clock, log, db }: ServiceDeps) {
  const { sql, orm } = db;
  const metrics = createMetrics();
  const registry = createRegistryCache(orm);
  await startProgrammes(orm, dayOf(clock.now()));

  const jobs = [...collectJobs({ sql, registry }), housekeepingJob({ sql })];
  const scheduler = createScheduler({ sql, clock, log, jobs, onRun: metrics.observeRun });

  const server = await createServer({ config, log, clock, sql, registry });
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.observeRequest(route, request.method, reply.statusCode, reply.elapsedTime / 1000);
  });
  await addReference(server, VERSION);
  await server.register(
    intakeRoutes({
      sql,
      bodyLimit: config.bodyLimit,
      afterStore: settleStored,
      effectOf: (...question) => recordEffect(sql, ...question),
    }),
  );
  await server.register(statusRoutes({ sql }));
  await server.register(gapRoutes({ sql }));
  await server.register(jobRoutes({ sql }));
  await server.register(
    healthRoutes({
      sql,
      metrics,
      migrations: journalLength(),
      lastTick: scheduler.lastTick,
      schedulerOn: config.scheduler,
    }),
  );

  return {
    server,
    scheduler,
    registry,
    /** Lets requests and the running job end, then stops. */
    close: async () => {
      await scheduler.stop();
      await server.close();
    },
  };
}

export type Service = Awaited<ReturnType<typeof createService>>;
