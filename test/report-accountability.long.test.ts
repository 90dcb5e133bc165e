import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorOf } from '../src/admin/audit.ts';
import { setCondition } from '../src/changes/conditions.ts';
import { setIndicator } from '../src/changes/indicators.ts';
import { admin } from './support/admin.ts';
import { paragraphsOf } from './support/docx.ts';
import { sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const [A, B, C] = ['11737', '10507', '10525'];
const PC = 'equipment.computer';
const DAY = '2025-12-31';
const KINDS = ['daily', 'deadline', 'monthly', 'half_yearly'] as const;
const SUBJECTS = {
  daily: { day: DAY },
  deadline: { deadline: DAY },
  monthly: { period: '2025-12' },
  half_yearly: { period: '2025-H2' },
};

/** What reports say of targets and money, and that whatever comes later moves nothing of a period that is over. */
describe('targets and money in reports', { timeout: 300_000 }, () => {
  let t: TestService;
  let department: Caller;
  let finance: Caller;
  let leader: Caller;
  const ids: Partial<Record<(typeof KINDS)[number], number>> = {};

  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 08:00` });
    const root = await t.caller('admin', '*');
    department = await t.caller('department', '31');
    finance = await t.caller('finance', '31');
    leader = await t.caller('leader', '31');
    const author = authorOf({ actor: 'shell:test', now: t.clock.now() } as never);
    await setCondition(t.db, author, 'target', { nameVi: 'Chỉ tiêu kế hoạch', nameEn: 'Targets' });
    const fields = { agency: 'UBND', basis: 'Kế hoạch', required: false, nameEn: 'Online services' };
    await setIndicator(t.db, author, {
      ...{ code: 'target.online', from: DAY, group: 'target', kind: 'ratio', period: 'half_year' },
      fields: { ...fields, nameVi: 'Dịch vụ công trực tuyến', unit: '%', allowsZeroNeed: true },
    });
    const programme = { code: 'plan-2030', nameVi: 'Chỉ tiêu đến năm 2030', provinces: ['31'] };
    await root.post('/api/v1/programmes', { ...programme, period: 'half_year', startsOn: DAY });
    const target = { programme: 'plan-2030', indicator: 'target.online', asWritten: 'đạt trên 80%' };
    const path = [{ year: 2025, value: 50 }];
    await ok(
      department.post('/api/v1/targets', { ...target, ...{ comparator: '>', target: 80, year: 2030, path } }),
    );
    const words = {
      programme: 'plan-2030',
      indicator: 'plan.leading',
      comparator: null,
      asWritten: 'dẫn đầu',
    };
    await ok(department.post('/api/v1/targets', words));

    const green = greenValues(await t.service.registry.fresh(), DAY);
    await record(A, DAY, { ...green, [PC]: { have: 15, need: 20 } });
    await record(B, DAY, { ...green, [PC]: { have: 18, need: 20 }, 'network.lan': false });
    await record(C, DAY, green);
    await record(A, DAY, {
      ...green,
      [PC]: { have: 15, need: 20 },
      'target.online': { have: 45, need: 100 },
    });
    await record(B, DAY, {
      ...green,
      ...{ [PC]: { have: 18, need: 20 }, 'network.lan': false, 'target.online': { have: 60, need: 100 } },
    });
    const price = { item: PC, unitPrice: 18_000_000, ceiling: 20_000_000, basis: 'QĐ', province: '31' };
    await ok(finance.post('/api/v1/funding/prices', { ...price, validFrom: '2025-12-01' }));
    const id = await proposed();
    await allocated(id, 3);
    await delivered(id, 2, DAY);
    await ok(
      department.post(`/api/v1/gaps/${B}/network.lan/promise`, {
        ...{ owner: 'Lê Bình', reason: 'Chờ đường truyền', promisedOn: '2026-01-05' },
      }),
    );
    await t.tick();
    t.clock.set(`${DAY} 16:30`);
    await t.tick();
    for (const kind of KINDS) {
      const made = await department.post('/api/v1/reports', { kind, province: '31', ...SUBJECTS[kind] });
      const known = (await department.get(`/api/v1/reports?kind=${kind}`)).body.items[0];
      ids[kind] = made.status === 201 ? made.body.id : known.id;
    }
  });
  afterAll(() => t.stop());

  async function ok(sent: Promise<{ status: number; body: unknown }>) {
    const { status, body } = await sent;
    expect([status, status < 300 ? null : body]).toEqual([status, null]);
    // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what tests are there to find out
    return body as any;
  }
  const record = (locality: string, day: string, values: object) =>
    ok(department.post('/api/v1/records', { locality, day, values }));
  async function proposed(): Promise<number> {
    const asked = { title: 'Đợt 1', province: '31', needs: { indicator: PC, locality: A } };
    const { id } = await ok(finance.post('/api/v1/funding/proposals', asked));
    await ok(finance.post(`/api/v1/funding/proposals/${id}/submission`, {}));
    await ok(finance.post(`/api/v1/funding/proposals/${id}/approval`, { paper: 'QĐ 1' }));
    return id;
  }
  const allocated = (id: number, quantity: number) =>
    ok(
      finance.post(`/api/v1/funding/proposals/${id}/allocations`, {
        ...{ lines: [{ locality: A, item: PC, quantity }], source: 'Chi thường xuyên' },
      }),
    );
  const delivered = (id: number, quantity: number, day: string) =>
    ok(
      finance.post(`/api/v1/funding/proposals/${id}/deliveries`, {
        ...{ locality: A, item: PC, quantity, day, minutes: 'BB 01' },
      }),
    );
  const figuresOf = async (kind: (typeof KINDS)[number]) =>
    (await department.get(`/api/v1/reports/${ids[kind]}`)).body.figures;
  const fileOf = async (kind: (typeof KINDS)[number], format = 'docx') => {
    const headers = { authorization: `Bearer ${department.token}` };
    const answer = await fetch(`${t.address}/api/v1/reports/${ids[kind]}/file?format=${format}`, { headers });
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };
  const page = async (path: string) => {
    const cookie = await sessionOf(t, department.token);
    const answer = await fetch(t.address + path, { headers: { accept: 'text/html', cookie } });
    expect([path, answer.status]).toEqual([path, 200]);
    return await answer.text();
  };

  it('say of the month and the half-year how targets stand, by whom, and of nobody more than is known', async () => {
    for (const kind of ['monthly', 'half_yearly'] as const) {
      const { targets } = await figuresOf(kind);
      const [online, leading] = targets;
      expect(online).toMatchObject({ indicator: 'target.online', comparator: '>', target: 80, year: 2030 });
      expect(online.counts).toEqual({
        ...{ met: 0, not_met: 0, ahead: 1, on_path: 0, behind: 1, qualitative: 0 },
        no_data: 112,
      });
      const of = (code: string) =>
        online.localities.find((one: { locality: string }) => one.locality === code);
      expect(of(A)).toEqual({ locality: A, state: 'behind', difference: -5, period: '2025-H2', value: 45 });
      expect(of(C)).toMatchObject({ state: 'no_data', value: null, difference: null });
      expect(leading).toMatchObject({ comparator: null, counts: { qualitative: 1 } });
      const paper = await page(`/bao-cao-tong-hop/${ids[kind]}`);
      expect(paper).toContain('vượt lộ trình 1, chậm so với lộ trình 1, chưa có số liệu 112');
      expect(paper).toMatch(/(>|&gt;) 80 % \(năm 2030\)/);
    }
    expect((await figuresOf('daily')).targets).toBeUndefined();
    const paper = await page(`/bao-cao-tong-hop/${ids.half_yearly}`);
    const key = encodeURIComponent('target:plan-2030:target.online:behind');
    expect(paper).toContain(`so-lieu=${key}`);
    const rows = await page(`/bao-cao-tong-hop/${ids.half_yearly}/danh-sach?so-lieu=${key}&format=csv`);
    expect(rows.trim().split('\n')).toHaveLength(2);
    expect(rows).toContain(A);
  });

  it('say of every kind how much of what is lacking is paid for, in units alone', async () => {
    for (const kind of KINDS) {
      const { funding, indicators } = await figuresOf(kind);
      expect(funding).toMatchObject({ gaps: { delivered: 1, allocated: 0, not_shown: 0 } });
      expect(funding).toMatchObject({ allocated: 3, delivered: 2, shown: 0 });
      const { lacking } = indicators.find((one: { code: string }) => one.code === PC);
      const paid = lacking.filter((one: { funding?: object }) => one.funding);
      expect(paid).toEqual([
        expect.objectContaining({
          ...{ locality: A, missing: 5 },
          funding: { state: 'delivered', allocated: 3, delivered: 2, shown: 0 },
        }),
      ]);
      const paper = await page(`/bao-cao-tong-hop/${ids[kind]}`);
      expect(paper).toContain('1 nội dung còn thiếu đã được cấp kinh phí');
    }
    // Everybody of the area reads a report: why something is lacking stands in it, and no amount.
    const text = paragraphsOf(await fileOf('deadline')).join('\n');
    expect(text).toContain('Chờ đường truyền');
    expect(text).not.toMatch(/18\.000\.000|\d đồng/);
    const rows = await page(
      `/bao-cao-tong-hop/${ids.daily}/danh-sach?so-lieu=funding%3Adelivered&format=csv`,
    );
    expect(rows.trim().split('\n')).toHaveLength(2);
  });

  it('are the same whatever comes later, and what was approved keeps its bytes', async () => {
    // Each at the end of all that may be said of its days.
    t.clock.set('2026-02-02 09:00');
    await t.tick();
    for (const kind of ['deadline'] as const) {
      await ok(department.post(`/api/v1/reports/${ids[kind]}/submission`, {}));
      await ok(leader.post(`/api/v1/reports/${ids[kind]}/approval`, {}));
    }
    const figures = () => Promise.all(KINDS.map(figuresOf));
    const hashes = () =>
      inTurn(['daily', 'deadline'] as const, async (kind) =>
        createHash('sha256')
          .update(await fileOf(kind))
          .digest('hex'),
      );
    const before = { figures: await figures(), files: await hashes() };
    const today = '2026-02-02';
    const green = greenValues(await t.service.registry.fresh(), today);
    const shell = (...args: string[]) => admin(t.db, `${today} 09:00`, ...args);
    const later: (() => Promise<unknown>)[] = [
      () => record(A, today, green),
      () => record(C, today, { 'network.lan': false }),
      async () => {
        const { id } = (await finance.get('/api/v1/funding/proposals')).body.items[0];
        await allocated(id, 1);
        await delivered(id, 1, DAY);
      },
      () =>
        ok(
          department.post('/api/v1/targets', {
            ...{ programme: 'plan-2030', indicator: 'target.online', asWritten: '≥ 30%', from: today },
            ...{ comparator: '≥', target: 30, year: 2030 },
          }),
        ),
      // Set late of a time that is over: the reports of that time are of what was known in it.
      () =>
        ok(
          department.post('/api/v1/targets', {
            ...{ programme: 'plan-2030', indicator: 'target.online', asWritten: '≥ 20%', from: DAY },
            ...{ comparator: '≥', target: 20, year: 2030 },
          }),
        ),
      () =>
        ok(
          department.post('/api/v1/targets', {
            ...{ programme: 'plan-2030', indicator: 'target.online', asWritten: '≥ 10%', from: '2025-12-01' },
            ...{ comparator: '≥', target: 10, year: 2030, locality: A },
          }),
        ),
      async () => {
        const { items } = (await department.get('/api/v1/targets?programme=plan-2030&limit=5000')).body;
        const words = items.find((one: { indicator: string }) => one.indicator === 'plan.leading');
        await ok(department.post(`/api/v1/targets/${words.id}/end`, { lastDay: DAY }));
      },
      () => shell('locality', 'rename', B, '--name', 'Tên Mới', '--from', '2026-02-03'),
      () => shell('locality', 'end', C, '--last-day', '2026-02-03', '--successor', B),
      () => shell('programme', 'set', 'haiphong-daily', '--amber', '90'),
      () => shell('indicator', 'end', 'network.lan', '--last-day', '2026-02-02'),
      async () => {
        t.clock.set('2026-03-05 16:30');
        await t.tick();
      },
      async () => {
        const { items } = (await department.get('/api/v1/alerts?state=open')).body;
        const taken = { owner: 'Lê Bình', reason: 'Đang làm', promisedOn: '2026-03-20' };
        await ok(leader.post(`/api/v1/alerts/${items[0].id}/acknowledgement`, taken));
      },
      () =>
        ok(
          department.post(`/api/v1/gaps/${B}/${PC}/promise`, {
            ...{ owner: 'Trần An', reason: 'Chờ bàn giao', promisedOn: '2026-04-01' },
          }),
        ),
      async () => {
        const urged = {
          kind: 'cong_van',
          addressees: ['all-localities'],
          subject: 'đôn đốc',
          localities: [A],
        };
        const { id } = await ok(department.post('/api/v1/documents', urged));
        const issue = { number: '9', day: '2026-03-05', signerTitle: 'Giám đốc' };
        await ok(department.post(`/api/v1/documents/${id}/issue`, issue));
      },
      async () => {
        const plan = { code: 'kh-1', title: 'Kế hoạch', province: '31', standing: 'so-khcn', number: '1/KH' };
        await ok(department.post('/api/v1/plans', { ...plan, day: '2026-03-01' }));
        const sheet = 'no,title,leads,deadline\n1,Rà soát,so-khcn,trước ngày 30/3/2026';
        await ok(department.post('/api/v1/plans/kh-1/import', sheet, { 'content-type': 'text/csv' }));
      },
    ];
    for (const [at, act] of later.entries()) {
      await act();
      const now = await figures();
      for (const [place, kind] of KINDS.entries())
        expect([at, kind, now[place]]).toEqual([at, kind, before.figures[place]]);
    }
    expect(await hashes()).toEqual(before.files);
    for (const kind of ['deadline'] as const)
      expect((await department.get(`/api/v1/reports/${ids[kind]}`)).body.changedSince).toBeNull();
  });
});

async function inTurn<T, R>(of: readonly T[], act: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const one of of) done.push(await act(one));
  return done;
}
