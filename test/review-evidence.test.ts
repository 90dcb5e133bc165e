import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formToken } from '../src/http/form-token.ts';
import { tidyEvidence } from '../src/review/evidence.ts';
import { evidenceName, evidenceType, FILE_BYTES } from '../src/review/evidence-rules.ts';
import { type FilePages, filePages, JPEG, PDF, PNG, WEBP } from './support/files.ts';
import { cookieOf, createPerson, signIn } from './support/person.ts';
import { startTestService, type TestService } from './support/service.ts';

const PLACE = '11737';
const PAGE = `/minh-chung/${PLACE}`;
const ABOUT = 'network.lan';

describe('what a file is', () => {
  it.each([
    ['JPEG', JPEG, 'image/jpeg'],
    ['PNG', PNG, 'image/png'],
    ['WebP', WEBP, 'image/webp'],
    ['PDF', PDF, 'application/pdf'],
    ['a page', Buffer.from('<!doctype html><script>'), undefined],
    ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">'), undefined],
    ['a page that names PDF further down', Buffer.from('<html>%PDF-1.7'), undefined],
    ['a RIFF that is a sound', Buffer.from('52494646040000005741564565', 'hex'), undefined],
    ['a program', Buffer.from('MZ\x90\x00'), undefined],
    ['three bytes', PNG.subarray(0, 3), undefined],
    ['nothing', Buffer.alloc(0), undefined],
  ])('%s', (_, bytes, type) => {
    expect(evidenceType(bytes)).toBe(type);
  });

  it.each([
    ['Biên bản 25/9.PDF', '9.pdf'],
    ['C:\\ảnh\\trụ sở.jpeg', 'trụ sở.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['hóa đơn.pdf.exe', 'hóa đơn.pdf.pdf'],
    ['a\u202Egpj.html', 'a gpj.pdf'],
    ['a"; filename=b.html\r\nX: y', 'a ; filename=b.pdf'],
    ['', 'minh-chung.pdf'],
    ['....', 'minh-chung.pdf'],
    ['x'.repeat(500), `${'x'.repeat(80)}.pdf`],
  ])('is kept under a harmless name: %s', (given, name) => {
    expect(evidenceName(given, 'application/pdf')).toBe(name);
  });
});

describe('evidence', () => {
  let t: TestService;
  let officer: FilePages;
  let department: FilePages;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 09:00' });
    officer = await filePages(t, (await t.caller('officer', PLACE)).token);
    department = await filePages(t, (await t.caller('department', '31')).token);
  });
  afterAll(() => t.stop());

  const about = { indicator: ABOUT, day: '2025-09-25' };
  const files = async () =>
    await t.db.sql`select id, file_name as name, type, size, removed_at as removed from evidence order by id`;
  const latest = async () => (await files()).at(-1)?.id as number;

  it('is sent by the officer, listed, and fetched by whoever may read the locality', async () => {
    const sent = await officer.bring(PAGE, about, { name: 'mạng.PNG', bytes: PNG });
    expect([sent.status, sent.location]).toEqual([303, `${PAGE}?day=2025-09-25&done=kept`]);
    const page = await officer.open(sent.location);
    expect(page.text).toContain('Đã nhận tệp.');
    expect(page.text).toContain('mạng.png');
    const id = await latest();
    const finance = await filePages(t, (await t.caller('finance', '31')).token);
    for (const reader of [officer, department, finance]) {
      const file = await reader.fetchFile(`${PAGE}/${id}`);
      expect(file.status).toBe(200);
      expect(file.bytes.equals(PNG)).toBe(true);
      expect(Object.fromEntries(file.headers)).toMatchObject({
        'content-type': 'image/png',
        'content-disposition': `attachment; filename="mang.png"; filename*=UTF-8''m%E1%BA%A1ng.png`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cache-control': 'private, no-store',
      });
    }
    expect((await finance.open(PAGE)).text).not.toContain('type="file"');
    const [row] = await t.db
      .sql`select actor, action, target, after from audit where action = 'evidence.add'`;
    expect(row).toMatchObject({
      actor: `token:1 officer ${PLACE}`,
      target: `${PLACE} ${ABOUT}`,
      after: { fileName: 'mạng.png' },
    });
  });

  it('is not there for another locality, nor by another’s address', async () => {
    const id = await latest();
    const other = await filePages(t, (await t.caller('officer', '11557')).token);
    for (const path of [PAGE, `${PAGE}/${id}`, `/minh-chung/11557/${id}`])
      expect((await other.open(path)).status).toBe(404);
    expect((await other.bring(PAGE, about, { name: 'a.png', bytes: PNG })).status).toBe(404);
    expect((await department.open(`/minh-chung/11557/${id}`)).status).toBe(404);
  });

  it('is kept once', async () => {
    const before = (await files()).length;
    const again = await officer.bring(PAGE, about, { name: 'khác.png', bytes: PNG });
    expect(again.location).toContain('done=known');
    expect(await files()).toHaveLength(before);
  });

  it.each([
    ['no file', {}, undefined, 'Chọn một tệp để gửi.'],
    [
      'a page that says it is a picture',
      {},
      { name: 'a.png', bytes: '<script>alert(1)</script>' },
      'không phải ảnh',
    ],
    [
      'an item that is not asked',
      { indicator: 'no.such' },
      { name: 'a.png', bytes: PNG },
      'Chọn chỉ tiêu mà tệp này',
    ],
    [
      'too large a file',
      {},
      { name: 'a.png', bytes: Buffer.concat([PNG, Buffer.alloc(FILE_BYTES)]) },
      'Tệp lớn hơn 5 MB',
    ],
  ])('%s is refused in words, beside its field', async (_, fields, file, words) => {
    const before = (await files()).length;
    const refused = await officer.bring(PAGE, { ...about, ...fields }, file);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(words);
    expect(refused.text).toContain('role="alert"');
    expect(await files()).toHaveLength(before);
  });

  it('is refused where a form is not ours, or no form at all', async () => {
    const form = new FormData();
    form.set('indicator', ABOUT);
    form.set('file', new Blob([new Uint8Array(PDF)]), 'a.pdf');
    expect((await officer.send(PAGE, form)).status).toBe(403);
    const odd = { 'content-type': 'multipart/form-data; boundary=x' };
    for (const body of [
      'nothing',
      '--x\r\n',
      `--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${officer.csrf}`,
    ])
      expect([body, (await officer.send(PAGE, body, odd)).status]).toEqual([body, 400]);
    expect((await officer.send(PAGE, 'x', { 'content-type': 'multipart/form-data' })).status).toBe(400);
    const many = new FormData();
    many.set('csrf', officer.csrf);
    for (let at = 0; at < 100; at++) many.set(`field${at}`, 'x');
    expect((await officer.send(PAGE, many)).status).toBe(413);
    const two = new FormData();
    two.set('csrf', officer.csrf);
    for (const name of ['file', 'other']) two.set(name, new Blob([new Uint8Array(PDF)]), 'a.pdf');
    expect((await officer.send(PAGE, two)).status).toBe(413);
  });

  it('is of an open day, and of one that has begun', async () => {
    for (const day of ['2025-09-26', '1999-01-01'])
      expect(
        (await officer.bring(PAGE, { ...about, day }, { name: 'a.pdf', bytes: PDF })).status,
      ).toBeGreaterThan(400);
    const locked = await officer.bring(PAGE, { ...about, day: '2025-09-10' }, { name: 'a.pdf', bytes: PDF });
    expect(locked.status).toBe(409);
    expect(locked.text).toContain('Ngày này đã khóa');
  });

  it('has a bound for a locality and day', async () => {
    const own = await filePages(t, (await t.caller('officer', '10903')).token);
    for (let at = 0; at <= 20; at++) {
      const file = { name: `${at}.pdf`, bytes: Buffer.concat([PDF, Buffer.from(String(at))]) };
      const sent = await own.bring('/minh-chung/10903', about, file);
      expect([at, sent.status]).toEqual([at, at < 20 ? 303 : 422]);
      if (at === 20) expect(sent.text).toContain('Ngày này đã đủ 20 tệp');
    }
  });

  it('has a bound that removing does not lift', async () => {
    const own = await filePages(t, (await t.caller('officer', '10888')).token);
    const page = '/minh-chung/10888';
    // As though sixteen of five megabytes had come and gone.
    await t.db.sql`
      insert into evidence (locality, indicator, day, file_name, type, size, hash, body, by, at, removed_at, removed_by)
      select '10888', ${ABOUT}, '2025-09-25', 'a.pdf', 'application/pdf', ${FILE_BYTES}, n::text, 'x', 'o', now(), now(), 'o'
      from generate_series(1, 16) n`;
    const sent = await own.bring(page, about, { name: 'a.pdf', bytes: PDF });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('gửi rồi xóa');
    await t.db.sql`update evidence set body = null where locality = '10888'`;
    expect((await own.bring(page, about, { name: 'a.pdf', bytes: PDF })).status).toBe(303);
    await t.db.sql`delete from evidence where locality = '10888'`;
  });

  it('is taken away by who brought it or by the department, and its bytes a month later', async () => {
    await department.bring(PAGE, about, { name: 'của sở.pdf', bytes: PDF });
    const ofDepartment = await latest();
    expect((await officer.post(`${PAGE}/xoa`, { file: String(ofDepartment) })).status).toBe(404);
    await officer.bring(PAGE, about, { name: 'của xã.webp', bytes: WEBP });
    const own = await latest();
    for (const [who, id] of [
      [officer, own],
      [department, ofDepartment],
    ] as const) {
      const removed = await who.post(`${PAGE}/xoa`, { file: String(id) });
      expect([removed.status, removed.location]).toEqual([303, `${PAGE}?day=2025-09-25&done=removed`]);
      expect((await who.fetchFile(`${PAGE}/${id}`)).status).toBe(404);
    }
    expect(
      (await t.db.sql`select actor from audit where action = 'evidence.remove' order by id`).map(
        (row) => row.actor,
      ),
    ).toEqual([`token:1 officer ${PLACE}`, 'token:2 department 31']);
    expect(await tidyEvidence(t.db.sql, new Date('2025-10-20T00:00:00Z'))).toEqual({ files: 0 });
    expect(await tidyEvidence(t.db.sql, new Date('2025-10-26T00:00:00Z'))).toEqual({ files: 2 });
    expect(await t.db.sql`select hash from evidence where id = ${own} and body is null`).toHaveLength(1);
  });

  it('of a person is his own, whoever has the same name', async () => {
    await createPerson(t, { login: 'an', role: 'officer', area: PLACE });
    const cookie = cookieOf(await signIn(t, 'an'));
    await officer.bring(PAGE, about, { name: 'của mã.jpg', bytes: JPEG });
    const page = await fetch(t.address + PAGE, {
      headers: { accept: 'text/html', cookie },
    });
    const text = await page.text();
    expect(text).toContain('của mã.jpg');
    expect(text).not.toContain(`${PAGE}/xoa`);
    // The audit names him by what is his alone, the page as people call him.
    const form = new FormData();
    const csrf = formToken(cookie.split('=')[1] ?? '');
    for (const [name, value] of Object.entries({ csrf, ...about })) form.set(name, value);
    form.set('file', new Blob([Buffer.concat([PNG, Buffer.from('an')])]), 'của an.png');
    await fetch(`${t.address}${PAGE}`, {
      method: 'POST',
      body: form,
      headers: { cookie },
      redirect: 'manual',
    });
    const [kept] = await t.db
      .sql`select actor, after ->> 'fileName' as name from audit order by id desc limit 1`;
    expect(kept).toEqual({ actor: 'an', name: 'của an.png' });
    expect(await t.db.sql`select from evidence where by = 'Người an'`).toHaveLength(1);
  });
});
