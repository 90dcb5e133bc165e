import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILE_BYTES } from '../src/certificates/file/faults.ts';
import { type CertificateShop, certificateShop, type Made, OPENSSL } from './support/certificates.ts';
import { type FilePages, filePages } from './support/files.ts';
import { reportPages } from './support/report-pages.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const PLACE = '11737';
const PAGE = `/chung-thu-so/${PLACE}`;
const LIST = '/api/v1/certificates';
const ISSUER = 'Cơ quan chứng thực số chuyên dùng Chính phủ G2';

describe('the register in the browser', () => {
  let t: TestService;
  let officer: Caller;
  let pages: FilePages;
  let department: FilePages;
  let reader: FilePages;
  let shop: CertificateShop;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 08:00' });
    officer = await t.caller('officer', PLACE);
    pages = await filePages(t, officer.token);
    department = await filePages(t, (await t.caller('department', '31')).token);
    reader = await filePages(t, (await t.caller('viewer', '31')).token);
  });
  afterAll(async () => {
    shop?.stop();
    await t?.stop();
  });

  const fields = {
    kind: 'personal',
    holder: 'Chủ tịch UBND',
    issuer: ISSUER,
    serial: '54 0a 1b 2c',
    validFrom: '2024-01-15',
    validTo: '2025-10-05',
  };
  const rows = async () =>
    (
      await t.db.sql`select serial, holder, source, withdrawn_for as out from certificate order by id`
    ).slice();
  const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

  it('takes a certificate by hand and says so', async () => {
    expect((await pages.open(PAGE)).text).toContain('Sổ chưa có chứng thư nào đang dùng.');
    const sent = await pages.post(`${PAGE}/ghi`, fields);
    expect([sent.status, sent.location]).toEqual([303, `${PAGE}?done=added`]);
    const page = textOf((await pages.open(sent.location)).text);
    expect(page).toContain('Đã ghi chứng thư vào sổ.');
    expect(page).toContain('1 còn hiệu lực (1 sắp hết hạn) · 0 hết hạn');
    expect(page).toContain('Chủ tịch UBND');
    expect(page).toContain('540A 1B2C');
    expect(page).toContain('5/10/2025 còn 10 ngày');
  });

  it('says at its field all that is wrong, and keeps what was typed', async () => {
    const refused = await pages.post(`${PAGE}/ghi`, {
      ...fields,
      holder: '',
      serial: 'xyz',
      validTo: '2020-01-01',
    });
    expect(refused.status).toBe(422);
    for (const words of [
      'Nhập chức vụ của người được cấp',
      'Số hiệu chứng thư chỉ gồm',
      'Ngày hết hạn sớm hơn',
      `value="${ISSUER}"`,
      'value="xyz"',
    ])
      expect(refused.text).toContain(words);
    expect(refused.text).toContain('<details class="panel" open');
    expect(await rows()).toHaveLength(1);
  });

  it('is read by whoever reads the locality, without ways to change it', async () => {
    const page = await reader.open(PAGE);
    expect(page.text).toContain('Chủ tịch UBND');
    expect(page.text).not.toContain('<input type="file"');
    expect(page.text).not.toContain('/ngung');
    expect((await reader.open('/chung-thu-so')).text).not.toContain('/chung-thu-so/nhap-tep');
  });

  it('is on the locality’s page and lists one’s area', async () => {
    expect((await pages.open(`/don-vi/${PLACE}`)).text).toContain(`href="${PAGE}"`);
    await department.post('/chung-thu-so/11557/ghi', {
      ...fields,
      kind: 'organisation',
      holder: '',
      serial: 'BB',
      validTo: '2028-01-01',
    });
    const list = await department.open('/chung-thu-so');
    expect(textOf(list.text)).toContain('Còn hiệu lực (2) Sắp hết hạn (1) Hết hạn (0)');
    expect(list.text).toContain('href="/chung-thu-so/11557"');
    const narrowed = await department.open('/chung-thu-so?state=expiring&q=nam+do+son&kind=');
    expect(narrowed.text).toContain(`href="${PAGE}"`);
    expect(narrowed.text).not.toContain('href="/chung-thu-so/11557"');
    expect((await department.open('/chung-thu-so?kind=device')).text).toContain(
      'Không có chứng thư nào khớp',
    );
    expect((await pages.open('/chung-thu-so')).text).not.toContain('/chung-thu-so/11557');
    expect((await department.open('/chung-thu-so?state=odd')).status).toBe(422);
  });

  it('takes one out of use, with the day', async () => {
    const [{ id } = { id: 0 }] = await t.db.sql<
      { id: number }[]
    >`select id from certificate where serial = '540A1B2C'`;
    const out = (of: Record<string, string>, who = pages, page = PAGE) =>
      who.post(`${page}/ngung`, { certificate: String(id), reason: 'replaced', on: '2025-09-25', ...of });
    expect((await out({ on: '' })).text).toContain('Chọn ngày ngừng dùng.');
    expect((await out({ on: '2025-10-01' })).text).toContain('chưa đến');
    expect((await out({}, department, '/chung-thu-so/11557')).status).toBe(404);
    const done = await out({});
    expect(done.location).toBe(`${PAGE}?done=withdrawn`);
    expect(textOf((await pages.open(done.location)).text)).toContain(
      'Đã thay bằng chứng thư khác, 25/9/2025',
    );
  });

  it('stands beside what is reported, and a difference is a flag', async () => {
    await t.db.sql`truncate certificate`;
    const add = (serial: string, more: object = {}) =>
      officer.post(LIST, { ...fields, locality: PLACE, serial, validTo: '2027-01-15', ...more });
    for (const serial of ['01', '02', '03']) await add(serial);
    await add('04', { validTo: '2025-09-20', validFrom: '2023-01-01' });
    const form = await (await reportPages(t, officer.token)).open('/bao-cao');
    const shown = textOf(form.text);
    expect(shown).toContain('Sổ chứng thư số : 3 còn hiệu lực.');
    expect(shown).toContain('Sổ chứng thư số : hết hạn sớm nhất 15/1/2027.');
    // Nobody has entered a seal: there is nothing to compare.
    expect(shown.match(/Sổ chứng thư số :/g)).toHaveLength(2);

    const report = (have: number, expiry: string) =>
      officer.post('/api/v1/records', {
        locality: PLACE,
        day: '2025-09-25',
        values: {
          'certificate.personal': { have, need: 5 },
          'certificate.organisation': true,
          'certificate.earliest_expiry': expiry,
        },
      });
    const flags = async () => {
      await t.service.scheduler.runByHand('review', t.clock.now());
      const found = await t.db
        .sql`select indicator, facts ->> 'register' as register, state from flag where kind = 'register_differs' order by indicator`;
      return found.map(({ indicator, register, state }) => `${indicator} ${register} ${state}`);
    };
    await report(3, '2027-01-15');
    expect(await flags()).toEqual([]);
    await report(5, '2027-03-01');
    expect(await flags()).toEqual([
      'certificate.earliest_expiry 2027-01-15 open',
      'certificate.personal 3 open',
    ]);
    const queue = await department.open('/ra-soat?kind=register_differs');
    expect(textOf(queue.text)).toContain(
      'Khác sổ chứng thư số. Báo 5 / 5 chứng thư, sổ chứng thư số: 3 còn hiệu lực.',
    );
    expect(queue.text).toContain(`href="${PAGE}"`);
    // The register catches up without another report.
    for (const serial of ['05', '06']) await add(serial);
    expect(await flags()).toEqual(['certificate.earliest_expiry 2027-01-15 open']);
    // A seal that has ended, while one is reported.
    await add('07', { kind: 'organisation', validFrom: '2020-01-01', validTo: '2025-09-24' });
    expect(await flags()).toContain('certificate.organisation false open');
    await add('08', { kind: 'organisation', validTo: '2027-01-20' });
    expect(await flags()).toEqual(['certificate.earliest_expiry 2027-01-15 open']);
    const verified = await department.post('/ra-soat', {
      flag: String((await t.db.sql`select id from flag where kind = 'register_differs'`)[0]?.id),
      decision: 'verified',
      back: '/ra-soat',
    });
    expect(verified.status).toBe(303);
    expect(await flags()).toEqual(['certificate.earliest_expiry 2027-01-15 verified']);
  });

  it('raises no flag where the register is empty', async () => {
    const other = await t.caller('officer', '10903');
    const values = { 'certificate.personal': { have: 5, need: 5 }, 'certificate.organisation': true };
    await other.post('/api/v1/records', { locality: '10903', day: '2025-09-25', values });
    await t.service.scheduler.runByHand('review', t.clock.now());
    expect(await t.db.sql`select from flag where locality = '10903'`).toHaveLength(0);
    expect((await (await reportPages(t, other.token)).open('/bao-cao')).text).not.toContain(
      '/chung-thu-so/10903',
    );
  });

  it('checks a sheet before it is stored', async () => {
    const head = 'locality,kind,holder,issuer,serial,valid_from,valid_to';
    const sheet = [
      head,
      `${PLACE},cá nhân,Văn thư,${ISSUER},AA01,15/1/2024,15/1/2027`,
      `${PLACE},cá nhân,,${ISSUER},AA02,,x`,
    ].join('\n');
    const before = (await rows()).length;
    const checked = await pages.bring('/chung-thu-so/nhap-tep', {}, { name: 'a.csv', bytes: sheet });
    expect(checked.status).toBe(200);
    const told = textOf(checked.text);
    expect(told).toContain('Thêm: 1 · sửa: 0 · đã có: 0 · có lỗi: 1');
    expect(told).toContain('Chức vụ : Nhập chức vụ của người được cấp, không nhập họ tên.');
    expect(await rows()).toHaveLength(before);
    const cells = /name="cells" value="([^"]*)"/.exec(checked.text)?.[1]?.replaceAll('&quot;', '"') ?? '';
    const stored = await pages.post('/chung-thu-so/nhap-tep/ghi', { cells });
    expect([stored.status, stored.location]).toEqual([303, '/chung-thu-so/nhap-tep?stored=1']);
    expect((await pages.open(stored.location)).text).toContain('Đã ghi 1 chứng thư vào sổ.');
    expect((await rows()).at(-1)).toMatchObject({ serial: 'AA01', source: 'sheet' });
    const none = await pages.bring('/chung-thu-so/nhap-tep', {}, { name: 'a.csv', bytes: 'a,b\n1,2' });
    expect([none.status, textOf(none.text).includes('Không tìm thấy dòng tiêu đề.')]).toEqual([422, true]);
    const long = [
      head,
      ...Array.from({ length: 1_002 }, (_, at) => `${PLACE},device,,${ISSUER},${at},2024-01-15,2027-01-15`),
    ];
    const refused = await pages.bring(
      '/chung-thu-so/nhap-tep',
      {},
      { name: 'a.csv', bytes: long.join('\n') },
    );
    expect([refused.status, refused.text.includes('tách thành nhiều tệp')]).toEqual([422, true]);
    for (const odd of ['', '{', '[[1]]', '["a"]'])
      expect((await pages.post('/chung-thu-so/nhap-tep/ghi', { cells: odd })).status).toBe(400);
  });

  it('carries a full sheet of Vietnamese from the check to the register', async () => {
    const head = 'locality,kind,holder,issuer,serial,valid_from,valid_to';
    const holder = 'Phó Trưởng phòng Văn hóa – Xã hội phụ trách';
    const sheet = [
      head,
      ...Array.from(
        { length: 1_000 },
        (_, at) =>
          `${PLACE},personal,${holder},${ISSUER},${(at + 0xf000000000000000).toString(16)}${at},2024-01-15,2027-01-15`,
      ),
    ];
    const checked = await pages.bring(
      '/chung-thu-so/nhap-tep',
      {},
      { name: 'a.csv', bytes: sheet.join('\n') },
    );
    const cells = /name="cells" value="([^"]*)"/.exec(checked.text)?.[1]?.replaceAll('&quot;', '"') ?? '';
    const stored = await pages.post('/chung-thu-so/nhap-tep/ghi', { cells });
    expect(stored.location).toBe('/chung-thu-so/nhap-tep?stored=1000');
    await t.db.sql`delete from certificate where holder = ${holder}`;
  });

  describe.skipIf(!OPENSSL)('with files (needs openssl)', () => {
    let chain: Buffer;
    let person: Made;

    it('shows what a file holds, and enters what is chosen of it', async () => {
      await t.db.sql`truncate certificate`;
      shop = certificateShop();
      const root = shop.authority(`/C=VN/CN=${ISSUER}`);
      person = shop.make({ subject: '/CN=Nguyễn Thị Ánh', by: root, serial: '540A1B2C3D4E5F60' });
      const over = shop.make({
        subject: '/CN=UBND phường',
        by: root,
        serial: '0B',
        from: '20200101000000Z',
        to: '20230101000000Z',
      });
      chain = shop.bundle([person, over, root], 'DER');
      const shown = await pages.bring(`${PAGE}/tep`, {}, { name: 'chuỗi.p7b', bytes: chain });
      expect(shown.status).toBe(200);
      const told = textOf(shown.text);
      for (const words of [
        'Nguyễn Thị Ánh',
        'Đã hết hạn.',
        'Chứng thư của cơ quan cấp, không ghi vào sổ',
        '540A 1B2C 3D4E 5F60',
        '1/1/2025 – 1/1/2027',
      ])
        expect(told).toContain(words);
      expect(await rows()).toEqual([]);
      const hidden = hiddenOf(shown.text);
      expect(Object.keys(hidden).filter((name) => name.startsWith('tep-'))).toHaveLength(3);

      const lacking = await pages.post(`${PAGE}/tep/ghi`, {
        ...hidden,
        'ghi-0': 'yes',
        'loai-0': 'personal',
        'chuc-vu-0': '',
      });
      expect([lacking.status, lacking.text.includes('Nhập chức vụ của người được cấp')]).toEqual([422, true]);
      const none = await pages.post(`${PAGE}/tep/ghi`, hidden);
      expect([none.status, none.text.includes('Chọn ít nhất một chứng thư')]).toEqual([422, true]);
      expect(await rows()).toEqual([]);

      const sent = await pages.post(`${PAGE}/tep/ghi`, {
        ...hidden,
        'ghi-0': 'yes',
        'loai-0': 'personal',
        'chuc-vu-0': 'Phó Chủ tịch',
        'ghi-2': 'yes',
      });
      expect([sent.status, sent.location]).toEqual([303, `${PAGE}?done=entered`]);
      expect(await rows()).toEqual([
        { serial: '540A1B2C3D4E5F60', holder: 'Phó Chủ tịch', source: 'file', out: null },
      ]);
      const page = await pages.open(sent.location);
      expect(page.text).toContain('Phó Chủ tịch');
      expect(page.text).not.toContain('Nguyễn Thị Ánh');
      const again = await pages.bring(`${PAGE}/tep`, {}, { name: 'a.p7b', bytes: chain });
      expect(textOf(again.text)).toContain('Sổ đã có chứng thư này');
    });

    it.each([
      ['no file', undefined, 'Chọn một tệp chứng thư.'],
      ['a text', 'Kính gửi', 'không có chứng thư nào'],
      ['a large file', Buffer.alloc(FILE_BYTES + 1), 'lớn hơn 256 kB'],
      ['half a file', () => chain.subarray(0, 500), 'bị hỏng hoặc thiếu'],
      [
        'a private key',
        () => person.pem + person.key,
        'Tệp có khóa bí mật. Hệ thống không lưu nội dung nào của tệp.',
      ],
    ])('refuses %s in words, beside its field', async (_, bytes, words) => {
      const file = typeof bytes === 'function' ? bytes() : bytes;
      const refused = await pages.bring(
        `${PAGE}/tep`,
        {},
        file === undefined ? undefined : { name: 'a.cer', bytes: file },
      );
      expect(refused.status).toBe(422);
      expect(refused.text).toContain(words);
      expect(refused.text).toContain('id="file-error"');
      expect(refused.text).not.toContain('PRIVATE KEY');
    });

    it('reads anew what the form brings back: nothing in it can be made up', async () => {
      for (const der of [
        '',
        'AAAA',
        Buffer.from(person.key).toString('base64'),
        person.der.subarray(0, 200).toString('base64'),
      ]) {
        const refused = await pages.post(`${PAGE}/tep/ghi`, {
          'tep-0': der,
          'ghi-0': 'yes',
          'loai-0': 'personal',
          'chuc-vu-0': 'x',
        });
        expect([der.slice(0, 8), refused.status]).toEqual([der.slice(0, 8), 422]);
      }
    });
  });
});

/** What the page's hidden fields hold, but for the token, which the pages here send themselves. */
function hiddenOf(html: string): Record<string, string> {
  const found = [...html.matchAll(/<input type="hidden" name="(tep-\d+)" value="([^"]*)"/g)];
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]));
}
