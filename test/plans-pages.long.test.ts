import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escaped, fold } from '../src/plans/calendar-rules.ts';
import { admin } from './support/admin.ts';
import { sessionOf } from './support/person.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

describe('the three papers of 2025', () => {
  let t: TestService;
  let department: Caller;
  let cookie: string;
  const page = async (path: string) => {
    const answer = await fetch(t.address + path, { headers: { cookie, accept: 'text/html' } });
    return { status: answer.status, text: await answer.text() };
  };

  beforeAll(async () => {
    t = await startTestService({ now: '2025-10-20 09:00' });
    await admin(t.db, '2025-10-20 08:00', 'plan', 'examples');
    await admin(t.db, '2025-10-20 08:00', 'plan', 'examples');
    department = await t.caller('department', '*');
    cookie = await sessionOf(t, department.token);
  });
  afterAll(() => t.stop());

  it('stand as they are written', async () => {
    const { items } = (await department.get('/api/v1/plans')).body;
    expect(items.map((one: { code: string; state: string }) => [one.code, one.state])).toEqual([
      ['hcm-kh-dtnq-2025', 'draft'],
      ['hp-9395-vp-vx', 'issued'],
      ['rg-233-kh-tu', 'issued'],
    ]);
    const hcm = (await department.get('/api/v1/plans/hcm-kh-dtnq-2025')).body;
    expect(hcm.tasks).toHaveLength(9);
    expect(hcm.tasks.flatMap((one: { products: unknown[] }) => one.products)).toHaveLength(10);
    const byNo = (no: string) => hcm.tasks.find((one: { no: string }) => one.no === no);
    expect(byNo('1').deadline).toMatchObject({
      asWritten: 'trước ngày 10 tháng 4 năm 2025',
      lastDay: '2025-04-09',
    });
    expect(byNo('3')).toMatchObject({ leads: [], deadline: { lastDay: '2025-09-30' } });
    expect(byNo('3.1.a')).toMatchObject({ parent: '3', leads: ['so-khcn', 'so-tai-chinh'] });
    expect(byNo('4')).toMatchObject({ leads: ['to-giup-viec'], followers: ['to-bien-soan'] });
    expect((await department.get('/api/v1/plans/rg-233-kh-tu')).body.duties).toHaveLength(6);
    const hp = (await department.get('/api/v1/plans/hp-9395-vp-vx')).body;
    expect(hp.tasks).toMatchObject([
      { state: 'overdue', daysLate: 21 },
      { state: 'overdue', deadline: { lastDay: '2025-10-14' } },
      { state: 'ongoing', perUnit: true, measure: 'daily_records' },
    ]);
  });

  it('are pages that read like them', async () => {
    expect((await page('/ke-hoach')).text).toContain('V/v đôn đốc thực hiện');
    const plan = await page('/ke-hoach/hp-9395-vp-vx?from=2025-10-01&to=2025-10-20');
    expect(plan.status).toBe(200);
    for (const words of [
      'trước ngày 30/9/2025',
      'đúng hạn đến 29/9/2025',
      '<svg class="chart"',
      '9395/VP-VX',
    ])
      expect(plan.text).toContain(words);
    expect((await page('/nhiem-vu?state=overdue')).text).toContain('Theo cơ quan chủ trì');
    const { items } = (await department.get('/api/v1/tasks?plan=hp-9395-vp-vx')).body;
    for (const { id } of items) expect((await page(`/nhiem-vu/${id}`)).status).toBe(200);
    expect((await page('/ke-hoach/khong-co')).status).toBe(404);
  });

  it('are a calendar at an address that can be revoked', async () => {
    const { id, url } = (await department.post('/api/v1/calendars', { agency: 'so-tai-chinh' })).body;
    const read = async () => await fetch(t.address + new URL(url).pathname);
    const before = await (await read()).text();
    for (const line of before.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    // As a program of calendars reads it, not as we would.
    const events = (text: string) =>
      new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    const { items } = (await department.get('/api/v1/tasks?plan=hp-9395-vp-vx')).body;
    const find = (text: string) => {
      const [event] = events(text).filter(({ uid }) => uid.startsWith(`task-${items[1].id}@`));
      if (!event) throw new Error('The calendar does not hold the task.');
      const { startDate, endDate } = event;
      const days = [startDate, endDate].map((one) => [one.isDate, one.toString()]);
      return { days, uid: event.uid, sequence: event.sequence, summary: event.summary };
    };
    expect(new Set(events(before).map(({ uid }) => uid)).size).toBe(events(before).length);
    expect(find(before)).toMatchObject({
      days: [
        [true, '2025-10-14'],
        [true, '2025-10-15'],
      ],
      summary: `2. ${items[1].title}`,
    });
    const moved = { lastDay: '2025-11-05', reason: 'Chờ dự toán' };
    expect((await department.post(`/api/v1/tasks/${items[1].id}/deadline`, moved)).status).toBe(200);
    const after = await (await read()).text();
    expect(find(after)).toMatchObject({
      uid: find(before).uid,
      days: [
        [true, '2025-11-05'],
        [true, '2025-11-06'],
      ],
    });
    expect(find(after).sequence).toBeGreaterThan(find(before).sequence);
    // What comes again comes again in order, on whole days.
    const again = (await department.post('/api/v1/calendars', {})).body;
    const all = events(await (await fetch(t.address + new URL(again.url).pathname)).text());
    for (const event of all.filter((one) => one.isRecurring())) {
      const dates = event.iterator();
      const [first, second] = [dates.next(), dates.next()];
      expect([first.isDate, first.toString() < second.toString()]).toEqual([true, true]);
    }
    expect((await department.post(`/api/v1/calendars/${id}/revocation`, {})).status).toBe(204);
    expect((await read()).status).toBe(404);
  });

  it('has lines that cut no letter', () => {
    const text = `SUMMARY:${'Nhiệm vụ phủ xanh, '.repeat(20)}`;
    const lines = fold(text).split('\r\n ');
    expect(lines.join('')).toBe(text);
    expect(lines.every((line, at) => Buffer.byteLength(line) <= (at === 0 ? 75 : 74))).toBe(true);
    expect(escaped('a;b,c\\d\ne')).toBe('a\\;b\\,c\\\\d\\ne');
  });
});
