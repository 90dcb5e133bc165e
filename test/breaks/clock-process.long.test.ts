import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertToken } from '../../src/access/store.ts';
import { hashToken, newToken } from '../../src/access/tokens.ts';
import { connect, type Database } from '../../src/db/connect.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded/server.ts';
import { migrate } from '../../src/db/migrate.ts';
import { type Caller, createCaller } from '../support/service.ts';
import { onServer, type ServiceProcess, startProcess } from '../support/service-process.ts';
import { until } from '../support/until.ts';

/** Debian's package libfaketime: the wall clock of one process is set, while its time goes on as it does. */
const LIBRARY = ['x86_64', 'aarch64']
  .map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketime.so.1`)
  .find((file) => existsSync(file));
const HOUR = 3_600_000;
const HERE = '11737';

describe.skipIf(!LIBRARY)('a service whose clock is set (skipped: libfaketime is not installed)', () => {
  let folder: string;
  let server: EmbeddedServer;
  let db: Database;
  let service: ServiceProcess;
  let officer: Caller;
  let ahead = 0;
  /** Notes that were acknowledged, by day. */
  const acknowledged: { day: string; note: string }[] = [];

  const setClock = async (hours: number) => {
    ahead = hours * HOUR;
    await writeFile(join(folder, 'clock'), `${hours < 0 ? '' : '+'}${hours}h`);
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'phuxanh-clock-'));
    await setClock(0);
    server = await startEmbedded({ dataDir: join(folder, 'data'), mode: 'own' });
    await migrate(server.connection);
    db = connect(server.connection);
    const token = newToken();
    const row = { hash: hashToken(token), name: 'officer', role: 'officer', area: HERE } as const;
    await insertToken(db.orm, { ...row, createdAt: new Date() });
    service = await startProcess({
      ...onServer(server.connection as Exclude<typeof server.connection, string>),
      ...{ DATA_DIR: join(folder, 'service'), SCHEDULER: 'on' },
      ...{ LD_PRELOAD: LIBRARY, FAKETIME_TIMESTAMP_FILE: join(folder, 'clock') },
      ...{ FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' },
    });
    officer = createCaller(service.address, token);
  }, 120_000);
  afterAll(async () => {
    await service?.stop();
    await db?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  /** Whether a round began after an instant of the service's clock, by that clock; old runs are tidied away. */
  const ranSince = async (at: number) => {
    const [row] = await db.sql<{ ran: boolean }[]>`
      select exists (select from job_run where job = 'collect' and outcome = 'succeeded' and started_at between
        ${new Date(at).toISOString()}::timestamptz and ${new Date(at + HOUR / 4).toISOString()}::timestamptz) as ran`;
    return row?.ran === true;
  };
  /** By the clock of the service. */
  const today = () => new Date(Date.now() + ahead + 7 * HOUR).toISOString().slice(0, 10);
  const send = async () => {
    const [day, note] = [today(), `lần ${acknowledged.length}`];
    const values = { 'network.lan': true };
    const { status, body } = await officer.post('/api/v1/records', { locality: HERE, day, values, note });
    expect({ status, code: body.code }).toEqual({ status: 201, code: undefined });
    // It is the service's clock that was set.
    expect(Math.abs(Date.parse(body.receivedAt) - Date.now() - ahead)).toBeLessThan(60_000);
    acknowledged.push({ day, note });
  };

  it.each([
    ['at first', 0, 60_000],
    ['back by an hour', -1, 90_000],
    ['back by seven hours, as a machine that takes local time for UTC', -7, 90_000],
    ['right again', 0, 90_000],
    ['ahead by a year', 365 * 24, 120_000],
  ])(
    '%s: records are taken, jobs run, and nothing is lost',
    async (_, hours, within) => {
      await setClock(hours);
      const begun = Date.now() + ahead - 1_000;
      await send();
      await until(() => ranSince(begun), 'a round', within);
      const ready = async () => (await officer.get('/health/ready')).status === 200;
      if (hours <= 0) await until(ready, 'a service that is ready', within);
      for (const { day, note } of acknowledged) {
        const { body } = await officer.get(`/api/v1/localities/${HERE}/records/${day}`);
        expect(body.revisions.map((one: { note: string }) => one.note)).toContain(note);
      }
    },
    300_000,
  );

  /** The whole year: see `clock-year.long.test.ts`. */
  it('the days between are closed one after the other, each once', async () => {
    const closed = () => db.sql<{ slot: string; attempts: number }[]>`
      select slot, attempts from job_run where job = 'close-day' and outcome = 'succeeded'
        and slot like 'haiphong-daily %'`;
    await until(async () => (await closed()).length > 15, 'days that are closed', 240_000);
    const slots = await closed();
    expect(new Set(slots.map(({ slot }) => slot)).size).toBe(slots.length);
    expect(slots.every(({ attempts }) => attempts === 1)).toBe(true);
  }, 300_000);
});
