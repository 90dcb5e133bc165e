import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertToken } from '../../src/access/store.ts';
import { hashToken, newToken } from '../../src/access/tokens.ts';
import { connect } from '../../src/db/connect.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded/server.ts';
import { migrate } from '../../src/db/migrate.ts';
import { type Load, postRecords } from '../support/poster-load.ts';
import { signalAll } from '../support/postmaster.ts';
import { onServer, type ServiceProcess, startProcess } from '../support/service-process.ts';

const ROUNDS = 10;
/** Acknowledged before each blow, so that it meets transactions under way. */
const BETWEEN = 30;

const folder = mkdtempSync(join(tmpdir(), 'phuxanh-driver-'));
const token = newToken();
let server: EmbeddedServer;
let service: ServiceProcess;
let load: Load;
/** The server of an operator, who starts and stops it as he likes: for the service it is not an embedded one. */
const startServer = async () => {
  server = await startEmbedded({ dataDir: folder, mode: 'own' });
};

beforeAll(async () => {
  await startServer();
  await migrate(server.connection);
  const db = connect(server.connection);
  await insertToken(db.orm, {
    hash: hashToken(token),
    name: 'poster',
    role: 'department',
    area: '31',
    createdAt: new Date(),
  });
  await db.close();
  service = await startProcess({ ...onServer(server.connection), SCHEDULER: 'on' });
  load = postRecords(service.address, token);
});
afterAll(async () => {
  await load.stop();
  await service.stop();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const blows: Record<string, () => Promise<void>> = {
  'an ordinary restart': async () => {
    await server.stop();
    await startServer();
  },
  'all sessions terminated': async () => {
    const admin = postgres({ ...server.connection, max: 1, onnotice: () => {} });
    await admin`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    await admin.end();
  },
  'a server that is frozen for three seconds': async () => {
    signalAll(server.pid, 'SIGSTOP');
    await sleep(3_000);
    signalAll(server.pid, 'SIGCONT');
  },
  'a backend that crashes, and all others with it': async () => {
    const admin = postgres({ ...server.connection, max: 1, onnotice: () => {} });
    const [one] = await admin<{ pid: number }[]>`select pid from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() limit 1`;
    if (one) process.kill(one.pid, 'SIGKILL');
    await admin.end({ timeout: 0 });
  },
};

it.each(Object.entries(blows))(
  `%s, ${ROUNDS} times under load: the service lives, and keeps what it acknowledged`,
  async (name, blow) => {
    for (let round = 0; round < ROUNDS; round++) {
      await load.further(BETWEEN);
      await blow();
    }
    await load.further(BETWEEN);
    expect(service.alive()).toBe(true);
    expect([...load.others.keys()].filter((status) => status !== 503)).toEqual([]);
    console.info(`${name}: ${load.count()} acknowledged, ${load.others.get(503) ?? 0} answered 503`);
  },
  300_000,
);

it('nothing acknowledged is lost', async () => {
  await load.stop();
  expect(await load.lost()).toEqual([]);
  expect(service.log()).not.toMatch(/unhandled|uncaught/i);
});
