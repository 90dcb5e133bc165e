import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import type { ConnectionOptions } from '../../src/db/connect.ts';
import { startEmbedded } from '../../src/db/embedded/server.ts';
import { migrate } from '../../src/db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's server: connection of its maintenance database. */
    cluster: Exclude<ConnectionOptions, string>;
  }
}

/** Name of the migrated database that every test database is a copy of. */
export const TEMPLATE = 'phuxanh_template';

/** One PostgreSQL for the whole run, in memory where there is room, with a migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // vitest 4.1 keeps translated sources as bytes here and its mapper of stacks wants text: it would throw at the
  // first refusal of a server that is still starting.
  delete (Error as { prepareStackTrace?: unknown }).prepareStackTrace;
  const shared = await access('/dev/shm', constants.W_OK).then(
    () => '/dev/shm',
    () => tmpdir(),
  );
  const dataDir = await mkdtemp(join(shared, 'phuxanh-test-'));
  const server = await startEmbedded({ dataDir, mode: 'own', durable: false });
  const { host, user, database } = server.connection;
  const admin = postgres({ host, user, database, max: 1, onnotice: () => {} });
  await admin`create database ${admin(TEMPLATE)}`;
  await admin.end();
  await migrate({ host, user, database: TEMPLATE });
  project.provide('cluster', { host, user, database });
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
