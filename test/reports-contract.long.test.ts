import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from './support/admin.ts';
import { paragraphsOf } from './support/docx.ts';
import { sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const [A, B, C, D, E] = ['10507', '10525', '10532', '10537', '10543'] as const;

/** What a caller of the API meets who does not know us: each answer by its status and code. */
describe('reports over the API', { timeout: 240_000 }, () => {
  let t: TestService;
  let department: Caller;
  let leader: Caller;
  let officer: Caller;
  let viewer: Caller;
  let nation: Caller;
  let finance: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-22 08:00' });
    department = await t.caller('department', '31');
    leader = await t.caller('leader', '31');
    officer = await t.caller('officer', A);
    viewer = await t.caller('viewer', '31');
    nation = await t.caller('admin', '*');
    finance = await t.caller('finance', '31');
  });
  afterAll(() => t.stop());

  const begin = (body: object, by = department) => by.post('/api/v1/reports', { province: '31', ...body });
  const path = (id: number, below = '') => `/api/v1/reports/${id}${below}`;
  const send = async (locality: string, day: string, over: object = {}) => {
    const green = greenValues(await t.service.registry.fresh(), day);
    const sent = await department.post('/api/v1/records', { locality, day, values: { ...green, ...over } });
    expect(sent.status).toBeLessThan(300);
  };

  it('refuse what is no period of theirs, with the place of the fault in both languages', async () => {
    const wrong: [body: object, pointer: string][] = [
      [{ kind: 'monthly' }, '/period'],
      [{ kind: 'monthly', period: '2025-9' }, '/period'],
      [{ kind: 'monthly', period: '2025-00' }, '/period'],
      [{ kind: 'monthly', period: '2025-09-01' }, '/period'],
      [{ kind: 'monthly', period: '2025-H2' }, '/period'],
      [{ kind: 'monthly', period: ' 2025-09' }, '/period'],
      [{ kind: 'monthly', period: '2025-10' }, '/period'],
      [{ kind: 'half_yearly', period: '2025-09' }, '/period'],
      [{ kind: 'half_yearly', period: '2025-H0' }, '/period'],
      [{ kind: 'half_yearly', period: '2026-H1' }, '/period'],
      [{ kind: 'half_yearly', period: '2024-H2' }, '/period'],
      [{ kind: 'daily', day: '2025-09-23' }, '/day'],
      [{ kind: 'daily', day: '2025-02-30' }, '/day'],
      [{ kind: 'daily', day: '2025-09-01' }, '/day'],
      [{ kind: 'deadline' }, '/deadline'],
      [{ kind: 'deadline', deadline: '2025-08-30' }, '/deadline'],
      [{ kind: 'weekly', day: '2025-09-22' }, '/kind'],
      [{ kind: 'daily', day: '2025-09-22', extra: 1 }, ''],
    ];
    for (const [body, pointer] of wrong) {
      const { status, body: told } = await begin(body);
      expect([body, status]).toEqual([body, 422]);
      const [first] = told.errors;
      expect([body, first.pointer]).toEqual([body, expect.stringContaining(pointer)]);
      expect(first.message && first.messageVi).toBeTruthy();
    }
    expect((await department.get('/api/v1/reports')).body.items).toEqual([]);
    for (const province of ['79', '99', '*'])
      expect((await begin({ kind: 'daily', province })).status).toBe(404);
    expect((await begin({ kind: 'daily', programme: 'none' })).status).toBe(422);
    for (const caller of [officer, viewer, leader, finance])
      expect((await begin({ kind: 'daily' }, caller)).status).toBe(403);
    expect((await department.get('/api/v1/reports/999')).status).toBe(404);
    expect((await department.get('/api/v1/reports/abc')).status).toBe(404);
    expect((await department.get('/api/v1/reports?state=returned')).status).toBe(422);
  });

  it('say of a day without any record that nothing is known, not that there is none', async () => {
    t.clock.set('2025-09-22 16:30');
    const { status, body } = await begin({ kind: 'daily', day: '2025-09-22' });
    expect(status).toBe(201);
    const { figures } = body;
    expect(figures.summary).toMatchObject({ green: 0, grey: 114, received: 0, missing: 114 });
    for (const { counts } of figures.conditions)
      expect(counts).toMatchObject({ met: 0, unmet: 0, unknown: 114 });
    for (const one of figures.indicators) expect(one).toMatchObject({ unmet: 0, missing: null });
    for (const one of figures.localities) expect(one).toMatchObject({ percent: null, colour: 'grey' });
    const paper = await department.get(path(body.id, '/file?format=json'));
    expect(paper.status).toBe(200);
  });

  it('go through their steps in order, and two who act at once do not both succeed', async () => {
    const made = await begin({ kind: 'monthly', period: '2025-09' });
    const { id, revision } = made.body;
    expect(made.body).toMatchObject({
      period: { from: '2025-09-01', to: '2025-09-30' },
      version: 1,
      narrative: {},
      changedSince: null,
    });
    const conflict = async (sent: Promise<{ status: number; body: { code: string } }>, code: string) =>
      expect(await sent.then(({ status, body }) => [status, body.code])).toEqual([409, code]);
    await conflict(leader.post(path(id, '/approval'), {}), 'not_submitted');
    await conflict(leader.post(path(id, '/return'), { reason: 'x' }), 'not_submitted');
    await conflict(department.post(path(id, '/correction'), {}), 'not_approved');
    const edits = await Promise.all(
      ['Một', 'Hai'].map((text) => department.patch(path(id), { narrative: { results: text }, revision })),
    );
    expect(edits.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(edits.find(({ status }) => status === 409)?.body.code).toBe('revision_conflict');
    expect((await department.patch(path(id), { narrative: { nonsense: 'x' }, revision: 2 })).status).toBe(
      422,
    );
    expect((await department.patch(path(id), { narrative: {} })).status).toBe(422);
    expect((await leader.patch(path(id), { narrative: {}, revision: 2 })).status).toBe(403);
    const submitted = await Promise.all([1, 2].map(() => department.post(path(id, '/submission'), {})));
    expect(submitted.map(({ status }) => status).sort()).toEqual([200, 409]);
    await conflict(department.post(path(id, '/submission'), {}), 'not_a_draft');
    expect((await leader.post(path(id, '/return'), {})).status).toBe(422);
    expect((await leader.post(path(id, '/return'), { reason: '  ' })).status).toBe(422);
    // An edit takes the submission back.
    const { revision: seen } = (await department.get(path(id))).body;
    const edited = await department.patch(path(id), { narrative: { tasks: 'Ba' }, revision: seen });
    expect(edited.body).toMatchObject({ state: 'draft', narrative: { tasks: 'Ba' } });
    await conflict(leader.post(path(id, '/approval'), {}), 'not_submitted');
    await department.post(path(id, '/submission'), {});
    expect((await department.post(path(id, '/approval'), {})).status).toBe(403);
    expect((await officer.post(path(id, '/approval'), {})).status).toBe(403);
    const approved = await Promise.all([1, 2].map(() => leader.post(path(id, '/approval'), {})));
    expect(approved.map(({ status }) => status).sort()).toEqual([200, 409]);
    await conflict(department.patch(path(id), { narrative: {}, revision: seen + 1 }), 'not_a_draft');
    await conflict(department.post(path(id, '/submission'), {}), 'not_a_draft');
    await conflict(leader.post(path(id, '/return'), { reason: 'Sai' }), 'not_submitted');
    expect((await officer.get(path(id))).body.state).toBe('approved');
    expect((await viewer.get(path(id))).status).toBe(200);
  });

  it('are files whose tag is their SHA-256, and not sent twice to who has them', async () => {
    const { items } = (await department.get('/api/v1/reports?kind=monthly&state=approved')).body;
    const [{ id, sha256 }] = items;
    for (const format of ['docx', 'xlsx', 'json']) {
      const get = (headers: Record<string, string> = {}) =>
        fetch(`${t.address}${path(id, `/file?format=${format}`)}`, {
          headers: { authorization: `Bearer ${viewer.token}`, ...headers },
        });
      const answer = await get();
      const bytes = Buffer.from(await answer.arrayBuffer());
      const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`;
      expect(answer.headers.get('etag')).toBe(etag);
      if (format === 'docx') expect(etag).toBe(`"${sha256}"`);
      for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
        const again = await get({ 'if-none-match': known });
        expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
      }
      expect((await get({ 'if-none-match': '"x"' })).status).toBe(200);
    }
    expect((await department.get(path(id, '/file?format=pdf'))).status).toBe(422);
  });

  it('are listed by kind, province, state and time, page by page', async () => {
    t.clock.set('2025-09-26 17:00');
    for (const day of ['23', '24', '25', '26']) await begin({ kind: 'daily', day: `2025-09-${day}` });
    const list = async (query: string) => (await department.get(`/api/v1/reports?${query}`)).body;
    const days = (body: { items: { period: { to: string } }[] }) => body.items.map(({ period }) => period.to);
    expect(days(await list('kind=daily&from=2025-09-24&to=2025-09-25'))).toEqual([
      '2025-09-25',
      '2025-09-24',
    ]);
    expect(days(await list('state=approved'))).toEqual(['2025-09-30']);
    expect(days(await list('kind=daily&province=79'))).toEqual([]);
    const first = await list('kind=daily&limit=3');
    const rest = await list(`kind=daily&limit=3&cursor=${encodeURIComponent(first.nextCursor)}`);
    expect([...days(first), ...days(rest)]).toEqual(
      ['26', '25', '24', '23', '22'].map((day) => `2025-09-${day}`),
    );
    expect(rest.nextCursor).toBeNull();
  });

  it('keep what was approved when a day is opened again; the next version has what is new', async () => {
    for (const code of [A, B, C, D]) await send(code, '2025-09-26');
    const { body } = await department.get('/api/v1/reports?kind=daily&from=2025-09-26');
    const { id } = body.items[0];
    await department.post(path(id, '/submission'), {});
    const { sha256 } = (await leader.post(path(id, '/approval'), {})).body;
    // The same evening and the days after nothing has changed of it, whatever time has passed.
    t.clock.set('2025-10-13 09:00');
    await t.tick();
    expect((await department.get(path(id))).body.changedSince).toBeNull();
    expect((await department.get(path(id, '/differences'))).body).toEqual({ localities: [], figures: [] });
    for (const code of [B, C, E])
      await admin(
        t.db,
        '2025-10-13 09:00',
        'exception',
        'open',
        code,
        '2025-09-26',
        '--until',
        '2025-10-14',
        '--reason',
        'Bổ sung',
      );
    await send(B, '2025-09-26', { 'network.lan': false });
    await send(C, '2025-09-26', { 'network.lan': false });
    await send(E, '2025-09-26');
    const changed = (await department.get(path(id))).body;
    expect(changed.sha256).toBe(sha256);
    expect(changed.figures.summary.green).toBe(4);
    type Changed = { locality: { code: string; name: string }; figures: { figure: string }[] };
    const { localities } = changed.changedSince as { localities: Changed[] };
    expect(localities.map(({ locality }) => locality.code)).toEqual([B, C, E].sort());
    // With what each said before, and says now, on the page as well.
    const cookie = await sessionOf(t, department.token);
    const headers = { accept: 'text/html', cookie };
    const page = await (await fetch(`${t.address}/bao-cao-tong-hop/${id}`, { headers })).text();
    for (const { locality, figures } of localities) {
      expect(figures.map(({ figure }) => figure)).toContain('colour');
      expect(page).toMatch(new RegExp(`${locality.name}</span>: <span lang="vi">tình trạng [^<]* → [^<]*<`));
    }
    const corrected = (await department.post(path(id, '/correction'), {})).body;
    expect(corrected.version).toBe(2);
    expect(corrected.figures.summary.green).toBe(3);
    const { corrects } = corrected.figures;
    expect(corrects).toMatchObject({ version: 1, localities });
    const answer = await fetch(`${t.address}${path(corrected.id, '/file')}`, {
      headers: { authorization: `Bearer ${department.token}` },
    });
    const lines = paragraphsOf(Buffer.from(await answer.arrayBuffer()));
    expect(lines.find((line) => line.startsWith('Báo cáo này đính chính báo cáo lần 1.'))).toContain(
      '3/114 đơn vị',
    );
    expect(lines).toContain('SỐ LIỆU THAY ĐỔI SO VỚI BÁO CÁO LẦN 1');
    for (const { locality } of localities)
      expect(lines.some((line) => line.endsWith(` ${locality.name}`))).toBe(true);
    await department.post(path(corrected.id, '/submission'), {});
    const second = (await leader.post(path(corrected.id, '/approval'), {})).body;
    expect(second.sha256).not.toBe(sha256);
    expect((await department.get(path(id))).body).toMatchObject({ state: 'approved', version: 1, sha256 });
  });

  it('tell of localities that have ended or were merged as of their day', async () => {
    await admin(t.db, '2025-10-13 10:00', 'locality', 'end', D, '--last-day', '2025-10-13', '--successor', E);
    t.clock.set('2025-10-14 16:30');
    const codesOf = async (day: string) =>
      ((await begin({ kind: 'daily', day })).body.figures.localities as { code: string }[]).map(
        ({ code }) => code,
      );
    expect(await codesOf('2025-10-13')).toContain(D);
    const later = await codesOf('2025-10-14');
    expect(later).not.toContain(D);
    expect(later).toHaveLength(113);
    const month = (await begin({ kind: 'monthly', period: '2025-10' })).body;
    expect(month.figures.localities).toHaveLength(113);
    expect((await begin({ kind: 'daily', province: '*', programme: 'haiphong-daily' }, nation)).status).toBe(
      201,
    );
  });

  it('are approved by the department, too, where the province says so', async () => {
    const { id } = (await department.get('/api/v1/reports?kind=monthly&state=draft')).body.items[0];
    await department.post(path(id, '/submission'), {});
    expect((await department.post(path(id, '/approval'), {})).status).toBe(403);
    await admin(
      t.db,
      '2025-10-14 16:30',
      'report',
      'schedule',
      '--province',
      '31',
      '--approver',
      'department',
    );
    expect((await department.post(path(id, '/approval'), {})).body.state).toBe('approved');
  });

  it('are drafted, submitted, approved, returned, corrected and written at the shell by the same verbs', async () => {
    const at = '2025-10-14 16:40';
    const shell = (...args: string[]) => admin(t.db, at, ...args);
    expect(await shell('report', 'draft', 'half_yearly', '31', '--period', '2025-H2')).toContain(
      'is a draft',
    );
    const id = (await department.get('/api/v1/reports?kind=half_yearly')).body.items[0].id;
    await expect(shell('report', 'draft', 'half_yearly', '31', '--period', '2025-H2')).rejects.toThrow(
      'There is a report of this period already',
    );
    await expect(shell('report', 'draft', 'monthly', '31', '--period', '2025-13')).rejects.toThrow(
      '--period',
    );
    await expect(shell('report', 'approve', String(id))).rejects.toThrow('has not been submitted');
    await shell('report', 'submit', String(id));
    await shell('report', 'return', String(id), '--reason', 'Bổ sung');
    await shell('report', 'submit', String(id));
    expect(await shell('report', 'approve', String(id))).toBe(`Report ${id} is approved.`);
    const file = `/tmp/phuxanh-report-${process.pid}.json`;
    const written = await shell('report', 'file', String(id), file);
    expect(written).toMatch(/SHA-256 [0-9a-f]{64}/);
    await expect(shell('report', 'file', String(id), file)).rejects.toThrow('cannot be written');
    expect(await shell('report', 'correct', String(id))).toContain('version 2');
    expect(await shell('report', 'list', '--kind', 'half_yearly')).toMatch(
      /half_yearly.*draft[\s\S]*approved/,
    );
    const schedules = await shell('report', 'schedules');
    expect(schedules).toMatch(/\*\s+31\s+draft/);
    await expect(shell('report', 'schedule', '--monthly-day', '31')).rejects.toThrow('--monthly-day');
    await expect(shell('report', 'schedule', '--first-half-on', '12-01')).rejects.toThrow('--first-half-on');
  });
});
