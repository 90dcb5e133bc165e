import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addContact } from './support/alerting.ts';
import { type MailServer, startMailServer } from './support/mail-server.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const A = '11737';
const B = '11755';
const SHEET = [
  'no,title,leads,deadline,products',
  '1,Rà soát và đôn đốc,so-khcn,trước ngày 30/9/2025,Báo cáo kết quả rà soát',
  '2,Tham mưu cấp kinh phí,so-tai-chinh,trước ngày 15/10/2025,',
  `3,Bố trí phòng máy,${A},2025-09-26,`,
  '4,Hằng ngày cập nhật,all-localities,hằng ngày,',
].join('\n');

/** Rounds of the service’s own jobs that alert and send, as the clock is set; mails are read where a real SMTP server took them. */
describe('whoever leads a task', { timeout: 120_000 }, () => {
  let t: TestService;
  let mail: MailServer;
  let department: Caller;
  beforeAll(async () => {
    mail = await startMailServer();
    t = await startTestService({
      now: '2025-09-22 08:00',
      config: { smtpUrl: mail.url, mailFrom: 'phuxanh@so.example', publicUrl: 'https://phuxanh.example' },
    });
    department = await t.caller('department', '31');
    await addContact(t.db, { province: '31', name: 'Sở', email: 'dau-moi@so.example', role: 'department' });
    await addContact(t.db, {
      province: '31',
      name: 'Lãnh đạo',
      email: 'lanh-dao@tp.example',
      role: 'leader',
    });
    await addContact(t.db, { locality: A, name: 'An', email: 'an@xa.example' });
    await addContact(t.db, { locality: B, name: 'Bình', email: 'binh@xa.example' });
    const person = async (email: string, area: string, agency: string | null) =>
      await t.db.sql`insert into person (email, name, role, area, agency, created_at)
        values (${email}, ${email}, 'viewer', ${area}, ${agency}, '2025-09-01T00:00:00+07:00')`;
    await person('tc@so.example', '31', 'so-tai-chinh');
    await person('khcn@so.example', '31', 'so-khcn');
    await person('khac@tinh.example', '79', 'so-khcn');
    const plan = {
      code: 'kh-1',
      title: 'Kế hoạch',
      province: '31',
      standing: 'so-khcn',
      number: '9395/VP-VX',
    };
    expect((await department.post('/api/v1/plans', { ...plan, day: '2025-09-20' })).status).toBe(201);
    const sent = await department.post('/api/v1/plans/kh-1/import', SHEET, { 'content-type': 'text/csv' });
    expect(sent.status).toBe(200);
  });
  afterAll(async () => {
    await t.stop();
    await mail.stop();
  });

  const at = async (time: string) => {
    t.clock.set(time);
    for (const job of ['alert', 'dispatch'] as const) await t.service.scheduler.runByHand(job, t.clock.now());
  };
  const taskNo = async (no: string): Promise<number> =>
    (await department.get('/api/v1/tasks?plan=kh-1')).body.items.find((one: { no: string }) => one.no === no)
      .id;
  /** Of the kinds of tasks, newest first. */
  const alerts = async (state: string, of = department) =>
    (await of.get(`/api/v1/alerts?state=${state}&limit=5000`)).body.items
      .filter(({ kind }: { kind: string }) => kind.startsWith('task_'))
      .map(({ kind, reasonVi }: { kind: string; reasonVi: string }) => `${kind} ${reasonVi}`) as string[];
  /** What was written to somebody of tasks since this was asked last. */
  const read = new Map<string, number>();
  const told = (address: string): string => {
    const all = mail.of(address);
    const fresh = all.slice(read.get(address) ?? 0);
    read.set(address, all.length);
    return fresh.map(({ text }) => text).join('\n');
  };

  it('hears as its deadline comes near, and nobody of what comes again', async () => {
    // On 24 September five days are left until 29 September, the last day on time of the first task.
    await at('2025-09-23 09:00');
    expect(await alerts('open')).toEqual([
      'task_due_soon Phường Nam Đồ Sơn: nhiệm vụ 3 của 9395/VP-VX (Bố trí phòng máy) sắp đến hạn, đúng hạn đến hết ngày 26/9/2025',
    ]);
    expect(told('an@xa.example')).toContain('Bố trí phòng máy');
    await at('2025-09-24 09:00');
    expect(await alerts('open')).toHaveLength(2);
    const letter = told('khcn@so.example');
    expect(letter).toContain('nhiệm vụ 1 của 9395/VP-VX (Rà soát và đôn đốc) sắp đến hạn');
    expect(letter).toContain('29/9/2025');
    expect(letter).toContain('Chủ trì: Sở Khoa học và Công nghệ');
    // Others hear nothing: another agency, the same one of another province, a locality that leads none.
    for (const other of ['tc@so.example', 'khac@tinh.example']) expect(told(other)).toBe('');
    expect(told('binh@xa.example')).not.toContain('nhiệm vụ');
    expect(told('dau-moi@so.example')).not.toContain('nhiệm vụ 1 của');
  });

  it('climbs to the department where nothing is done, and ends once it is claimed', async () => {
    await at('2025-09-26 10:00');
    expect(told('dau-moi@so.example')).toContain('nhiệm vụ 1 của 9395/VP-VX');
    const officer = await t.caller('officer', A);
    expect(
      (await officer.post(`/api/v1/tasks/${await taskNo('3')}/claim`, { products: [] })).status,
    ).toBeLessThan(300);
    await at('2025-09-26 10:05');
    expect((await alerts('open')).map((one) => one.split(' ')[0])).toEqual(['task_due_soon']);
    expect(await alerts('resolved')).toHaveLength(1);
  });

  it('is told that a claim waits, at the agency that is to confirm; a rejection ends that, and the task is late', async () => {
    await at('2025-09-29 09:00');
    expect((await alerts('open')).find((one) => one.startsWith('task_unconfirmed'))).toBe(
      'task_unconfirmed Thành phố Hải Phòng: nhiệm vụ 3 của 9395/VP-VX (Bố trí phòng máy) báo cáo hoàn thành từ ngày 26/9/2025, chưa được xác nhận',
    );
    expect(told('khcn@so.example')).toContain('chưa được xác nhận');
    expect(told('an@xa.example')).not.toContain('chưa được xác nhận');
    await department.post(`/api/v1/tasks/${await taskNo('3')}/confirmation`, {
      accept: false,
      reason: 'Chưa có ảnh',
    });
    await at('2025-09-29 09:05');
    const open = await alerts('open');
    expect(open.map((one) => one.split(' ')[0]).sort()).toEqual(['task_due_soon', 'task_overdue']);
    expect(open.find((one) => one.startsWith('task_overdue'))).toContain(
      'ngày đúng hạn cuối cùng là 26/9/2025',
    );
    expect(told('an@xa.example')).toContain('đã quá hạn');
    // A locality sees its own, not those of the province.
    expect(await alerts('open', await t.caller('viewer', A))).toHaveLength(1);
    expect(await alerts('open', await t.caller('viewer', B))).toEqual([]);
  });

  it('hears on the day after the last one, and up to the leader; a new deadline ends it and is told', async () => {
    await at('2025-09-30 08:00');
    const overdue = (all: string[]) => all.filter((one) => one.startsWith('task_overdue'));
    expect(overdue(await alerts('open'))).toHaveLength(2);
    expect(told('khcn@so.example')).toContain('nhiệm vụ 1 của 9395/VP-VX (Rà soát và đôn đốc) đã quá hạn');
    expect(told('lanh-dao@tp.example')).toBe('');
    await at('2025-10-03 10:00');
    expect(told('lanh-dao@tp.example')).toContain('nhiệm vụ 1 của 9395/VP-VX');
    const moved = { asWritten: 'trước ngày 15/10/2025', reason: 'Chờ hướng dẫn của Bộ', basis: '1/CV' };
    expect((await department.post(`/api/v1/tasks/${await taskNo('1')}/deadline`, moved)).status).toBeLessThan(
      300,
    );
    await at('2025-10-03 10:05');
    expect(overdue(await alerts('open'))).toHaveLength(1);
    expect(told('khcn@so.example')).toContain(
      'đổi thời hạn từ “trước ngày 30/9/2025” thành “trước ngày 15/10/2025”: Chờ hướng dẫn của Bộ',
    );
    // It is no standing trouble: after some days there is no more of it.
    await at('2025-10-07 10:05');
    expect((await alerts('open')).some((one) => one.startsWith('task_moved'))).toBe(false);
  });

  it('is left alone once the task is confirmed or cancelled', async () => {
    await department.post(`/api/v1/tasks/${await taskNo('3')}/cancellation`, { reason: 'Không còn cần' });
    await at('2025-10-13 09:00');
    expect((await alerts('open')).map((one) => one.split(' ')[0])).toEqual([
      'task_due_soon',
      'task_due_soon',
    ]);
    await department.post(`/api/v1/tasks/${await taskNo('1')}/claim`, {
      products: [{ name: 'Báo cáo kết quả rà soát', paper: '12/BC-SKHCN' }],
    });
    await department.post(`/api/v1/tasks/${await taskNo('1')}/confirmation`, { accept: true });
    await at('2025-10-13 09:05');
    expect(await alerts('open')).toHaveLength(1);
    const ended = await t.db.sql<{ kind: string; resolution: string }[]>`
      select kind, resolution from alert where kind like 'task_%' and state = 'resolved' order by resolved_at, id`;
    expect(ended.map(({ kind, resolution }) => `${kind} ${resolution}`)).toEqual([
      'task_due_soon task_claimed',
      'task_unconfirmed task_rejected',
      'task_due_soon deadline_passed',
      'task_overdue deadline_moved',
      'task_moved told_long_enough',
      'task_overdue task_cancelled',
      'task_due_soon task_confirmed',
    ]);
  });

  it('hears by each locality of what each does for itself, and only those that have not done it', async () => {
    const more = { no: '5', title: 'Lập danh sách', perUnit: true, leads: ['all-localities'] };
    const sheet = `no,title,leads,deadline\n${more.no},${more.title},all-localities,2025-10-20`;
    const plan = {
      code: 'kh-2',
      title: 'Kế hoạch khác',
      province: '31',
      standing: 'so-khcn',
      number: '2/KH',
    };
    await department.post('/api/v1/plans', { ...plan, day: '2025-10-13' });
    await department.post('/api/v1/plans/kh-2/import', sheet, { 'content-type': 'text/csv' });
    await at('2025-10-16 09:00');
    const own = async () => (await alerts('open')).filter((one) => one.includes('Lập danh sách'));
    expect(await own()).toHaveLength(114);
    expect(told('binh@xa.example')).toContain('nhiệm vụ 5 của 2/KH (Lập danh sách) sắp đến hạn');
    const id = (await department.get('/api/v1/tasks?plan=kh-2')).body.items[0].id;
    await (await t.caller('officer', B)).post(`/api/v1/tasks/${id}/claim`, { products: [] });
    await at('2025-10-16 09:05');
    expect(await own()).toHaveLength(113);
  });

  it('hears nothing of a draft, until it is issued', async () => {
    const draft = { code: 'kh-du-thao', title: 'Dự thảo', province: '31', standing: 'so-khcn' };
    await department.post('/api/v1/plans', draft);
    const sheet = 'no,title,leads,deadline\n1,Chưa ai được giao,so-khcn,2025-12-02';
    await department.post('/api/v1/plans/kh-du-thao/import', sheet, { 'content-type': 'text/csv' });
    await at('2025-12-01 09:00');
    const own = async () => (await alerts('open')).filter((one) => one.includes('Chưa ai được giao'));
    expect(await own()).toEqual([]);
    await department.patch('/api/v1/plans/kh-du-thao', { number: '3/KH-UBND', day: '2025-12-01' });
    await at('2025-12-01 09:05');
    expect(await own()).toHaveLength(1);
    const { items } = (await department.get('/api/v1/tasks?plan=kh-du-thao')).body;
    await department.post(`/api/v1/tasks/${items[0].id}/cancellation`, { reason: 'Thử' });
    await at('2025-12-01 09:10');
    expect(await own()).toEqual([]);
  });
});
