import { type Config, ConfigError } from '../config.ts';
import type { Log } from '../log.ts';
import type { ConnectionOptions } from './connect.ts';
import { type EmbeddedMode, startEmbedded } from './embedded/server.ts';
import { keepRunning } from './embedded/supervise.ts';
import { migrate } from './migrate.ts';

export interface OpenDatabase {
  connection: ConnectionOptions;
  /** Ends what this process started; an operator's own server is left alone. */
  stop(): Promise<void>;
}

/**
 * The database of the configuration, migrated: the operator's own server, or the embedded one. An embedded
 * server that ends is started again, if there is an `onLost` to hear that it could not be.
 */
export async function openDatabase(
  config: Config,
  mode: EmbeddedMode,
  log?: Log,
  onLost?: (error: Error) => void,
): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) {
    await migrate(config.databaseUrl).catch(refuseServer);
    return { connection: config.databaseUrl, stop: async () => {} };
  }
  const start = () => startEmbedded({ dataDir: config.dataDir, mode, ...(log ? { log } : {}) });
  const server = onLost ? await keepRunning(start, { log, onLost }) : await start();
  try {
    await migrate(server.connection);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { connection: server.connection, stop: () => server.stop() };
}

/** SQLSTATEs by which a server says that it does not know us: authorisation, no such database. */
const STRANGER = /^(28...|3D000)$/;

/** @throws {ConfigError} when the server cannot be reached or does not let us in; else what was given */
function refuseServer(error: Error & { code?: string; syscall?: string }): never {
  const code = error.code ?? '';
  if (error.syscall === undefined && code !== 'CONNECT_TIMEOUT' && !STRANGER.test(code)) throw error;
  throw new ConfigError(`DATABASE_URL: the server cannot be used: ${error.message}`, { cause: error });
}
