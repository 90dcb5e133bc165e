import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILE_BYTES } from '../src/certificates/file/faults.ts';
import { type CertificateShop, certificateShop, type Made, OPENSSL } from './support/certificates.ts';
import { type Caller, startTestService, type TestService } from './support/service.ts';

const PLACE = '11737';
const LIST = '/api/v1/certificates';
const ISSUER = 'Cơ quan chứng thực số chuyên dùng Chính phủ G2';
const PKIX = { 'content-type': 'application/pkix-cert' };

describe.skipIf(!OPENSSL)('certificates by their files (needs openssl)', () => {
  let t: TestService;
  let officer: Caller;
  let viewer: Caller;

  let shop: CertificateShop;
  let root: Made;
  let person: Made;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 08:00' });
    officer = await t.caller('officer', PLACE);
    viewer = await t.caller('viewer', '31');
    shop = certificateShop();
    root = shop.authority(`/C=VN/CN=${ISSUER}`);
    person = shop.make({
      subject: '/CN=Nguyễn Thị Ánh/title=Công chức tư pháp',
      by: root,
      serial: '540A1B2C3D4E5F60718293A4B5C6D7E8',
      extensions: ['keyUsage=digitalSignature'],
    });
  });
  afterAll(async () => {
    shop?.stop();
    await t?.stop();
  });
  const codesOf = (answer: { body: { errors: { pointer: string; code: string }[] } }) =>
    answer.body.errors.map(({ pointer, code }) => `${pointer} ${code}`);
  const certificate = {
    locality: PLACE,
    kind: 'personal',
    holder: 'Công chức tư pháp – hộ tịch',
    issuer: ISSUER,
    serial: '54:0a:1b:2c:3d:4e:5f:60',
    validFrom: '2024-01-15',
    validTo: '2027-01-15',
  };
  const send = (bytes: Buffer | string, query = '', who = officer) =>
    who.post(`${LIST}/files?locality=${PLACE}${query}`, new Uint8Array(Buffer.from(bytes as Buffer)), PKIX);

  it('says what is in a file, then takes it, and once', async () => {
    const dry = await send(shop.bundle([person, root], 'DER'), '&dryRun=true');
    expect(dry.status).toBe(200);
    expect(dry.body.items).toMatchObject([
      {
        outcome: 'added',
        id: null,
        notes: [],
        kind: 'personal',
        holder: 'Công chức tư pháp',
        subject: 'Nguyễn Thị Ánh',
        issuer: ISSUER,
        validFrom: '2025-01-01',
        validTo: '2027-01-01',
        keyUsage: ['digitalSignature'],
        errors: [],
      },
      { outcome: 'not_offered', id: null, notes: ['authority'] },
    ]);
    expect((await viewer.get(LIST)).body.items).toEqual([]);
    const added = await send(person.pem, '&holder=Phó Giám đốc Trung tâm');
    expect(added.body.items).toMatchObject([{ outcome: 'added', id: expect.any(Number) }]);
    expect((await send(person.der, '&holder=Phó Giám đốc Trung tâm')).body.items).toMatchObject([
      { outcome: 'unchanged' },
    ]);
    const { items } = (await viewer.get(LIST)).body;
    expect(items).toMatchObject([
      { subject: null, holder: 'Phó Giám đốc Trung tâm', source: 'file', keyUsage: ['digitalSignature'] },
    ]);
  });

  it('keeps no name even where it is called another kind', async () => {
    const other = shop.make({ subject: '/CN=Trần Văn Bình/title=Văn thư', by: root, serial: '0B' });
    await send(other.der, '&kind=organisation');
    expect((await viewer.get(`${LIST}?kind=organisation`)).body.items).toMatchObject([{ subject: null }]);
    const everything = JSON.stringify([
      await t.db.sql`select * from certificate`,
      await t.db.sql`select * from audit`,
    ]);
    for (const name of ['Nguyễn Thị Ánh', 'Trần Văn Bình']) expect(everything).not.toContain(name);
  });

  it('trusts the days of the file more than what is typed', async () => {
    const typed = { ...certificate, serial: '540A1B2C3D4E5F60718293A4B5C6D7E8' };
    const refused = await officer.post(LIST, typed);
    expect(codesOf(refused)).toEqual(['/validTo certificate_of_file']);
    const right = { ...typed, validFrom: '2025-01-01', validTo: '2027-01-01', holder: 'Chủ tịch' };
    expect((await officer.post(LIST, right)).body.outcome).toBe('corrected');
    expect((await viewer.get(`${LIST}?kind=personal`)).body.items).toMatchObject([
      { holder: 'Chủ tịch', source: 'file' },
    ]);
  });

  it('corrects by a file what was typed before', async () => {
    const unit = shop.make({ subject: '/CN=UBND xã A', by: root, serial: '0C' });
    await officer.post(LIST, { ...certificate, kind: 'organisation', serial: 'C', validTo: '2030-01-01' });
    expect((await send(unit.der)).body.items).toMatchObject([{ outcome: 'corrected' }]);
    const found = (await viewer.get(`${LIST}?kind=organisation`)).body.items;
    expect(found.find((one: { serial: string }) => one.serial === 'C')).toMatchObject({
      validTo: '2027-01-01',
      subject: 'UBND xã A',
      source: 'file',
    });
  });

  it('says of one that nobody issued, that is over or has not begun; the first never counts', async () => {
    const ofItself = shop.make({ subject: '/CN=UBND xã B', serial: '0D' });
    const over = shop.make({
      subject: '/CN=UBND xã B',
      by: root,
      serial: '0E',
      from: '20200101000000Z',
      to: '20230101000000Z',
    });
    const early = shop.make({ subject: '/CN=UBND xã B', by: root, serial: '0F', from: '20260101000000Z' });
    const notes = async (made: Made) => (await send(made.der)).body.items[0].notes;
    expect(await notes(ofItself)).toEqual(['self_signed']);
    expect(await notes(over)).toEqual(['expired']);
    expect(await notes(early)).toEqual(['future']);
    expect((await viewer.get(LIST)).body.summary).toMatchObject({ selfSigned: 1, expired: 1, future: 1 });
    expect((await viewer.get(`${LIST}?state=self_signed`)).body.items).toMatchObject([{ serial: 'D' }]);
  });

  it('needs the position of a person whose certificate does not tell it', async () => {
    const made = shop.make({ subject: '/CN=Lê Văn Cường', by: root, serial: '10' });
    const { body } = await send(made.der);
    expect(body.items).toMatchObject([
      { outcome: 'rejected', kind: 'personal', errors: [{ code: 'holder_missing' }] },
    ]);
  });

  it('takes one of several', async () => {
    const two = ['11', '12'].map((serial) => shop.make({ subject: '/CN=UBND xã', by: root, serial }));
    const { body } = await send(two.map(({ pem }) => pem).join(''), '&serial=12&kind=device&holder=Máy chủ');
    expect(body.items).toMatchObject([{ outcome: 'added', serial: '12', kind: 'device' }]);
  });

  it('refuses a forged chain', async () => {
    const forged = shop.make({
      subject: '/CN=UBND xã',
      by: shop.authority(`/C=VN/CN=${ISSUER}`),
      serial: '13',
    });
    const { body } = await send(forged.pem + root.pem);
    expect(body.items).toMatchObject([
      { outcome: 'rejected', notes: ['wrong_signature'], errors: [{ code: 'not_issued_by_its_issuer' }] },
      { outcome: 'not_offered' },
    ]);
  });

  it('refuses a private key, and leaves no trace of it', async () => {
    const count = async () =>
      JSON.stringify(
        await t.db.sql`select (select count(*) from certificate) c, (select count(*) from audit) a`,
      );
    const before = await count();
    const pkcs12 = shop.openssl([
      'pkcs12',
      '-export',
      '-in',
      shop.write('a.pem', person.pem),
      '-inkey',
      shop.write('a.key', person.key),
      '-passout',
      'pass:x',
    ]);
    for (const bytes of [person.key, person.pem + person.key, pkcs12]) {
      const refused = await send(bytes);
      expect([refused.status, refused.body.code, codesOf(refused)]).toEqual([
        422,
        'invalid_certificate',
        [' private_key'],
      ]);
      expect(JSON.stringify(refused.body)).not.toContain(person.key.split('\n')[1]);
    }
    expect(await count()).toBe(before);
  });

  it('is bounded, and only what it says it is', async () => {
    expect((await send(Buffer.alloc(FILE_BYTES + 1, 0x30))).status).toBe(413);
    expect(codesOf(await send(Buffer.alloc(FILE_BYTES, 0x41)))).toEqual([' no_certificate']);
    expect(codesOf(await send('Kính gửi'))).toEqual([' no_certificate']);
    expect(codesOf(await send(person.der.subarray(0, 300)))).toEqual([' damaged_certificate']);
    expect(codesOf(await send(Buffer.concat([person.der, Buffer.from('x')])))).toEqual([' trailing_bytes']);
    expect((await officer.post(`${LIST}/files?locality=${PLACE}`, {})).status).toBe(415);
    expect((await officer.post(`${LIST}/files`, person.pem, PKIX)).status).toBe(422);
    const other = await t.caller('officer', '11557');
    expect((await send(person.der, '', other)).status).toBe(404);
    expect((await send(person.der, '', viewer)).status).toBe(403);
  });
});
