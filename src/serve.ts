import { createService } from './app.ts';
import { systemClock } from './clock.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { connect } from './db/connect.ts';
import { EmbeddedUnavailable } from './db/embedded/server.ts';
import { type OpenDatabase, openDatabase } from './db/open.ts';
import { DatabaseAway } from './db/watch.ts';
import { createLog, type Log } from './log.ts';
import { startCron } from './scheduler/cron.ts';

/** Starts the service on its database; where that cannot be, the process ends with one line that says why. */
export async function start(): Promise<void> {
  await startUp().catch(fail);
}

async function startUp(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const database = await openDatabase(config, 'own', log, fail);
  try {
    await serve(config, log, database);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/**
 * Connections that wait to be taken, as far as the system lets them (`net.core.somaxconn`). Node's own 511 are full
 * within a moment when a nation reports at once, and whoever comes then is refused, or tries again a second later.
 */
const BACKLOG = 4_096;

/** Serves until told to stop, then stops in order. */
async function serve(config: Config, log: Log, database: OpenDatabase): Promise<void> {
  const db = connect(database.connection);
  db.watch(log);
  const service = await createService({ config, clock: systemClock, log, db });
  await service.proveKey();
  await service.sealSecrets();
  await service.sayHowToBegin();
  const { host, port } = config;
  await service.server.listen({ host, port, backlog: BACKLOG }).catch((cause: NodeJS.ErrnoException) => {
    throw new ConfigError(`HOST, PORT: cannot listen on ${host}:${port} (${cause.code}).`, { cause });
  });
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
  const expected =
    error instanceof ConfigError || error instanceof EmbeddedUnavailable || error instanceof DatabaseAway;
  console.error(expected ? error.message : error);
  process.exit(1);
}
