import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const CSV = { 'content-type': 'text/csv' };
const A = '11737';

/** The dispatch of Hải Phòng, as an office would put it in a sheet. */
const SHEET = [
  'TT,Nhiệm vụ,Cơ quan chủ trì,Cơ quan phối hợp,Thời hạn,Sản phẩm',
  '1,Rà soát các nhiệm vụ; đôn đốc,Sở Khoa học và Công nghệ,"Các xã, phường, đặc khu trên địa bàn thành phố",trước ngày 30/9/2025,Báo cáo kết quả rà soát; Văn bản đề xuất',
  '2,Tham mưu cấp kinh phí,so-tai-chinh,so-khcn,trước ngày 15/10/2025,Tờ trình cấp kinh phí',
  '3,Hằng ngày cập nhật,"Ủy ban nhân dân các xã, phường, đặc khu trên địa bàn thành phố",,hằng ngày,',
].join('\n');

describe('plans', () => {
  let t: TestService;
  let department: Caller;
  let officer: Caller;
  let viewer: Caller;
  const tasks = async (query = '') => (await department.get(`/api/v1/tasks?plan=hp-9395${query}`)).body;
  const taskNo = async (no: string) =>
    (await tasks()).items.find((one: { no: string }) => one.no === no) as {
      id: number;
      state: string;
      deadline: { changes: unknown[] };
    };

  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-27 16:30' });
    department = await t.caller('department', '31');
    officer = await t.caller('officer', A);
    viewer = await t.caller('viewer', '31');
  });
  afterAll(() => t.stop());

  it('are made of one’s own area, once a code, with a standing agency that is there', async () => {
    const post = (body: object) => department.post('/api/v1/plans', body);
    const plan = {
      ...{ code: 'hp-9395', title: 'V/v đôn đốc', province: '31', standing: 'so-khcn' },
      ...{ number: '9395/VP-VX', day: '2025-09-27', kind: 'CV' },
    };
    expect((await post({ ...plan, standing: 'so-nao-do' })).body.errors[0].pointer).toBe('/standing');
    expect((await post({ ...plan, province: '79' })).status).toBe(404);
    expect((await officer.post('/api/v1/plans', plan)).status).toBe(403);
    const made = await post(plan);
    expect(made.body).toMatchObject({ code: 'hp-9395', state: 'issued', version: 1, tasks: [] });
    expect((await post(plan)).body.code).toBe('plan_exists');
    const draft = { code: 'du-thao', title: 'Dự thảo', province: '31', standing: 'so-khcn' };
    expect((await post(draft)).body).toMatchObject({ state: 'draft', number: null, day: null });
    const issued = await department.patch('/api/v1/plans/du-thao', {
      number: '1/KH-UBND',
      day: '2025-09-27',
    });
    expect(issued.body).toMatchObject({ state: 'issued', version: 1 });
  });

  it('take their tasks from a sheet, whose every fault is told at its cell', async () => {
    const send = (sheet: string, query = '', of = 'hp-9395') =>
      department.post(`/api/v1/plans/${of}/import${query}`, sheet, CSV);
    const faulty = await send(
      [
        'no,title,leads,deadline,products,parent',
        '1,,so-khcn,trước ngày 30/9/2025,,',
        '1,Hai,so-nao-do,theo chỉ đạo,,',
        '2,Ba,so-khcn,,A; A,4',
        '4,Bốn,,,,2',
        '5,Năm,,,,',
      ].join('\n'),
    );
    expect(faulty.status).toBe(422);
    const columns = faulty.body.results.map((one: { row: number; errors?: { column: string }[] }) => [
      one.row,
      (one.errors ?? []).map(({ column }) => column),
    ]);
    expect(columns).toEqual([
      [2, ['title']],
      [3, ['leads', 'no']],
      [4, ['products', 'parent']],
      [5, ['parent']],
      [6, ['leads']],
    ]);
    expect((await tasks()).items).toEqual([]);

    const trial = await send(SHEET, '?dryRun=true');
    expect(trial.body).toMatchObject({ accepted: 3, rejected: 0 });
    expect((await tasks()).items).toEqual([]);
    const done = await send(SHEET);
    expect(done.body.results[0]).toMatchObject({
      no: '1',
      does: 'added',
      deadline: { asWritten: 'trước ngày 30/9/2025', lastDay: '2025-09-29' },
    });
    expect((await send(SHEET)).body).toMatchObject({ accepted: 0, unchanged: 3, version: 1 });
    const { items, totals, names } = await tasks();
    expect(items).toMatchObject([
      { no: '1', leads: ['so-khcn'], coordinators: ['all-localities'], state: 'not_started', daysLate: 0 },
      { no: '2', leads: ['so-tai-chinh'], coordinators: ['so-khcn'], deadline: { lastDay: '2025-10-14' } },
      { no: '3', leads: ['all-localities'], perUnit: true, state: 'ongoing', recurring: { freq: 'daily' } },
    ]);
    expect(items[0].products.map(({ name }: { name: string }) => name)).toEqual([
      'Báo cáo kết quả rà soát',
      'Văn bản đề xuất',
    ]);
    expect(totals).toMatchObject({ total: 3, inTime: 2, ongoing: 1, overdue: 0 });
    expect(names['so-khcn']).toBe('Sở Khoa học và Công nghệ');
    expect((await officer.get(`/api/v1/tasks?locality=${A}`)).body.items).toHaveLength(2);
    expect((await tasks('&agency=so-khcn')).items).toHaveLength(2);
    expect((await tasks('&agency=so-khcn&role=lead')).totals.total).toBe(1);
    expect((await tasks('&dueBefore=2025-10-01')).totals.total).toBe(1);
    const first = await tasks('&limit=1');
    expect(first.totals.total).toBe(3);
    expect(
      (await tasks(`&limit=2&cursor=${first.nextCursor}`)).items.map((one: { no: string }) => one.no),
    ).toEqual(['2', '3']);
    // A draft whose words no rule reads is kept as it is written.
    const odd = await send('Nhiệm vụ,Cơ quan chủ trì,Thời hạn\nSoạn,so-khcn,Theo chỉ đạo', '', 'du-thao');
    expect(odd.body.results).toMatchObject([{ no: '1', needsDay: true, deadline: { lastDay: null } }]);
  });

  it('have tasks that are done on the day of the claim, once that is confirmed, and by one alone', async () => {
    const { id } = await taskNo('1');
    const path = `/api/v1/tasks/${id}`;
    const claim = (body: object, by = department) => by.post(`${path}/claim`, body);
    expect((await claim({ on: '2025-09-26' })).body.errors[0].pointer).toBe('/on');
    expect((await claim({ on: '2025-09-28' })).status).toBe(422);
    expect((await claim({ on: '2025-02-30' })).status).toBe(422);
    expect((await claim({}, officer)).status).toBe(403);
    expect((await claim({}, viewer)).status).toBe(403);
    t.clock.set('2025-09-29 09:00');
    expect((await department.post(`${path}/progress`, { text: 'Đã rà soát 60 xã.' })).body.state).toBe(
      'in_progress',
    );
    expect((await claim({ products: [{ name: 'Báo cáo', link: 'javascript:alert(1)' }] })).status).toBe(422);
    expect((await claim({ products: [{ name: 'Báo cáo' }] })).status).toBe(422);
    const pdf = Buffer.from('%PDF-1.4 báo cáo');
    const sent = await department.post(`${path}/files?name=bao-cao.pdf`, pdf, {
      'content-type': 'application/pdf',
    });
    const wrong = await department.post(`${path}/files?name=a.pdf`, Buffer.from('MZ'), {
      'content-type': 'application/pdf',
    });
    expect([sent.status, wrong.status]).toEqual([201, 422]);
    const products = [{ name: 'Báo cáo kết quả rà soát', file: sent.body.file }];
    expect((await claim({ products: [{ name: 'x', file: 99_999 }] })).status).toBe(422);
    expect((await claim({ products })).body).toMatchObject({
      state: 'claimed',
      claimedOn: '2025-09-29',
      products: [{ provided: true, file: sent.body.file }, { provided: false }],
    });
    expect((await claim({})).body.code).toBe('already_claimed');
    expect((await viewer.get(`${path}/files/${sent.body.file}`)).status).toBe(200);

    t.clock.set('2025-10-02 09:00');
    expect((await department.post(`${path}/confirmation`, { accept: false })).body.errors[0].pointer).toBe(
      '/reason',
    );
    const both = await Promise.all([
      department.post(`${path}/confirmation`, { accept: true }),
      department.post(`${path}/confirmation`, { accept: false, reason: 'Thiếu văn bản đề xuất.' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { state } = await taskNo('1');
    if (both[0].status === 200)
      expect(await taskNo('1')).toMatchObject({
        state: 'done_on_time',
        claimedOn: '2025-09-29',
        confirmedOn: '2025-10-02',
        daysLate: 0,
      });
    else expect(state).toBe('overdue');
  });

  it('have deadlines that are moved with a reason, which does not forget the first', async () => {
    const { id } = await taskNo('2');
    const path = `/api/v1/tasks/${id}`;
    const move = (body: object) => department.post(`${path}/deadline`, body);
    expect((await move({ asWritten: 'trước ngày 31/10/2025' })).body.errors[0].pointer).toBe('/reason');
    expect((await move({ asWritten: 'theo chỉ đạo', reason: 'x' })).body.errors[0].pointer).toBe('/lastDay');
    expect((await move({ reason: 'x' })).status).toBe(422);
    expect((await move({ lastDay: '2025-09-01', reason: 'x' })).status).toBe(422);
    expect((await officer.post(`${path}/deadline`, { lastDay: '2025-12-01', reason: 'x' })).status).toBe(403);
    const basis = '9901/VP-VX';
    const moved = await move({ asWritten: 'trước ngày 31/10/2025', reason: 'Chờ giá', basis });
    expect(moved.body.deadline).toMatchObject({
      asWritten: 'trước ngày 31/10/2025',
      lastDay: '2025-10-30',
      original: { lastDay: '2025-10-14' },
      changes: [{ reason: 'Chờ giá', basis }],
    });
    t.clock.set('2025-10-28 09:00');
    await department.post(`${path}/claim`, { on: '2025-10-25' });
    const done = await department.post(`${path}/confirmation`, { accept: true });
    expect(done.body).toMatchObject({ state: 'done_on_time', daysLate: 0, daysLateOriginal: 11 });
    expect((await move({ lastDay: '2025-12-01', reason: 'x' })).body.code).toBe('already_done');
    const side = await department.get('/api/v1/plans/hp-9395/comparison?from=2025-10-01&to=2025-10-28');
    expect(side.body.changes.find((one: { no: string }) => one.no === '2')).toMatchObject({
      what: ['now_met', 'moved'],
      from: 'not_started',
      to: 'done_on_time',
      moved: [{ before: { lastDay: '2025-10-14' }, lastDay: '2025-10-30', reason: 'Chờ giá' }],
    });
    expect((await tasks('&on=2025-10-20')).items[1].state).toBe('not_started');
  });

  it('are done by each locality for itself where they say so, and measured by its records', async () => {
    const { id } = await taskNo('3');
    const own = (await officer.get(`/api/v1/tasks?locality=${A}&state=ongoing`)).body.items[0];
    expect(own).toMatchObject({ no: '3', state: 'ongoing', periods: { onTime: 0 }, units: null });
    const units = (await department.get(`/api/v1/tasks/${id}/units?limit=2`)).body;
    expect(units.totals).toMatchObject({ total: 114, ongoing: 114 });
    expect(units.items).toHaveLength(2);
    expect((await officer.post(`/api/v1/tasks/${id}/progress`, { text: 'Đã cập nhật.' })).status).toBe(200);
    expect(
      (await department.post(`/api/v1/tasks/${id}/progress`, { text: 'x' })).body.errors[0].pointer,
    ).toBe('/locality');
    const other = await officer.post(`/api/v1/tasks/${id}/progress`, { text: 'x', locality: '11740' });
    expect(other.status).toBe(404);
  });

  it('are amended as versions, and cancelled with a reason', async () => {
    const { id } = await taskNo('2');
    const sheet =
      'no,title,leads,deadline\n1,Rà soát,so-khcn,trước ngày 30/9/2025\n4,Mới,so-khcn,Quý IV/2025';
    const amended = await department.post('/api/v1/plans/hp-9395/import?basis=9999/VP-VX', sheet, CSV);
    expect(amended.body).toMatchObject({ accepted: 2, version: 2 });
    const moves = 'no,title,deadline\n4,Mới,năm 2026';
    expect((await department.post('/api/v1/plans/hp-9395/import', moves, CSV)).status).toBe(422);
    expect((await department.post('/api/v1/plans/hp-9395/import?reason=Chậm', moves, CSV)).body.version).toBe(
      3,
    );
    const { versions, tasks: all } = (await viewer.get('/api/v1/plans/hp-9395')).body;
    expect(
      versions.map((one: { changes: { no: string; what: string }[] }) =>
        one.changes.map(({ no, what }) => [no, what]),
      ),
    ).toEqual([
      [
        ['1', 'changed'],
        ['4', 'added'],
      ],
      [['4', 'deadline']],
    ]);
    expect(all).toHaveLength(4);
    const child = { no: '4.1', title: 'Con', leads: ['so-khcn'], deadline: 'Quý IV/2025' };
    expect((await department.post('/api/v1/plans/hp-9395/tasks', child)).status).toBe(201);
    const four = await taskNo('4');
    const circle = await department.patch(`/api/v1/tasks/${four.id}`, { parent: '4.1' });
    expect(circle.body.errors[0].pointer).toBe('/parent');
    expect((await department.post(`/api/v1/tasks/${four.id}/claim`, {})).body.code).toBe('has_children');
    expect((await department.post(`/api/v1/tasks/${four.id}/cancellation`, {})).status).toBe(422);
    const cancelled = await department.post(`/api/v1/tasks/${four.id}/cancellation`, {
      reason: 'Đã giao lại.',
    });
    expect(cancelled.body.state).toBe('cancelled');
    expect((await taskNo('4.1')).state).toBe('cancelled');
    expect(
      (await department.post(`/api/v1/tasks/${four.id}/deadline`, { lastDay: '2026-01-01', reason: 'x' }))
        .body.code,
    ).toBe('task_cancelled');
    expect((await department.post(`/api/v1/tasks/${id}/cancellation`, { reason: 'x' })).body.code).toBe(
      'already_done',
    );
    expect((await tasks()).totals).toMatchObject({ total: 3, cancelled: 2 });
  });

  it('that are not there are answered as such, wherever a list names them', async () => {
    const statuses = async (...paths: string[]) =>
      await Promise.all(paths.map(async (path) => (await department.get(`/api/v1/${path}`)).status));
    await (await t.caller('department', '79')).post('/api/v1/plans', {
      ...{ code: 'cua-tinh-khac', title: 'Khác', province: '79', standing: 'so-khcn' },
    });
    const unknown = [
      'tasks?plan=khong-co',
      'tasks?plan=cua-tinh-khac',
      'tasks?province=79',
      'tasks?province=99',
    ];
    expect(await statuses(...unknown, 'plans?province=79', 'tasks?locality=99999')).toEqual(
      Array(6).fill(404),
    );
    const programme = await department.get('/api/v1/targets?programme=khong-co');
    expect([programme.status, programme.body.errors[0].pointer]).toEqual([422, '?programme']);
    expect(
      await statuses('tasks?plan=hp-9395&province=31', 'plans?province=31', 'targets?province=31'),
    ).toEqual([200, 200, 200]);
  });

  it('are listed page by page, whichever was made first', async () => {
    const paged = async (path: string) => {
      const found: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const {
          items,
          nextCursor,
        }: { items: { plan?: string; code?: string; no?: string }[]; nextCursor: string | null } = (
          await department.get(`${path}?limit=1${next && `&cursor=${next}`}`)
        ).body;
        found.push(...items.map((one) => one.code ?? `${one.plan} ${one.no}`));
        next = nextCursor;
      }
      return found;
    };
    expect(await paged('/api/v1/plans')).toEqual(['du-thao', 'hp-9395']);
    const all = ['du-thao 1', ...['1', '2', '3', '4', '4.1'].map((no) => `hp-9395 ${no}`)];
    expect(await paged('/api/v1/tasks')).toEqual(all);
  });
});
