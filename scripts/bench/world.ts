import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { insertToken } from '../../src/access/store.ts';
import { hashToken, newToken } from '../../src/access/tokens.ts';
import { systemClock } from '../../src/clock.ts';
import { addDays, type Day, dayOf } from '../../src/days.ts';
import { connect, type Database, type RootSql } from '../../src/db/connect.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded/server.ts';
import { migrate } from '../../src/db/migrate.ts';
import { createRegistryCache, type RegistryCache } from '../../src/registry/cache.ts';
import { startProgrammes } from '../../src/registry/store.ts';
import { createReadings, plainClient } from './bare-store.ts';
import { addNation, fillHistory, type History } from './history-store.ts';
import { type Running, startBare, startService } from './processes.ts';

/** A database of the bench with its history and a cache of its registry. */
export interface Filled {
  db: Database;
  registry: RegistryCache;
  history: History;
}

/** All that is measured, running: one PostgreSQL on disk, the service, the bare route, two databases. */
export interface World {
  service: Running;
  /** The database's process. */
  databasePid: number;
  bare: Running;
  token: string;
  today: Day;
  yesterday: Day;
  /** The service's own, with a long history. */
  long: Filled;
  /** The same with the days that are open and the one before, which they are compared with: as much to read and to compute, and no past. */
  short: Filled;
  /** postgres.js as it comes, for the statements that stand beside. */
  plain: RootSql;
  stop(): Promise<void>;
}

/** Days that take records, today included: three lock days, every day counting. */
const OPEN_DAYS = 4;

export async function startWorld(historyDays: number): Promise<World> {
  /** What undoes what has been started so far, the latest first. */
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (let one = undo.shift(); one; one = undo.shift()) await one();
  };
  try {
    return { ...(await build(historyDays, (one) => undo.unshift(one))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(
  historyDays: number,
  onStop: (undo: () => unknown) => void,
): Promise<Omit<World, 'stop'>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'phuxanh-bench-'));
  onStop(() => rmSync(dataDir, { recursive: true, force: true }));
  const server = await startEmbedded({ dataDir, mode: 'attach' });
  onStop(() => server.stop());
  const service = await startService(dataDir);
  onStop(() => service.stop());

  const today = dayOf(systemClock.now());
  const yesterday = addDays(today, -1);
  const fill = async (database: string, from: Day): Promise<Filled> => {
    const db = connect({ ...server.connection, database });
    onStop(() => db.close());
    await startProgrammes(db.orm, today);
    const first = addDays(today, 1 - OPEN_DAYS);
    const starts = from < first ? from : first;
    await addNation(db.sql, starts, starts < first ? addDays(first, -1) : null);
    const history = await fillHistory(db, from, yesterday);
    return { db, registry: createRegistryCache(db.orm), history };
  };
  await createDatabase(server, 'bench_short');
  const short = await fill('bench_short', addDays(today, -OPEN_DAYS));
  const long = await fill(server.connection.database, addDays(today, -historyDays));

  await createReadings(long.db.sql);
  const token = newToken();
  await insertToken(long.db.orm, {
    hash: hashToken(token),
    name: 'bench',
    role: 'admin',
    area: '*',
    createdAt: systemClock.now(),
  });
  const bare = await startBare(server.connection);
  onStop(() => bare.stop());
  const plain = plainClient(server.connection);
  onStop(() => plain.end());
  return { service, databasePid: server.pid, bare, token, today, yesterday, long, short, plain };
}

async function createDatabase(server: EmbeddedServer, database: string): Promise<void> {
  const admin = postgres({ ...server.connection, max: 1, onnotice: () => {} });
  await admin`create database ${admin(database)}`;
  await admin.end();
  await migrate({ ...server.connection, database });
}
