import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readExpiring } from '../src/certificates/expiring-store.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const PLACE = '11737';
const LIST = '/api/v1/certificates';
const ISSUER = 'Cơ quan chứng thực số chuyên dùng Chính phủ G2';

describe('the register of certificates', () => {
  let t: TestService;
  let officer: Caller;
  let department: Caller;
  let viewer: Caller;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 08:00' });
    officer = await t.caller('officer', PLACE);
    department = await t.caller('department', '31');
    viewer = await t.caller('viewer', '31');
  });
  afterAll(() => t.stop());

  const certificate = {
    locality: PLACE,
    kind: 'personal',
    holder: 'Công chức tư pháp – hộ tịch',
    issuer: ISSUER,
    serial: '54:0a:1b:2c:3d:4e:5f:60',
    validFrom: '2024-01-15',
    validTo: '2027-01-15',
  };
  const clear = () => t.db.sql`truncate certificate`;
  const audits = async () =>
    (
      await t.db
        .sql`select actor, action, target, before, after from audit where action like 'certificate.%' order by id`
    ).slice();
  const codesOf = (answer: { body: { errors: { pointer: string; code: string }[] } }) =>
    answer.body.errors.map(({ pointer, code }) => `${pointer} ${code}`);

  it('takes one by hand, lists it, and takes it once', async () => {
    const added = await officer.post(LIST, certificate);
    expect(added).toMatchObject({ status: 201, body: { outcome: 'added' } });
    const again = await department.post(LIST, {
      ...certificate,
      issuer: `  ${ISSUER.toUpperCase()} `,
      serial: '0x00540A1B2C3D4E5F60',
    });
    expect(again).toMatchObject({ status: 200, body: { outcome: 'unchanged', id: added.body.id } });
    const { body } = await viewer.get(`${LIST}?locality=${PLACE}`);
    expect(body).toEqual({
      items: [
        {
          id: added.body.id,
          locality: { code: PLACE, name: expect.any(String), type: expect.any(String), province: '31' },
          kind: 'personal',
          holder: 'Công chức tư pháp – hộ tịch',
          issuer: ISSUER,
          subject: null,
          serial: '540A1B2C3D4E5F60',
          validFrom: '2024-01-15',
          validTo: '2027-01-15',
          keyUsage: null,
          selfSigned: false,
          state: 'valid',
          source: 'hand',
          addedAt: '2025-09-25T08:00:00.000+07:00',
          withdrawnOn: null,
          withdrawnFor: null,
        },
      ],
      summary: { inForce: 1, expiring: 0, expired: 0, future: 0, selfSigned: 0, withdrawn: 0 },
      nextCursor: null,
    });
    expect(await audits()).toMatchObject([
      {
        actor: expect.stringMatching(`^token:[0-9]+ officer ${PLACE}$`),
        action: 'certificate.add',
        target: `${PLACE} 540A1B2C3D4E5F60`,
        before: null,
        after: { kind: 'personal', validTo: '2027-01-15', source: 'hand' },
      },
    ]);
  });

  it('takes one once, however many send it at the same time', async () => {
    const sent = await Promise.all(
      Array.from({ length: 12 }, () => officer.post(LIST, { ...certificate, serial: 'EE01' })),
    );
    expect(sent.map(({ body }) => body.outcome).sort()).toEqual(['added', ...Array(11).fill('unchanged')]);
    expect(new Set(sent.map(({ body }) => body.id)).size).toBe(1);
    await t.db.sql`delete from certificate where serial = 'EE01'`;
  });

  it('corrects what was typed, and says before and after', async () => {
    expect(
      (await officer.post(`${LIST}?dryRun=true`, { ...certificate, validTo: '2027-02-01' })).body.outcome,
    ).toBe('corrected');
    const corrected = await officer.post(LIST, {
      ...certificate,
      holder: 'Phó Chủ tịch',
      validTo: '2027-02-01',
    });
    expect(corrected).toMatchObject({ status: 200, body: { outcome: 'corrected' } });
    expect((await viewer.get(LIST)).body.items).toMatchObject([
      { holder: 'Phó Chủ tịch', validTo: '2027-02-01' },
    ]);
    expect((await audits()).at(-1)).toMatchObject({
      action: 'certificate.correct',
      before: { holder: 'Công chức tư pháp – hộ tịch', validTo: '2027-01-15' },
      after: { holder: 'Phó Chủ tịch', validTo: '2027-02-01' },
    });
  });

  it('keeps no name of a person', async () => {
    await clear();
    await officer.post(LIST, { ...certificate, subject: 'Nguyễn Thị Ánh' });
    await officer.post(LIST, { ...certificate, kind: 'organisation', subject: 'UBND xã', serial: '77' });
    expect((await viewer.get(LIST)).body.items.map((one: { subject: string }) => one.subject)).toEqual([
      null,
      'UBND xã',
    ]);
    expect(JSON.stringify(await t.db.sql`select * from audit`)).not.toContain('Nguyễn Thị Ánh');
  });

  it.each([
    [
      'everything missing',
      { kind: '', issuer: '', serial: '', validFrom: '', validTo: '' },
      ['/kind required', '/issuer required', '/serial required', '/validFrom required', '/validTo required'],
    ],
    ['a kind that there is not', { kind: 'robot' }, ['/kind invalid_value']],
    ['classified work as a kind', { kind: 'Chữ ký số mật' }, ['/kind classified_certificate']],
    ['classified work in words', { holder: 'Văn thư (chữ ký số mật)' }, ['/holder classified_certificate']],
    ['a person without position', { holder: ' ' }, ['/holder holder_missing']],
    [
      'a position with an identity number',
      { holder: 'Công chức, CCCD 031 199 001234' },
      ['/holder holder_has_number'],
    ],
    ['a serial number in words', { serial: 'không rõ' }, ['/serial not_a_serial']],
    ['a serial number without end', { serial: 'A'.repeat(129) }, ['/serial not_a_serial']],
    [
      'days that do not exist',
      { validFrom: '2025-02-30', validTo: '1/1/2027' },
      ['/validFrom invalid_day', '/validTo invalid_day'],
    ],
    ['an end before the beginning', { validTo: '2023-01-01' }, ['/validTo ends_before_it_begins']],
    ['control characters', { issuer: 'a\u0007b' }, ['/issuer malformed_text']],
    ['a novel', { holder: 'x'.repeat(300) }, ['/holder invalid_value']],
  ])('refuses %s, in both languages', async (_, wrong, faults) => {
    const refused = await officer.post(LIST, { ...certificate, ...wrong });
    expect([refused.status, refused.body.code]).toEqual([422, 'invalid_certificate']);
    expect(codesOf(refused)).toEqual(faults);
    for (const { message, messageVi } of refused.body.errors) expect([message, messageVi]).not.toContain('');
  });

  it('takes the names of authorities that speak of secrets', async () => {
    const issuer = 'Cục Chứng thực số và Bảo mật thông tin, Ban Cơ yếu';
    expect((await officer.post(`${LIST}?dryRun=true`, { ...certificate, serial: '99', issuer })).status).toBe(
      200,
    );
  });

  it('knows a long serial number whoever its issuer is said to be', async () => {
    const refused = await officer.post(LIST, { ...certificate, issuer: 'Ban Cơ yếu' });
    expect(codesOf(refused)).toEqual(['/serial serial_known']);
    expect(refused.body.errors[0].messageVi).toContain(ISSUER);
  });

  it('is of one’s area, and written by those who write', async () => {
    const other = await t.caller('officer', '11557');
    expect((await other.post(LIST, certificate)).status).toBe(404);
    expect((await other.get(`${LIST}?locality=${PLACE}`)).status).toBe(404);
    expect((await other.get(LIST)).body.items).toEqual([]);
    expect((await other.get(`${LIST}?province=31`)).body.items).toEqual([]);
    expect((await viewer.get(`${LIST}?province=79`)).body.items).toEqual([]);
    const nation = await t.caller('admin', '*');
    expect((await nation.get(LIST)).body.items).toHaveLength(2);
    expect((await nation.get(`${LIST}?province=31`)).body.items).toHaveLength(2);
    const [{ id }] = (await viewer.get(LIST)).body.items;
    expect((await other.post(`${LIST}/${id}/withdrawal`, { reason: 'revoked' })).status).toBe(404);
    for (const role of ['viewer', 'leader', 'finance'] as const) {
      const reader = await t.caller(role, '31');
      expect((await reader.post(LIST, certificate)).status).toBe(403);
      expect((await reader.post(`${LIST}/${id}/withdrawal`, { reason: 'revoked' })).status).toBe(403);
    }
    for (const id of ['0', 'x', '999999', '9'.repeat(30)])
      expect((await officer.post(`${LIST}/${id}/withdrawal`, { reason: 'revoked' })).status).toBe(404);
  });

  it('takes one out of use: counted no more, still shown, and not taken again', async () => {
    await clear();
    const { body } = await officer.post(LIST, certificate);
    const out = (of: object) => officer.post(`${LIST}/${body.id}/withdrawal`, of);
    expect((await out({ reason: 'lost' })).status).toBe(422);
    expect(codesOf(await out({ reason: 'revoked', on: '2025-09-26' }))).toEqual(['/on future_day']);
    expect(codesOf(await out({ reason: 'revoked', on: '2020-01-01' }))).toEqual(['/on invalid_value']);
    expect((await out({ reason: 'replaced', on: '2025-09-20' })).status).toBe(204);
    const before = (await audits()).length;
    expect((await out({ reason: 'replaced', on: '2025-09-20' })).status).toBe(204);
    expect(await audits()).toHaveLength(before);
    expect((await audits()).at(-1)).toMatchObject({
      action: 'certificate.withdraw',
      target: `${PLACE} 540A1B2C3D4E5F60`,
      after: { withdrawnOn: '2025-09-20', reason: 'replaced' },
    });
    expect((await viewer.get(LIST)).body).toMatchObject({
      items: [{ state: 'withdrawn', withdrawnOn: '2025-09-20', withdrawnFor: 'replaced' }],
      summary: { inForce: 0, withdrawn: 1 },
    });
    const refused = await officer.post(LIST, certificate);
    expect(codesOf(refused)).toEqual(['/serial certificate_withdrawn']);
    expect(refused.body.errors[0].messageVi).toContain('20/9/2025');
  });

  it('forgets what was put in by mistake, until it is put in again', async () => {
    const [{ id }] = (await viewer.get(LIST)).body.items;
    expect((await officer.post(`${LIST}/${id}/withdrawal`, { reason: 'mistake' })).status).toBe(204);
    expect((await viewer.get(LIST)).body).toMatchObject({ items: [], summary: { withdrawn: 0 } });
    expect(await officer.post(LIST, certificate)).toMatchObject({
      status: 200,
      body: { outcome: 'corrected', id },
    });
    expect((await viewer.get(LIST)).body.items).toMatchObject([{ id, state: 'valid', withdrawnOn: null }]);
  });

  it('tells the states by the day, and pages by the end', async () => {
    await clear();
    const days = {
      expired: '2025-09-24',
      'expiring today': '2025-09-25',
      'expiring in 60 days': '2025-11-24',
      'valid for 61': '2025-11-25',
    };
    for (const [at, validTo] of Object.values(days).entries())
      await officer.post(LIST, { ...certificate, serial: `A${at}`, validTo });
    await officer.post(LIST, { ...certificate, serial: 'B1', validFrom: '2025-09-26' });
    const { body } = await viewer.get(LIST);
    expect(body.items.map((one: { state: string }) => one.state)).toEqual([
      'expired',
      'expiring',
      'expiring',
      'valid',
      'future',
    ]);
    expect(body.summary).toMatchObject({ inForce: 3, expiring: 2, expired: 1, future: 1 });
    const serials = async (query: string) =>
      (await viewer.get(`${LIST}?${query}`)).body.items.map((one: { serial: string }) => one.serial);
    expect(await serials('state=in_force')).toEqual(['A1', 'A2', 'A3']);
    expect(await serials('state=expiring&kind=personal')).toEqual(['A1', 'A2']);
    expect(await serials('kind=device')).toEqual([]);
    const first = await viewer.get(`${LIST}?limit=3`);
    const second = await viewer.get(`${LIST}?limit=3&cursor=${first.body.nextCursor}`);
    expect(second.body.items.map((one: { serial: string }) => one.serial)).toEqual(['A3', 'B1']);
    expect(second.body.nextCursor).toBeNull();
    expect((await viewer.get(`${LIST}?state=odd`)).status).toBe(422);
    expect((await viewer.get(`${LIST}?cursor=odd`)).status).toBe(422);
  });

  it('says what ends soon or ended lately, for those who are to be warned', async () => {
    await officer.post(LIST, { ...certificate, serial: 'C1', validTo: '2025-08-26' });
    await officer.post(LIST, { ...certificate, serial: 'C2', validTo: '2025-08-25' });
    const { body } = await officer.post(LIST, { ...certificate, serial: 'C3', validTo: '2025-10-01' });
    await officer.post(`${LIST}/${body.id}/withdrawal`, { reason: 'replaced' });
    const found = await readExpiring(t.db.sql, '2025-09-25', 60);
    expect(found.map(({ serial, validTo }) => `${serial} ${validTo}`)).toEqual([
      'C1 2025-08-26',
      'A0 2025-09-24',
      'A1 2025-09-25',
      'A2 2025-11-24',
    ]);
    expect(found[0]).toEqual({
      id: expect.any(Number),
      locality: PLACE,
      kind: 'personal',
      holder: certificate.holder,
      serial: 'C1',
      validTo: '2025-08-26',
    });
  });
});
