import { Writable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { createService } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { readDown } from '../src/heartbeat/down-store.ts';
import { createLog } from '../src/log.ts';
import { beat, serveUntil } from './support/beats.ts';
import { instant, settableClock } from './support/clock.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { startTestService, type TestService } from './support/service.ts';

const OWN = '11737';
const PATH = `/api/v1/localities/${OWN}/heartbeat`;

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (let one = undo.pop(); one; one = undo.pop()) await one();
});
const database = async () => {
  const made = await createTestDatabase();
  undo.push(made.drop);
  return made;
};
const start = async (on: TestDatabase, options: Parameters<typeof startTestService>[0] = {}) => {
  const t = await startTestService({ now: '2025-09-25 08:00', ...options, on });
  undo.push(t.stop);
  return t;
};
const setUp = async (t: TestService) => {
  const { body } = await (await t.caller('department', '31')).post(PATH, {});
  return new URL(body.address).pathname;
};
const stands = async (t: TestService) =>
  (await (await t.caller('viewer', '31')).get('/api/v1/heartbeats')).body.items[0];

describe('two instances', () => {
  it('take calls of one network, and count each minute once', async () => {
    const on = await database();
    const [a, b] = [await start(on), await start(on)];
    const path = await setUp(a);
    for (let minute = 0; minute <= 20; minute += 2) {
      const now = new Date(instant('2025-09-25 08:00').getTime() + minute * 60_000);
      // In turn, both stepping through the minutes; at times both at once.
      await Promise.all([a, b].map((t) => serveUntil(t, now)));
      const called = minute % 3 === 0 ? [a, b] : [minute % 4 === 0 ? a : b];
      expect(await Promise.all(called.map((t) => beat(t, t.address + path)))).toEqual(called.map(() => 204));
    }
    for (const t of [a, b])
      expect((await stands(t)).availability).toMatchObject({ upMinutes: 20, watchedMinutes: 20 });
    expect(await on.db.sql`select from serving_span`).toHaveLength(1);
  });

  it('serve as one: what one misses while the other is there is the network’s own silence', async () => {
    const on = await database();
    const a = await start(on);
    const b = await start(on);
    const path = await setUp(a);
    await beat(a, a.address + path);
    // The first is gone for an hour; the second goes on.
    await serveUntil(b, instant('2025-09-25 09:00'));
    a.clock.set('2025-09-25 09:00');
    await a.service.beats.flush();
    expect(await readDown(on.db.sql, a.clock.now())).toEqual([
      { locality: OWN, lastBeatAt: instant('2025-09-25 08:00'), downSince: instant('2025-09-25 08:15') },
    ]);
  });

  it('knows an address at once that the other has made, and soon that it is gone', async () => {
    const on = await database();
    const [a, b] = [await start(on), await start(on)];
    const path = await setUp(a);
    expect(await beat(b, b.address + path)).toBe(204);
    await setUp(a);
    await beat(b, b.address + path);
    expect(await beat(b, b.address + path)).toBe(404);
  });
});

describe('a service that ends', () => {
  it('stores first what it has taken', async () => {
    const on = await database();
    const a = await startTestService({ now: '2025-09-25 08:00', on });
    const path = await setUp(a);
    await a.service.beats.flush();
    expect((await fetch(a.address + path)).status).toBe(204);
    await a.stop();
    expect(await on.db.sql`select last_beat_at from heartbeat`).toEqual([
      { last_beat_at: instant('2025-09-25 08:00') },
    ]);
  });

  it('keeps what it cannot store, and does not count the time as the network’s', async () => {
    const on = await database();
    const t = await start(on);
    const path = await setUp(t);
    await beat(t, t.address + path);
    await on.db.sql`alter table heartbeat rename to elsewhere`;
    t.clock.set('2025-09-25 08:30');
    expect(await beat(t, t.address + path)).toBe(204);
    await on.db.sql`alter table elsewhere rename to heartbeat`;
    await t.service.beats.flush();
    expect(await stands(t)).toMatchObject({ state: 'up', lastBeatAt: '2025-09-25T08:30:00.000+07:00' });
    expect((await stands(t)).availability).toMatchObject({ upMinutes: 0, watchedMinutes: 0 });
  });
});

