import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const [A, B] = ['11737', '11557'];
const SET = 'chuyen-doi-so';
const AT = `/api/v1/scores/${SET}/2025-H2`;
const BODY = {
  code: SET,
  province: '31',
  nameVi: 'Bộ tiêu chí chuyển đổi số cấp xã',
  max: 100,
  groups: [
    {
      nameVi: 'Hạ tầng',
      max: 30,
      criteria: [
        { code: '1.1', nameVi: 'Mạng', max: 10 },
        { code: '1.2', nameVi: 'Thiết bị', max: 20, evidence: 'Biên bản bàn giao' },
      ],
    },
    {
      nameVi: 'Hoạt động',
      max: 70,
      criteria: [
        { code: '2.1', nameVi: 'Dịch vụ công', max: 30, how: 'share' },
        { code: '2.2', nameVi: 'Báo cáo đúng hạn', max: 40, how: 'figure', figure: 'days_on_time' },
      ],
    },
  ],
  grades: [
    { grade: 'Tốt', from: 80, to: 100 },
    { grade: 'Khá', from: 0, to: 80 },
  ],
};

let t: TestService;
let department: Caller;
let leader: Caller;
let officer: Caller;
let other: Caller;

beforeAll(async () => {
  t = await startTestService({ now: '2025-12-22 08:00' });
  department = await t.caller('department', '31');
  leader = await t.caller('leader', '31');
  officer = await t.caller('officer', A);
  other = await t.caller('officer', B);
});
afterAll(() => t.stop());

const list = async (caller: Caller, more = '') =>
  await caller.get(`/api/v1/scores?set=${SET}&period=2025-H2&province=31&limit=5000${more}`);
const own = async (caller: Caller, code = A, more = '') =>
  (await list(caller, more)).body.items.find(
    (one: { locality: { code: string } }) => one.locality.code === code,
  );

it('a set is refused where it does not add up, and kept version by version', async () => {
  const wrong = await department.post('/api/v1/criteria-sets', {
    ...BODY,
    max: 90,
    grades: [
      { grade: 'Tốt', from: 50, to: 100 },
      { grade: 'Khá', from: 50, to: 49 },
    ],
  });
  expect(wrong.body.errors.map((one: { pointer: string }) => one.pointer)).toEqual(['/max', '/grades/1']);
  expect((await officer.post('/api/v1/criteria-sets', BODY)).status).toBe(403);
  expect((await department.post('/api/v1/criteria-sets', { ...BODY, province: '79' })).status).toBe(404);
  expect((await department.post('/api/v1/criteria-sets', BODY)).body).toMatchObject({ version: 1 });
});

