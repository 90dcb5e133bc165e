import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { ConnectionOptions } from './connect.ts';
import { type EmbeddedMode, startEmbedded } from './embedded/server.ts';
import { migrate } from './migrate.ts';

export interface OpenDatabase {
  connection: ConnectionOptions;
  /** Ends what this process started; an operator's own server is left alone. */
  stop(): Promise<void>;
}

/** The database of the configuration, migrated: the operator's own server, or the embedded one. */
export async function openDatabase(config: Config, mode: EmbeddedMode, log?: Log): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) {
    await migrate(config.databaseUrl);
    return { connection: config.databaseUrl, stop: async () => {} };
  }
  const server = await startEmbedded({ dataDir: config.dataDir, mode, ...(log ? { log } : {}) });
  try {
    await migrate(server.connection);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { connection: server.connection, stop: () => server.stop() };
}
