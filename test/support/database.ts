import { setTimeout } from 'node:timers/promises';
import postgres from 'postgres';
import { inject } from 'vitest';
import { type ConnectionOptions, connect, type Database } from '../../src/db/connect.ts';
import { TEMPLATE } from './cluster.ts';

export interface TestDatabase {
  db: Database;
  connection: Exclude<ConnectionOptions, string>;
  drop(): Promise<void>;
}

/** A fresh copy of the migrated database, on the run's real PostgreSQL. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  const admin = postgres({ ...cluster, max: 1, onnotice: () => {} });
  await admin`create database ${admin(name)} template ${admin(TEMPLATE)} strategy = file_copy`;
  const connection = { ...cluster, database: name };
  const db = connect(connection);
  return {
    db,
    connection,
    drop: async () => {
      await db.close();
      // A worker of the server's own may be at its tables just then, and nobody but it may end that.
      for (let tries = 1; ; tries++)
        try {
          await admin`drop database ${admin(name)} with (force)`;
          break;
        } catch (error) {
          if ((error as { code?: string }).code !== '42501' || tries === 20) throw error;
          await setTimeout(500);
        }
      await admin.end();
    },
  };
}