it('a period goes from self-scores to approval, and nothing out of its turn', async () => {
  const criteria = [
    { code: '1.1', points: 10 },
    { code: '1.2', points: 20, evidence: ['12/BB-UBND'] },
    { code: '2.1', notApplicable: true, note: 'Không phát sinh' },
  ];
  const self = (caller: Caller, code: string, body: object) => caller.post(`${AT}/${code}/self`, body);
  expect((await department.post(`${AT}/${A}/self`, { criteria })).status).toBe(403);
  expect((await self(officer, B, { criteria })).status).toBe(404);
  expect((await department.post(`${AT}/${A}/verification`, {})).body.code).toBe('not_self_scored');
  const bare = await self(officer, A, { criteria: [{ code: '1.2', points: 20 }] });
  expect(bare.body.errors[0].pointer).toBe('/criteria/0/evidence');
  expect((await self(officer, A, { criteria, revision: 0 })).body).toMatchObject({
    points: 30,
    max: 70,
    percent: 42.86,
    notApplicable: 1,
    unknown: 1,
    state: 'self_scored',
    rank: null,
  });
  expect((await self(officer, A, { criteria, revision: 0 })).body.code).toBe('revision_conflict');
  expect((await list(other)).body.items.map((one: { locality: object }) => one.locality)).toMatchObject([
    { code: B },
  ]);
  expect((await self(other, B, { criteria: [{ code: '1.1', points: 7.5 }] })).status).toBe(200);

  expect((await officer.post(`${AT}/${A}/verification`, {})).status).toBe(403);
  expect((await department.post(`${AT}/publication`, {})).body.code).toBe('not_verified');
  await department.post(`${AT}/${A}/verification`, {
    criteria: [{ code: '1.2', points: 15, note: 'Thiếu máy quét' }],
  });
  expect((await self(officer, A, { criteria })).body.code).toBe('already_verified');
  expect((await department.post(`${AT}/publication`, {})).body.errors[0].pointer).toBe(`/${B}`);
  await department.post(`${AT}/${B}/verification`, {});
  expect((await officer.post(`${AT}/${A}/objection`, { reason: 'x' })).body.code).toBe('not_published');
  expect((await department.post(`${AT}/publication`, { objectionsUntil: '2025-12-21' })).status).toBe(422);
  const published = await department.post(`${AT}/publication`, { objectionsUntil: '2025-12-24' });
  expect(published.body).toMatchObject({ state: 'published', objectionsUntil: '2025-12-24' });
  expect(published.body.items).toHaveLength(114);
  expect(await own(other, A)).toMatchObject({ points: 25, rank: 1, grade: 'Khá', state: 'published' });
  expect((await own(other, A)).criteria[1]).toMatchObject({
    code: '1.2',
    points: 15,
    self: 20,
    verified: 15,
  });
  expect((await own(other, B)).rank).toBe(2);

  t.clock.set('2025-12-23 08:00');
  expect((await leader.post(`${AT}/approval`, {})).body.code).toBe('objections_running');
  const objection = { reason: 'Máy quét đã lắp', criteria: ['1.2'] };
  expect((await officer.post(`${AT}/${A}/objection`, objection)).body.state).toBe('objected');
  expect((await officer.post(`${AT}/${A}/objection`, objection)).body.code).toBe('objection_open');
  t.clock.set('2025-12-25 08:00');
  expect((await other.post(`${AT}/${B}/objection`, { reason: 'Muộn' })).body.code).toBe('objections_over');
  expect((await leader.post(`${AT}/approval`, {})).body).toMatchObject({
    code: 'objections_unanswered',
    errors: [{ pointer: `/${A}` }],
  });
  expect((await department.post(`${AT}/${B}/answer`, { accept: true, reason: 'x' })).body.code).toBe(
    'no_objection',
  );
  const answered = await department.post(`${AT}/${A}/answer`, {
    accept: true,
    reason: 'Đã kiểm tra',
    criteria: [{ code: '1.2', points: 18 }],
  });
  expect(answered.body).toMatchObject({ points: 28, percent: 40, state: 'answered' });
  expect(answered.body.objections[0]).toMatchObject({ accepted: true, answer: 'Đã kiểm tra' });
  expect((await department.post(`${AT}/approval`, {})).status).toBe(403);
  expect((await (await t.caller('leader', A)).post(`${AT}/approval`, {})).status).toBe(404);
  const both = await Promise.all([leader.post(`${AT}/approval`, {}), leader.post(`${AT}/approval`, {})]);
  expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
  expect((await department.post(`${AT}/${A}/answer`, { accept: true, reason: 'x' })).body.code).toBe(
    'scores_approved',
  );

  // What was published stays readable as it was on each day.
  expect((await list(other, '&on=2025-12-21')).status).toBe(404);
  expect(await own(other, A, '&on=2025-12-24')).toMatchObject({ points: 25 });
  expect((await list(other, '&on=2025-12-24')).body.state).toBe('published');
  expect((await list(other, '&on=2025-12-25')).body).toMatchObject({ state: 'approved', version: 1 });
  const file = await fetch(`${t.address}/api/v1/scores/file?set=${SET}&period=2025-H2&on=2025-12-25`, {
    headers: { authorization: `Bearer ${other.token}` },
  });
  expect([file.status, Buffer.from(await file.arrayBuffer()).toString('latin1', 0, 2)]).toEqual([200, 'PK']);
  // A correction is the next version, by the set that holds by then; until it is published the old one is read.
  expect((await department.post(`${AT}/correction`, {})).body).toMatchObject({ version: 2, state: 'open' });
  expect((await own(department)).points).toBe(28);
  expect(await own(other)).toMatchObject({ points: 28, state: 'approved' });
  expect(await own(other, A, '&on=2025-12-25')).toMatchObject({ points: 28, state: 'approved' });
});

it('what has not begun, what is no period, and who has ended are refused', async () => {
  const criteria = [{ code: '1.1', points: 1 }];
  expect((await officer.post(`/api/v1/scores/${SET}/2026-H1/${A}/self`, { criteria })).body.code).toBe(
    'period_to_come',
  );
  expect((await officer.post(`/api/v1/scores/${SET}/2026-H3/${A}/self`, { criteria })).status).toBe(422);
  expect((await officer.post(`/api/v1/scores/other/2025-H2/${A}/self`, { criteria })).status).toBe(404);
  expect((await list(await t.caller('viewer', '79'))).status).toBe(404);
});
