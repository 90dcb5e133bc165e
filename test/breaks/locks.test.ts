import { setTimeout } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settleAfter } from '../../src/collect/after-store.ts';
import { collect } from '../../src/collect/collect.ts';
import { createSubmitter } from '../../src/intake/submit-together.ts';
import { greenValues } from '../support/records.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';

/** What somebody holds in the database delays nobody who does not need it. */
describe('what another session holds', () => {
  const day = '2025-09-25';
  /** Far below any of the times that a statement waits for a lock, and far above what a record takes. */
  const SOON_MS = 900;
  let t: TestService;
  let department: Caller;
  let admin: Caller;
  let codes: string[];
  let values: Record<string, unknown>;
  let other: postgres.Sql;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 08:00' });
    department = await t.caller('department', '31');
    admin = await t.caller('admin', '*');
    const registry = await t.service.registry.fresh();
    codes = [...registry.localities.values()].filter((one) => one.province === '31').map((one) => one.code);
    values = greenValues(registry, day);
    other = postgres({ ...t.connection, max: 1, onnotice: () => {} });
    // Code is compiled, statements are prepared, connections stand.
    await Promise.all(codes.map((code) => post(code, 'đầu ngày')));
    await admin.get('/health/ready');
  });
  afterAll(async () => {
    await other.end();
    await t.stop();
  });

  const post = (locality: string, note: string) =>
    department.post('/api/v1/records', { locality, day, values, note });

  /** Holds locks as long as `meanwhile` goes on. */
  async function holding<T>(statement: string, meanwhile: (release: () => Promise<void>) => Promise<T>) {
    await other.unsafe(`begin; ${statement}`);
    const release = async () => {
      await other.unsafe('rollback');
    };
    try {
      return await meanwhile(release);
    } finally {
      await release();
    }
  }
  const rowOf = (code: string) => `select from current_values where locality = '${code}' for update`;
  async function timed<T>(work: Promise<T>): Promise<{ took: number; answer: T }> {
    const start = performance.now();
    const answer = await work;
    return { took: performance.now() - start, answer };
  }

  it('one locality stops none of the others, and is stored once it is free', async () => {
    const [locked = '', ...free] = codes;
    await holding(rowOf(locked), async (release) => {
      let answered = false;
      const waits = post(locked, 'chờ').finally(() => {
        answered = true;
      });
      for (const round of ['một', 'hai']) {
        const all = await Promise.all(free.slice(0, 40).map((code) => timed(post(code, round))));
        expect(all.map(({ answer }) => answer.status)).toEqual(all.map(() => 201));
        expect(Math.max(...all.map(({ took }) => took))).toBeLessThan(2 * SOON_MS);
      }
      expect(answered).toBe(false);
      await release();
      const { took, answer } = await timed(waits);
      expect([answer.status, answer.body.revision]).toEqual([201, 2]);
      expect(took).toBeLessThan(SOON_MS);
    });
  });

  it('keeps the order of the records that wait for it', async () => {
    const [, locked = ''] = codes;
    const answers = await holding(rowOf(locked), async (release) => {
      const waiting: ReturnType<typeof post>[] = [];
      for (const note of ['a', 'b', 'c']) {
        waiting.push(post(locked, note));
        await setTimeout(30);
      }
      await release();
      return await Promise.all(waiting);
    });
    const revisions = answers.map(({ body }) => body.revision);
    expect(revisions).toEqual([...revisions].sort());
    expect(new Set(revisions).size).toBe(3);
  });

  it('is waited for a bounded time, then the record is refused and nothing of it stored', async () => {
    const [, , locked = ''] = codes;
    const registry = await t.service.registry.fresh();
    const locality = registry.localities.get(locked);
    if (!locality) throw new Error('no such locality');
    const impatient = createSubmitter(t.db.lanes, 'api', settleAfter, 200);
    const sender = { kind: 'token', id: 1, name: 'department 31', role: 'department', area: '31' } as const;
    const record = { locality: locked, day, values: {}, note: 'quá lâu', replaces: null };
    await holding(rowOf(locked), async () => {
      const sent = impatient(registry, { record, locality, receivedAt: t.clock.now(), sender });
      await expect(sent).rejects.toMatchObject({ code: 'unavailable' });
    });
    const { body } = await department.get(`/api/v1/localities/${locked}/records/${day}`);
    expect(body.revisions.at(-1).note).not.toBe('quá lâu');
  });

  it('stops no other record when a batch waits for it', async () => {
    // Locks are taken by code: all the others' are held when it comes to the last.
    const locked = codes.at(-1) ?? '';
    const records = codes.map((locality) => ({ locality, day, values, note: 'cả tỉnh' }));
    await holding(rowOf(locked), async (release) => {
      const batch = department.post('/api/v1/records/batch', { records });
      await setTimeout(100);
      const took = await Promise.all(
        codes.slice(0, 10).map(async (code) => (await timed(post(code, 'ba'))).took),
      );
      // The batch lets go of what it holds already before it tries again.
      expect(Math.max(...took)).toBeLessThan(2_500);
      await release();
      expect((await batch).body).toMatchObject({ accepted: codes.length, rejected: 0 });
    });
  });

  it('stops the collector at no other locality', async () => {
    const [, , , , locked = ''] = codes;
    const registry = await t.service.registry.fresh();
    await t.db.sql`delete from status where locality = any(${codes})`;
    const counted = async () => {
      const [row] = await t.db.sql<{ count: number }[]>`
        select count(distinct locality)::int as count from status where locality = any(${codes})`;
      return row?.count ?? 0;
    };
    await holding(rowOf(locked), async (release) => {
      const round = collect(t.db.sql, registry, t.clock.now());
      const start = performance.now();
      while ((await counted()) < codes.length - 1 && performance.now() - start < 5_000) await setTimeout(20);
      expect(await counted()).toBe(codes.length - 1);
      await release();
      expect((await round).localities).toBeGreaterThanOrEqual(codes.length);
    });
    expect(await counted()).toBe(codes.length);
  });

  it('delays no record and no watcher, however many pages wait for it', async () => {
    const [, , , , , one = ''] = codes;
    await holding('lock table alert, audit in access exclusive mode', async (release) => {
      const readers = Array.from({ length: 12 }, () => [
        admin.get('/api/v1/alerts'),
        admin.get('/api/v1/audit'),
      ]).flat();
      await setTimeout(100);
      const [record, ready, live] = await Promise.all([
        timed(post(one, 'bốn')),
        timed(admin.get('/health/ready')),
        timed(admin.get('/health/live')),
      ]);
      expect([record, ready, live].map(({ answer }) => answer.status)).toEqual([201, 200, 200]);
      for (const { took } of [record, ready, live]) expect(took).toBeLessThan(2 * SOON_MS);
      await release();
      await Promise.all(readers);
    });
  });
});
