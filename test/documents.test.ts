import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Values } from '../src/intake/types.ts';
import { addContact } from './support/alerting.ts';
import { paragraphsOf } from './support/docx.ts';
import { greenValues } from './support/records.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const DAY = '2025-09-22';
const [A, B, C] = ['11737', '11755', '10507'];
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');

describe('documents', () => {
  let t: TestService;
  let department: Caller;
  let officer: Caller;
  let green: Values;

  beforeAll(async () => {
    t = await startTestService({ now: `${DAY} 08:00` });
    department = await t.caller('department', '31');
    officer = await t.caller('officer', A);
    green = greenValues(await t.service.registry.fresh(), DAY);
    await addContact(t.db, { locality: A, name: 'Trần An', email: 'an@xa.example' });
    await addContact(t.db, { locality: B, name: 'Trần An', email: 'an@xa.example' });
    await post(A, { 'certificate.personal': { have: 3, need: 5 } });
    await post(B, { 'certificate.personal': { have: 4, need: 5 }, 'network.lan': false });
    await post(C, {});
  });
  afterAll(() => t.stop());

  const post = (locality: string, worse: Values) =>
    department.post('/api/v1/records', { locality, day: DAY, values: { ...green, ...worse } });
  const draft = (more: object = {}, by = department) =>
    by.post('/api/v1/documents', {
      kind: 'cong_van',
      addressees: ['so-khcn', 'so-tai-chinh', 'all-localities'],
      subject: 'đôn đốc hoàn thành các điều kiện còn thiếu',
      gaps: { province: '31', group: 'certificate' },
      ...more,
    });
  const issue = { number: '12/SKHCN-CĐS', day: DAY, signerTitle: 'Giám đốc' };
  const file = async (path: string, by = department) => {
    const response = await fetch(t.address + path, { headers: { authorization: `Bearer ${by.token}` } });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  it('are drafted of gaps, edited, issued once, and then the same for good', async () => {
    const made = await draft();
    expect(made.status).toBe(201);
    const { id, revision } = made.body;
    const path = `/api/v1/documents/${id}`;
    expect(made.body).toMatchObject({
      kind: 'cong_van',
      state: 'draft',
      number: null,
      day: null,
      localities: 2,
      lacking: 2,
      effect: null,
      signed: null,
    });
    expect(made.body.annexes).toMatchObject([
      { locality: { code: A }, rows: [{ indicator: 'certificate.personal', missing: 2, since: DAY }] },
      { locality: { code: B }, rows: [{ indicator: 'certificate.personal', missing: 1, since: DAY }] },
    ]);
    // A draft is nobody else's business.
    expect((await officer.get(path)).status).toBe(404);
    expect((await officer.get('/api/v1/documents')).body.items).toEqual([]);

    const text = 'Đề nghị hoàn thành trước ngày 30/9/2025.';
    const edited = await department.patch(path, { text, revision });
    expect(edited.body).toMatchObject({ text, revision: revision + 1 });
    expect((await department.patch(path, { subject: 'khác', revision })).body.code).toBe('revision_conflict');

    // Two at once: one counts.
    const both = await Promise.all([
      department.post(`${path}/issue`, issue),
      department.post(`${path}/issue`, { ...issue, number: '13/SKHCN-CĐS' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await department.post(`${path}/issue`, issue)).body.code).toBe('not_a_draft');
    expect((await department.patch(path, { text, revision: 2 })).body.code).toBe('not_a_draft');
    expect((await department.post(`${path}/refresh`, {})).body.code).toBe('not_a_draft');
    const issued = (await department.get(path)).body;
    expect(issued).toMatchObject({ state: 'issued', day: DAY, signerTitle: 'Giám đốc' });

    const { response, bytes } = await file(`${path}/file?format=docx`, officer);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(issued.sha256);
    expect(response.headers.get('etag')).toBe(`"${issued.sha256}"`);
    const lines = paragraphsOf(bytes);
    const at = lines.indexOf('Kính gửi:');
    expect(lines.slice(at + 1, at + 4)).toEqual([
      '- Sở Khoa học và Công nghệ;',
      '- Sở Tài chính;',
      '- Ủy ban nhân dân các xã, phường, đặc khu.',
    ]);
    expect(lines.filter((line) => /^- Lưu: VT, /.test(line))).toHaveLength(1);
    expect(lines).toContain(text);
    expect(lines.filter((line) => /^Phụ lục /.test(line))).toEqual(['Phụ lục I', 'Phụ lục II']);
    expect(lines).toEqual(
      expect.arrayContaining([`Số: ${issued.number}`, 'Hải Phòng, ngày 22 tháng 9 năm 2025', 'GIÁM ĐỐC']),
    );
    for (const change of [
      t.db.sql`update document set subject = 'x' where id = ${id}`,
      t.db.sql`delete from document_row where document = ${id}`,
      t.db.sql`update document_addressee set code = 'x' where document = ${id}`,
      t.db.sql`update document_file set bytes = '' where document = ${id}`,
    ])
      await expect(change).rejects.toThrow('never changed');

    // One message a person, of both his localities; who lags no more is told so by what came of it.
    await t.tick();
    const [message, ...others] = await t.db.sql<{ subject: string; body: string }[]>`
      select subject, body from outbox where about = 'document'`;
    expect(others).toEqual([]);
    expect(message).toBeDefined();
    t.clock.set(`${DAY} 10:00`);
    await post(A, {});
    expect((await department.get(path)).body.effect).toEqual({
      urged: 2,
      closedBefore: 0,
      closed: 1,
      windows: [7, 14, 30].map((days) => ({ days, closed: 1, passed: false })),
    });
    const listed = (await officer.get(`/api/v1/documents?state=issued&locality=${A}`)).body.items;
    expect(listed).toMatchObject([{ id, reference: issued.number, effect: { closed: 1 } }]);
    // Whoever's area lies in it reads what was issued, addressed to him or not.
    const other = await t.caller('officer', C);
    const own = await draft({ addressees: [A], gaps: undefined, localities: [A] });
    expect(own.status).toBe(201);
    const number = { ...issue, number: '77/SKHCN-CĐS' };
    expect((await department.post(`/api/v1/documents/${own.body.id}/issue`, number)).status).toBe(200);
    expect((await other.get(`/api/v1/documents/${own.body.id}`)).body.state).toBe('issued');
    const idsOf = async (query: string) =>
      (await other.get(`/api/v1/documents${query}`)).body.items.map((one: { id: number }) => one.id);
    expect(await idsOf('')).toEqual([own.body.id, id]);
    expect(await idsOf(`?addressee=${C}`)).toEqual([id]);
    const elsewhere = await t.caller('officer', '26734');
    expect((await elsewhere.get(`/api/v1/documents/${own.body.id}`)).status).toBe(404);
    t.clock.set(`${DAY} 08:30`);
  });

  it('are taken away while they are drafts, by who writes them, and never once they are issued', async () => {
    const { id } = (await draft({ gaps: { province: '31', group: 'network' } })).body;
    const path = `/api/v1/documents/${id}`;
    const remove = async (by: Caller, at = path) => {
      const headers = { authorization: `Bearer ${by.token}` };
      const answer = await fetch(t.address + at, { method: 'DELETE', headers });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
    };
    expect((await remove(officer)).status).toBe(403);
    expect((await remove(await t.caller('department', '79'))).status).toBe(404);
    expect((await remove(department)).status).toBe(204);
    expect((await remove(department)).status).toBe(404);
    expect((await department.get(path)).status).toBe(404);
    const [issued] = (await department.get('/api/v1/documents?state=issued')).body.items;
    const refused = await remove(department, `/api/v1/documents/${issued.id}`);
    expect([refused.status, refused.body.code]).toEqual([409, 'not_a_draft']);
  });

  it('keep the signed file, which is a PDF whatever it is called', async () => {
    const { id } = (await department.get('/api/v1/documents')).body.items[0];
    const path = `/api/v1/documents/${id}/signed`;
    const send = (bytes: Uint8Array, type = 'application/pdf') =>
      department.post(path, bytes, { 'content-type': type });
    expect((await department.get(path)).status).toBe(404);
    expect((await send(Buffer.from('MZ\u0090 not a pdf'))).body.code).toBe('invalid_file');
    expect((await send(PDF.subarray(0, 0))).body.code).toBe('invalid_file');
    expect((await send(Buffer.alloc(10 * 1024 * 1024 + 1, PDF))).status).toBe(413);
    expect((await send(PDF, 'text/plain')).status).toBe(415);
    expect((await officer.post(path, PDF, { 'content-type': 'application/pdf' })).status).toBe(403);
    const kept = await send(PDF);
    expect(kept.status).toBe(201);
    const { response, bytes } = await file(path, officer);
    expect(bytes.equals(PDF)).toBe(true);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="cong-van-/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const [draftOnly] = [await draft({ addressees: [A], localities: [A], gaps: undefined })];
    const refused = await department.post(`/api/v1/documents/${draftOnly.body.id}/signed`, PDF, {
      'content-type': 'application/pdf',
    });
    expect(refused.body.code).toBe('not_issued');
  });

  it('answer what cannot be with every fault', async () => {
    const pointers = (answer: { body: { errors: { pointer: string }[] } }) =>
      answer.body.errors.map(({ pointer }) => pointer);
    const unknown = await draft({ addressees: ['so-khcn', 'so-la', '00000', '26734'], subject: 'x' });
    expect([unknown.status, pointers(unknown)]).toEqual([
      422,
      ['/addressees/1', '/addressees/2', '/addressees/3'],
    ]);
    expect(pointers(await draft({ subject: ' ', kind: 'quyet_dinh' }))).toEqual(['/kind', '/subject']);
    const nothing = await draft({ gaps: { province: '31', owner: 'không có ai' } });
    expect([nothing.status, pointers(nothing)]).toEqual([422, ['/gaps']]);
    expect(nothing.body.errors[0].messageVi).toContain('không có nội dung còn thiếu');
    expect((await draft({ localities: [A] })).status).toBe(422);
    expect((await draft({ gaps: undefined })).status).toBe(422);
    expect((await draft({ addressees: [] })).status).toBe(422);
    expect((await draft({ gaps: { province: '79' } })).status).toBe(404);
    expect((await draft({ gaps: undefined, localities: ['26734'] })).status).toBe(404);
    expect((await draft({}, await t.caller('department', '79'))).status).toBe(404);
    expect((await draft({}, officer)).status).toBe(403);
    expect(pointers(await draft({ gaps: { notReported: '2025-09-23' } }))).toEqual(['/gaps/notReported']);

    const { id } = (await draft()).body;
    const path = `/api/v1/documents/${id}/issue`;
    expect(pointers(await department.post(path, { ...issue, day: '2025-09-23' }))).toEqual(['/day']);
    expect(pointers(await department.post(path, { ...issue, day: '2025-09-19' }))).toEqual(['/day']);
    expect(pointers(await department.post(path, { day: DAY, signerTitle: '' }))).toEqual([
      '/number',
      '/signerTitle',
    ]);
    expect((await department.get('/api/v1/documents/99999')).status).toBe(404);
    expect((await department.get('/api/v1/documents/abc')).status).toBe(404);
    const [taken] = (await department.get('/api/v1/documents?state=issued')).body.items;
    expect((await department.post(path, { ...issue, number: taken.number })).body.code).toBe('number_taken');
    expect((await department.get(`/api/v1/documents/${id}`)).body.state).toBe('draft');
  });
});
