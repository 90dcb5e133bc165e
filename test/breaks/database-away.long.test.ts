import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertToken } from '../../src/access/store.ts';
import { hashToken, newToken } from '../../src/access/tokens.ts';
import { connect } from '../../src/db/connect.ts';
import { startEmbedded } from '../../src/db/embedded/server.ts';
import { postmasterOf, signalAll } from '../support/postmaster.ts';
import { type Answer, createCaller } from '../support/service.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';
import { until } from '../support/until.ts';

const linux = process.platform === 'linux';
const folder = mkdtempSync(join(tmpdir(), 'phuxanh-away-'));
/** A disk of its own that can be filled: only root may have one. */
const smallDisk =
  linux && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=300m,mode=755', 'tmpfs', folder]).status === 0;
const token = newToken();

let service: ServiceProcess;
let sent = 0;
beforeAll(async () => {
  service = await startProcess({ DATA_DIR: folder, SCHEDULER: 'off' });
  const server = await startEmbedded({ dataDir: folder, mode: 'attach' });
  const db = connect(server.connection);
  await insertToken(db.orm, {
    hash: hashToken(token),
    name: 'poster',
    role: 'department',
    area: '31',
    createdAt: new Date(),
  });
  await db.close();
  await server.stop();
});
afterAll(async () => {
  await service.stop();
  if (smallDisk) spawnSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, accept = 'application/json') =>
  fetch(service.address + path, { headers: { authorization: `Bearer ${token}`, accept } });
const post = (): Promise<Answer> =>
  createCaller(service.address, token).post('/api/v1/records', {
    locality: '11737',
    day: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10),
    values: { 'network.lan': true },
    // Long, so that a full disk has no room for it.
    note: `lần ${sent++} ${'x'.repeat(1_900)}`,
  });
/** What it took, and what came. */
const timed = async <T>(work: Promise<T>): Promise<[T, number]> => {
  const from = performance.now();
  return [await work, performance.now() - from];
};
const recovered = () => until(async () => (await post()).status === 201 && (await get('/health/ready')).ok);

it.skipIf(!linux)(
  'a frozen server is a 503 within 3 s, then at once, until it thaws [needs Linux]',
  async () => {
    await recovered();
    const postmaster = postmasterOf(folder);
    signalAll(postmaster, 'SIGSTOP');
    try {
      const first = await Promise.all([
        timed(post()),
        timed(get('/', 'text/html')),
        timed(get('/api/v1/alerts')),
      ]);
      for (const [answer, took] of first) {
        expect(answer.status).toBe(503);
        expect(answer.headers.get('retry-after')).toBe('5');
        expect(took).toBeLessThan(3_000);
      }
      const [again, took] = await timed(post());
      expect(again.body).toMatchObject({ status: 503, code: 'unavailable' });
      // Nothing is waited for any more.
      expect(took).toBeLessThan(Math.min(...first.map(([, waited]) => waited)) / 2);
      const page = await get('/', 'text/html');
      expect(page.status).toBe(503);
      expect(page.headers.get('retry-after')).toBe('5');
      expect(await page.text()).toContain('<h1>Hệ thống tạm thời chưa phục vụ được</h1>');
      expect((await get('/health/ready')).status).toBe(503);
      expect((await get('/health/live')).status).toBe(200);
    } finally {
      signalAll(postmaster, 'SIGCONT');
    }
    await recovered();
  },
);

it('a killed embedded server is started again', async () => {
  await recovered();
  const before = postmasterOf(folder);
  process.kill(before, 'SIGKILL');
  // How soon is measured over four of them, in database.long.test.ts.
  await until(async () => (await post()).status === 201 && postmasterOf(folder) !== before, 'another server');
  expect(service.alive()).toBe(true);
});

it.skipIf(!smallDisk)('a full disk is a 503, which readiness knows [needs a tmpfs]', async () => {
  await recovered();
  const filler = join(folder, 'filler');
  spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k']);
  try {
    await until(async () => (await get('/health/ready')).status === 503, 'not ready');
    expect(await (await get('/health/ready')).json()).toMatchObject({ database: 'full' });
    expect((await get('/health/live')).status).toBe(200);
    const statuses = new Set<number>();
    await until(async () => {
      const { status } = await post();
      statuses.add(status);
      return status === 503;
    }, 'a refused record');
    expect([...statuses].filter((status) => status !== 201)).toEqual([503]);
  } finally {
    writeFileSync(filler, '');
  }
  await recovered();
  expect(service.log()).not.toContain('"statusCode":500');
});
