import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDown } from '../src/heartbeat/down-store.ts';
import { scriptsFor } from '../src/pages/network/scripts.ts';
import { beat, serveUntil } from './support/beats.ts';
import { instant } from './support/clock.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const OWN = '11737';
const PATH = `/api/v1/localities/${OWN}/heartbeat`;

/** Calls of a commune's network, from the address that it is given to the day as a fact. */
describe('a network that calls', () => {
  let t: TestService;
  let officer: Caller;
  beforeEach(async () => {
    t = await startTestService({
      now: '2025-09-25 08:00',
      config: { publicUrl: 'https://phuxanh.example.vn' },
    });
    officer = await t.caller('officer', OWN);
  });
  afterEach(() => t.stop());

  /** The address as the test reaches it. */
  const setUp = async (body: object = { everyMinutes: 5, graceMinutes: 10 }) => {
    const made = await officer.post(PATH, body);
    expect(made.status).toBe(201);
    return made.body.address.replace('https://phuxanh.example.vn', t.address) as string;
  };
  const stands = async () => (await officer.get('/api/v1/heartbeats')).body.items[0];
  const serve = (at: string) => serveUntil(t, instant(at));
  const send = (method: string, body?: object, as = officer) =>
    fetch(t.address + PATH, {
      method,
      headers: {
        authorization: `Bearer ${as.token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });

  it('is up, late, down and up again, and the day says so', async () => {
    const address = await setUp();
    expect(await stands()).toMatchObject({ state: 'unknown', lastBeatAt: null, since: null });
    expect((await stands()).availability).toMatchObject({ watchedMinutes: 0, percent: null });

    expect(await beat(t, address)).toBe(204);
    expect(await stands()).toMatchObject({
      locality: { code: OWN, province: '31' },
      state: 'up',
      lastBeatAt: '2025-09-25T08:00:00.000+07:00',
      since: '2025-09-25T08:00:00.000+07:00',
      everyMinutes: 5,
      graceMinutes: 10,
    });
    await serve('2025-09-25 08:05');
    expect((await stands()).state).toBe('up');
    await serve('2025-09-25 08:06');
    expect(await stands()).toMatchObject({ state: 'late', since: '2025-09-25T08:05:00.000+07:00' });
    await serve('2025-09-25 08:15');
    expect((await stands()).state).toBe('late');
    expect(await readDown(t.db.sql, t.clock.now())).toEqual([]);
    await serve('2025-09-25 08:30');
    expect(await stands()).toMatchObject({ state: 'down', since: '2025-09-25T08:15:00.000+07:00' });
    expect(await readDown(t.db.sql, t.clock.now())).toEqual([
      { locality: OWN, lastBeatAt: instant('2025-09-25 08:00'), downSince: instant('2025-09-25 08:15') },
    ]);
    await serve('2025-09-25 08:40');
    await beat(t, address);
    expect(await stands()).toMatchObject({
      state: 'up',
      since: '2025-09-25T08:40:00.000+07:00',
      availability: { day: '2025-09-25', upMinutes: 15, watchedMinutes: 40, percent: 37.5 },
    });
    expect(await readDown(t.db.sql, t.clock.now())).toEqual([]);
    expect((await officer.get(PATH)).body.items).toEqual([
      { day: '2025-09-25', upMinutes: 15, watchedMinutes: 40, percent: 37.5 },
    ]);
  });

  it('takes POST, GET and HEAD, with whatever body, and answers nothing', async () => {
    const address = await setUp();
    for (const init of [
      { method: 'GET' },
      { method: 'HEAD' },
      { method: 'POST' },
      { method: 'POST', body: new URLSearchParams({ a: 'b' }) },
      { method: 'POST', body: '{"broken', headers: { 'content-type': 'application/json' } },
    ]) {
      const answer = await fetch(address, init);
      expect([init, answer.status, await answer.text()]).toEqual([init, 204, '']);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    await t.service.beats.flush();
    expect((await stands()).state).toBe('up');
  });

  it('calls by the line that is pasted on Linux, once however often it is pasted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'phuxanh-crontab-'));
    // A crontab that holds a file, as the system's own would.
    const crontab =
      '#!/bin/sh\nif [ "$1" = -l ]; then cat "$0.held"; else cat > "$0.new"; mv "$0.new" "$0.held"; fi\n';
    writeFileSync(join(folder, 'crontab'), crontab, { mode: 0o755 });
    writeFileSync(join(folder, 'crontab.held'), '0 3 * * * other\n');
    const run = promisify(execFile);
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
    await run('sh', ['-c', scriptsFor(await setUp(), 5).linux], { env });
    await run('sh', ['-c', scriptsFor(await setUp(), 5).linux], { env });
    const [other, entry, ...rest] = readFileSync(join(folder, 'crontab.held'), 'utf8').trim().split('\n');
    expect([other, rest]).toEqual(['0 3 * * * other', []]);
    await run('sh', ['-c', entry?.replace(/^(\S+ ){5}/, '') ?? ''], { env });
    await t.service.beats.flush();
    expect((await stands()).state).toBe('up');
    rmSync(folder, { recursive: true });
  });

  it('is refused at an address that is nobody’s, replaced or taken away', async () => {
    const first = await setUp();
    expect(await beat(t, `${t.address}/beat/nobody`)).toBe(404);
    expect(await beat(t, first.slice(0, -1) + (first.endsWith('A') ? 'B' : 'A'))).toBe(404);
    expect(await beat(t, first)).toBe(204);
    const second = await setUp({});
    expect(await stands()).toMatchObject({ state: 'up', everyMinutes: 5 });
    await serve('2025-09-25 08:04');
    await beat(t, first);
    expect((await stands()).lastBeatAt).toBe('2025-09-25T08:00:00.000+07:00');
    expect(await beat(t, first)).toBe(404);
    expect(await beat(t, second)).toBe(204);
    expect((await stands()).lastBeatAt).toBe('2025-09-25T08:04:00.000+07:00');

    expect((await send('DELETE')).status).toBe(204);
    await beat(t, second);
    expect(await beat(t, second)).toBe(404);
    expect((await send('DELETE')).status).toBe(404);
    expect((await officer.get('/api/v1/heartbeats')).body.items).toEqual([]);
    // The day was a fact, and one that is set up anew counts on.
    expect((await officer.get(PATH)).body).toEqual({
      heartbeat: null,
      items: [{ day: '2025-09-25', upMinutes: 4, watchedMinutes: 4, percent: 100 }],
    });
    await beat(t, await setUp());
    await serve('2025-09-25 08:08');
    expect((await stands()).availability).toMatchObject({ upMinutes: 8, watchedMinutes: 8 });
  });

  it('keeps its address nowhere, and who changed it in the audit', async () => {
    const address = await setUp();
    await beat(t, address);
    await setUp({});
    expect((await send('PATCH', { graceMinutes: 20 })).status).toBe(200);
    expect((await send('PATCH', { graceMinutes: 0 })).status).toBe(422);
    await send('DELETE');
    const rows = await t.db.sql`select action, actor, target, before, after from audit order by id`;
    const rhythm = { everyMinutes: 5, graceMinutes: 10 };
    const actor = expect.stringMatching(`^token:[0-9]+ officer ${OWN}$`);
    expect(rows).toEqual([
      { action: 'heartbeat.create', actor, target: OWN, before: null, after: rhythm },
      { action: 'heartbeat.rotate', actor, target: OWN, before: rhythm, after: rhythm },
      { action: 'heartbeat.set', actor, target: OWN, before: rhythm, after: { ...rhythm, graceMinutes: 20 } },
      {
        action: 'heartbeat.remove',
        actor,
        target: OWN,
        before: { ...rhythm, graceMinutes: 20 },
        after: null,
      },
    ]);
    await setUp();
    const secret = address.split('/').at(-1) ?? '';
    const stored = await t.db.sql`select h.*, a.* from heartbeat h, audit a`;
    expect(JSON.stringify(stored)).not.toContain(secret);
    const metrics = await (await fetch(`${t.address}/metrics`)).text();
    expect(metrics).toContain('/beat/:token');
    expect(metrics).not.toContain(secret);
  });

  it('counts no outage of ours as one of the network', async () => {
    const address = await setUp();
    await beat(t, address);
    await serve('2025-09-25 08:10');
    await beat(t, address);
    // Nobody is there for two hours.
    t.clock.set('2025-09-25 10:10');
    await t.service.beats.flush();
    expect(await stands()).toMatchObject({ state: 'unknown', since: null });
    expect(await readDown(t.db.sql, t.clock.now())).toEqual([]);
    await serve('2025-09-25 10:20');
    expect(await readDown(t.db.sql, t.clock.now())).toEqual([]);
    await beat(t, address);
    expect((await stands()).state).toBe('up');
    // Ten minutes before; after it, what was before its call is not known either.
    expect((await stands()).availability).toMatchObject({ upMinutes: 10, watchedMinutes: 10, percent: 100 });

    await serve('2025-09-25 10:40');
    expect((await stands()).state).toBe('down');
    t.clock.set('2025-09-25 12:40');
    await t.service.beats.flush();
    // What was down before is still.
    expect(await stands()).toMatchObject({ state: 'down', since: '2025-09-25T10:35:00.000+07:00' });
    expect((await stands()).availability).toMatchObject({ upMinutes: 25, watchedMinutes: 30 });
  });

  it('is closed at night, when it does not call', async () => {
    const address = await setUp();
    t.clock.set('2025-09-25 23:40');
    await t.service.beats.flush();
    await beat(t, address);
    await serve('2025-09-26 02:00');
    await t.service.scheduler.runByHand('housekeeping', t.clock.now());
    const days = [
      { day: '2025-09-25', upMinutes: 15, watchedMinutes: 20, percent: 75 },
      { day: '2025-09-26', upMinutes: 0, watchedMinutes: 120, percent: 0 },
    ];
    expect(await t.db.sql`select day, up_ms, watched_ms from heartbeat_day`).toEqual([
      { day: '2025-09-25', up_ms: 15 * 60_000, watched_ms: 20 * 60_000 },
    ]);
    expect((await officer.get(PATH)).body.items).toEqual(days);
    expect((await officer.get(`${PATH}?from=2025-09-26&to=2025-09-26`)).body.items).toEqual(days.slice(1));
  });
});
