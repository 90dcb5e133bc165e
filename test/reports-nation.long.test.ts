import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paragraphsOf } from './support/docx.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const DAY = '2025-09-22';
/** Of the process that writes: as much again as it takes, and far below what its heap may grow to. */
const MOST_KB = 400 * 1024;

/** The report of the whole nation: a table of every commune. */
describe.skipIf(process.platform !== 'linux')(
  'a report of the nation (needs /proc)',
  { timeout: 300_000 },
  () => {
    let t: TestService;
    let nation: Caller;
    beforeAll(async () => {
      t = await startTestService({ now: `${DAY} 16:30` });
      nation = await t.caller('admin', '*');
      const programme = { code: 'national', nameVi: 'Báo cáo hằng ngày của cả nước', provinces: ['*'] };
      const made = await nation.post('/api/v1/programmes', { ...programme, startsOn: DAY });
      expect(made.status).toBe(201);
    });
    afterAll(() => t.stop());

    it('is written in a process of its own, within bounds, while others are served', async () => {
      const asked = { kind: 'daily', province: '*', programme: 'national', day: DAY };
      const { status, body } = await nation.post('/api/v1/reports', asked);
      expect(status).toBe(201);
      const headers = { authorization: `Bearer ${nation.token}` };
      const file = fetch(`${t.address}/api/v1/reports/${body.id}/file?format=docx`, { headers }).then(
        async (answer) => Buffer.from(await answer.arrayBuffer()),
      );
      let done = false;
      void file.finally(() => {
        done = true;
      });
      let peak = 0;
      let served = 0;
      while (!done) {
        const others = await nation.get('/api/v1/indicators?limit=1');
        expect(others.status).toBe(200);
        if (!done) served++;
        peak = Math.max(peak, ...writers().map(highest));
      }
      const rows = paragraphsOf(await file).filter((text) => /^\d{5}$/.test(text));
      expect(rows).toHaveLength(3_321);
      expect(served).toBeGreaterThan(3);
      expect(peak).toBeGreaterThan(0);
      expect(peak).toBeLessThan(MOST_KB);
    });
  },
);

/** Processes of ours that write papers. */
const writers = () =>
  readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    const parent = /^PPid:\s+(\d+)/m.exec(said(pid, 'status'))?.[1];
    return parent === String(process.pid) && said(pid, 'cmdline').includes('papers/child');
  });

/** Kilobytes of memory that a process has had at most. */
const highest = (pid: string) => Number(/^VmHWM:\s+(\d+)/m.exec(said(pid, 'status'))?.[1] ?? 0);

function said(pid: string, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
}
