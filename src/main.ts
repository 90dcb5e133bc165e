import { createService } from './app.ts';
import { systemClock } from './clock.ts';
import { ConfigError, readConfig } from './config.ts';
import { connect, isConnectionLoss } from './db/connect.ts';
import { EmbeddedUnavailable } from './db/embedded/server.ts';
import { openDatabase } from './db/open.ts';
import { createLog, type Log } from './log.ts';
import { startCron } from './scheduler/cron.ts';

/**
 * postgres.js asks a fresh connection for its types outside of any query of ours; when the server goes
 * away at that moment nobody waits for the answer. The next query opens another connection.
 */
function bearLostConnections(log: Log): void {
  process.on('unhandledRejection', (error) => {
    if (!isConnectionLoss(error)) fail(error);
    log.warn({ err: error }, 'the database went away while a connection was being opened');
  });
}

/** Starts the service, and stops it in order when told to. */
async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  bearLostConnections(log);
  const database = await openDatabase(config, 'own', log);
  const db = connect(database.connection);
  const service = await createService({ config, clock: systemClock, log, db });
  await service.server.listen({ host: config.host, port: config.port });
  const stopCron = config.scheduler ? startCron(service.scheduler.tick, log) : async () => {};

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    await stopCron();
    await service.close();
    await db.close();
    await database.stop();
    log.info('stopped');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => stop(signal).then(() => process.exit(0), fail));
}

/** An operator reads one clear line; the stack is for mistakes of ours. */
function fail(error: unknown): never {
  const expected = error instanceof ConfigError || error instanceof EmbeddedUnavailable;
  console.error(expected ? error.message : error);
  process.exit(1);
}

main().catch(fail);