describe('a broken script in a loop', () => {
  it('is answered so often a minute; others and the API go on', async () => {
    const on = await database();
    const t = await start(on, { config: { rateLimit: 1_000 } });
    const path = await setUp(t);
    const department = await t.caller('department', '31');
    const { body } = await department.post('/api/v1/localities/11383/heartbeat', {});
    const statuses = [];
    for (let call = 0; call < 14; call++) statuses.push((await fetch(t.address + path)).status);
    expect(statuses).toEqual([...Array.from({ length: 12 }, () => 204), 429, 429]);
    expect((await fetch(t.address + path)).headers.get('retry-after')).toBe('60');
    expect(await beat(t, t.address + new URL(body.address).pathname)).toBe(204);
    expect((await department.get('/api/v1/heartbeats')).status).toBe(200);
    t.clock.set('2025-09-25 08:01');
    expect(await beat(t, t.address + path)).toBe(204);
    // Guessing is answered a while, too.
    const guesses = [];
    for (let call = 0; call < 122; call++)
      guesses.push((await fetch(`${t.address}/beat/px_${String(call).padStart(43, '0')}`)).status);
    expect([guesses.indexOf(429), guesses.lastIndexOf(404)]).toEqual([120, 119]);
    // What is known is taken all the same; what has to be looked up waits for the next minute.
    expect(await beat(t, t.address + path)).toBe(204);
    const third = await department.post('/api/v1/localities/11407/heartbeat', {});
    const newest = t.address + new URL(third.body.address).pathname;
    expect(await beat(t, newest)).toBe(429);
    t.clock.set('2025-09-25 08:02');
    expect(await beat(t, newest)).toBe(204);
  });

  it('keeps no network from being heard by an instance that has just begun', async () => {
    const on = await database();
    const path = await setUp(await start(on));
    const t = await start(on, { config: { rateLimit: 1_000 } });
    let last = 0;
    for (let call = 0; call < 121; call++) last = (await fetch(`${t.address}/beat/broken`)).status;
    expect(last).toBe(429);
    expect(await beat(t, t.address + path)).toBe(204);
  });
});

describe('the log', () => {
  it('never holds the secret of an address, nor who called it', async () => {
    const { db } = await database();
    let written = '';
    const log = createLog(
      'trace',
      new Writable({
        write(chunk, _, done) {
          written += chunk;
          done();
        },
      }),
    );
    const config = { ...readConfig({ PORT: '0', SECRET_KEY: 'for tests alone, 32 letters or more' }) };
    const service = await createService({ config, clock: settableClock('2025-09-25 08:00'), log, db });
    const address = await service.server.listen({ host: '127.0.0.1', port: 0 });
    const secret = `px_${'s3cret'.repeat(7)}s`;
    for (const path of ['', '/', '/more', '?a=1'])
      for (const prefix of ['/beat', '/Beat', '//beat', '/api/v1/beat', '/beat/x'])
        for (const method of ['GET', 'POST', 'HEAD', 'DELETE'])
          await (await fetch(`${address}${prefix}/${secret}${path}`, { method })).arrayBuffer();
    await (await fetch(`${address}/beat/anything-at-all`, { method: 'PUT' })).arrayBuffer();
    const metrics = await (await fetch(`${address}/metrics`)).text();
    await service.close();
    expect(written).toContain('/beat/…');
    for (const text of [written, metrics]) {
      expect(text).not.toContain('s3cret');
      expect(text).not.toContain('anything-at-all');
    }
    // The address itself leaves no line at all.
    const lines = written.split('\n').filter((line) => line.includes('"url":"/beat/…"'));
    expect(lines.filter((line) => /"method":"(GET|POST|HEAD)"/.test(line))).toEqual([]);
  });
});
