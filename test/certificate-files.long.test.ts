import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILE_BYTES } from '../src/certificates/file/faults.ts';
import { readCertificateFile } from '../src/certificates/file/read-file.ts';
import { type CertificateShop, certificateShop, type Made, OPENSSL } from './support/certificates.ts';

const AUTHORITY = '/C=VN/O=Ban Cơ yếu Chính phủ/CN=Cơ quan chứng thực số chuyên dùng Chính phủ G2';
const PERSON =
  '/C=VN/O=UBND thành phố Hải Phòng/CN=Nguyễn Thị Ánh/title=Công chức tư pháp/UID=CCCD:031199001234';
const UNIT = '/C=VN/O=UBND thành phố Hải Phòng/CN=UBND xã Cẩm Giàng';

describe.skipIf(!OPENSSL)('a file of certificates (needs openssl)', () => {
  let shop: CertificateShop;
  let root: Made;
  let person: Made;
  let unit: Made;
  beforeAll(() => {
    shop = certificateShop();
    root = shop.authority(AUTHORITY, { key: 'rsa:2048' });
    person = shop.make({
      subject: PERSON,
      key: 'rsa:2048',
      by: root,
      serial: '540A1B2C3D4E5F60718293A4B5C6D7E8',
      extensions: ['keyUsage=digitalSignature,nonRepudiation', 'extendedKeyUsage=clientAuth,emailProtection'],
    });
    unit = shop.make({ subject: UNIT, by: root, serial: '00AB', to: '20251001165959Z' });
  }, 60_000);
  afterAll(() => shop?.stop());

  const found = (bytes: Buffer | string) => {
    const read = readCertificateFile(Buffer.from(bytes as Buffer));
    if (!read.ok) throw new Error(read.fault);
    return read.found;
  };
  const faultOf = (bytes: Buffer | string) => {
    const read = readCertificateFile(Buffer.from(bytes as Buffer));
    return read.ok ? read.found.length : read.fault;
  };

  it('says what an RSA certificate of a person holds', () => {
    const [one] = found(person.der);
    expect(one).toMatchObject({
      serial: '540A1B2C3D4E5F60718293A4B5C6D7E8',
      issuer: 'Cơ quan chứng thực số chuyên dùng Chính phủ G2',
      subject: 'Nguyễn Thị Ánh',
      namesPerson: true,
      title: 'Công chức tư pháp',
      kind: 'personal',
      validFrom: '2025-01-01',
      validTo: '2027-01-01',
      keyUsage: ['digitalSignature', 'nonRepudiation', 'clientAuth', 'emailProtection'],
      isAuthority: false,
      selfSigned: false,
      notByItsIssuer: false,
    });
  });

  it('says what an EC certificate of a unit holds; its end is a local day', () => {
    const [one] = found(unit.der);
    expect(one).toMatchObject({
      serial: 'AB',
      kind: 'organisation',
      subject: 'UBND xã Cẩm Giàng',
      namesPerson: false,
    });
    // 16:59:59 UTC is a second before midnight.
    expect(one?.validTo).toBe('2025-10-01');
    const later = shop.make({ subject: UNIT, by: root, to: '20251001170000Z' });
    expect(found(later.der)[0]?.validTo).toBe('2025-10-02');
  });

  it('is read in every form that programs save', () => {
    const base64 = person.der.toString('base64');
    const crlf = person.pem.replaceAll('\n', '\r\n');
    const forms = {
      PEM: person.pem,
      'PEM of Windows': crlf,
      'PEM with words before it': `Bag Attributes\n    friendlyName: ký số\nsubject=CN=x\n${person.pem}`,
      'PEM of a trusted kind': person.pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE'),
      'UTF-8 with its mark': `\uFEFF${person.pem}`,
      'UTF-16': Buffer.from(`\uFEFF${crlf}`, 'utf16le'),
      'base64 alone': base64,
      'base64 in lines': `${base64.replace(/.{64}/g, '$&\r\n')}\r\n`,
      'PKCS#7': shop.bundle([person], 'DER'),
      'PKCS#7 in PEM': shop.bundle([person], 'PEM'),
      'the text that openssl prints': shop.openssl(['x509', '-text'], person.pem),
    };
    for (const [form, bytes] of Object.entries(forms))
      expect([form, found(bytes).map(({ serial }) => serial)]).toEqual([
        form,
        ['540A1B2C3D4E5F60718293A4B5C6D7E8'],
      ]);
  });

  it('may hold a chain, of which the authorities are known', () => {
    const middle = shop.authority('/C=VN/CN=CA trung gian', { by: root, serial: '02' });
    const leaf = shop.make({ subject: UNIT, by: middle, serial: '0777' });
    for (const chain of [
      shop.bundle([leaf, middle, root], 'DER'),
      shop.bundle([root, middle, leaf], 'PEM'),
      leaf.pem + middle.pem + root.pem + leaf.pem,
    ]) {
      const all = found(chain);
      expect(all).toHaveLength(3);
      expect(all.filter(({ isAuthority }) => !isAuthority).map(({ serial }) => serial)).toEqual(['777']);
      expect(all.filter(({ notByItsIssuer }) => notByItsIssuer)).toEqual([]);
      expect(all.filter(({ selfSigned }) => selfSigned).map(({ issuer }) => issuer)).toEqual([
        'Cơ quan chứng thực số chuyên dùng Chính phủ G2',
      ]);
    }
  });

  it('does not pass an issuer of the same name for the issuer', () => {
    const false_ = shop.authority(AUTHORITY);
    const forged = shop.make({ subject: UNIT, by: false_, serial: '0666' });
    const all = found(forged.pem + root.pem);
    expect(all.map(({ notByItsIssuer }) => notByItsIssuer)).toEqual([true, false]);
    // Nobody can tell from the certificate alone.
    expect(found(forged.pem)[0]?.notByItsIssuer).toBe(false);
  });

  it('knows a self-signed one, and one that is called like its issuer but is not', () => {
    expect(found(shop.make({ subject: UNIT }).der)[0]?.selfSigned).toBe(true);
    expect(found(shop.make({ subject: UNIT, key: 'rsa:2048' }).der)[0]?.selfSigned).toBe(true);
    const other = shop.authority(UNIT);
    expect(found(shop.make({ subject: UNIT, by: other, serial: '0123' }).der)[0]?.selfSigned).toBe(false);
  });

  it('reads Vietnamese in UTF-8 and in BMPString', () => {
    for (const strings of ['utf8only', 'pkix', 'MASK:0x800']) {
      const made = shop.make({ subject: '/CN=Ủy ban nhân dân xã Tiên Lữ', by: root, strings });
      expect(found(made.der)[0]).toMatchObject({
        subject: 'Ủy ban nhân dân xã Tiên Lữ',
        kind: 'organisation',
      });
      const wide = Buffer.from('Tiên Lữ', 'utf16le').swap16();
      expect([strings, made.der.includes(wide)]).toEqual([strings, strings !== 'utf8only']);
    }
  });

  it.each([
    ['short', '05', '5'],
    ['with the highest bit set', 'FFEE', 'FFEE'],
    ['of 20 octets', '7F'.repeat(20), '7F'.repeat(20)],
  ])('has a serial number %s', (_, serial, read) => {
    expect(found(shop.make({ subject: UNIT, by: root, serial }).der)[0]?.serial).toBe(read);
  });

  it('has a serial number longer than allowed, and one that is negative', () => {
    // openssl makes neither: the number of a real one is replaced.
    const marker = 'A5'.repeat(16).replace(/^A/, '5');
    const made = shop.make({ subject: UNIT, by: root, serial: marker });
    const at = made.der.indexOf(Buffer.from(marker, 'hex'));
    const negative = Buffer.from(made.der);
    negative[at] = 0x85;
    expect(found(negative)[0]?.serial).toMatch(/^-[0-9A-F]{32}$/);
    expect(found(withSerial(made.der, at, 16, Buffer.alloc(64, 0x61)))[0]?.serial).toBe('61'.repeat(64));
    expect(faultOf(withSerial(made.der, at, 16, Buffer.alloc(100, 0x61)))).toBe('damaged_certificate');
  });

  it('says the days of one that is over and of one that has not begun', () => {
    const over = shop.make({ subject: UNIT, by: root, from: '20200101000000Z', to: '20230101000000Z' });
    expect(found(over.der)[0]).toMatchObject({ validFrom: '2020-01-01', validTo: '2023-01-01' });
    const early = shop.make({ subject: UNIT, by: root, from: '20600101000000Z', to: '99991231235959Z' });
    expect(found(early.der)[0]).toMatchObject({ validFrom: '2060-01-01', validTo: '2999-12-31' });
  });

  it('is refused when damaged, wherever it is cut or changed', () => {
    for (const bytes of [person.der, shop.bundle([person, root], 'DER')])
      for (const share of [0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999]) {
        const cut = bytes.subarray(0, Math.floor(bytes.length * share));
        expect(['damaged_certificate', 'no_certificate']).toContain(faultOf(cut));
      }
    expect(faultOf(person.pem.replace(/-----END.*/, ''))).toBe('damaged_certificate');
    expect(faultOf(person.pem.slice(0, 400))).toBe('damaged_certificate');
    expect(faultOf(person.pem.replace('\nMII', '\n!MII'))).toBe('damaged_certificate');
  });

  it('throws nothing, whatever byte is changed', () => {
    for (const bytes of [unit.der, shop.bundle([unit], 'DER')])
      for (let at = 0; at < bytes.length; at += 2) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 0x5a;
        expect(() => readCertificateFile(changed)).not.toThrow();
      }
  });

  it('is refused with something behind it', () => {
    expect(faultOf(Buffer.concat([person.der, Buffer.from('\0\0')]))).toBe('trailing_bytes');
    expect(faultOf(Buffer.concat([person.der, root.der]))).toBe('trailing_bytes');
    expect(faultOf(Buffer.concat([shop.bundle([person], 'DER'), Buffer.from('x')]))).toBe('trailing_bytes');
    const inPem = Buffer.concat([person.der, Buffer.from('junk')]).toString('base64');
    expect(faultOf(`-----BEGIN CERTIFICATE-----\n${inPem}\n-----END CERTIFICATE-----\n`)).toBe(
      'trailing_bytes',
    );
  });

  it('with a private key in any form is refused as such', () => {
    const { openssl, write } = shop;
    const ec = unit.key;
    const rsa = person.key;
    const password = ['-passout', 'pass:bí mật 1'];
    write('p.pem', person.pem);
    const p12 = (more: string[]) =>
      openssl([
        'pkcs12',
        '-export',
        '-in',
        'p.pem',
        '-inkey',
        write('p.key', rsa),
        '-passout',
        'pass:x',
        ...more,
      ]);
    const keys: Record<string, Buffer | string> = {
      'PKCS#8 of RSA': rsa,
      'PKCS#8 of EC': ec,
      'PKCS#8 of Ed25519': openssl(['genpkey', '-algorithm', 'ED25519']).toString(),
      'PKCS#8 in DER': openssl(['pkcs8', '-topk8', '-nocrypt', '-outform', 'DER'], rsa),
      'PKCS#8 of EC in DER': openssl(['pkcs8', '-topk8', '-nocrypt', '-outform', 'DER'], ec),
      'encrypted PKCS#8': openssl(['pkcs8', '-topk8', ...password], rsa),
      'encrypted PKCS#8 in DER': openssl(['pkcs8', '-topk8', '-outform', 'DER', ...password], ec),
      'PKCS#1': openssl(['rsa', '-traditional'], rsa),
      'PKCS#1 in DER': openssl(['rsa', '-traditional', '-outform', 'DER'], rsa),
      'encrypted PKCS#1': openssl(['rsa', '-traditional', '-aes128', ...password], rsa),
      SEC1: openssl(['ec'], ec),
      'SEC1 in DER': openssl(['ec', '-outform', 'DER'], ec),
      'PKCS#12': p12([]),
      'PKCS#12 without encryption': p12(['-keypbe', 'NONE', '-certpbe', 'NONE']),
      'PKCS#12 without a key': openssl([
        'pkcs12',
        '-export',
        '-nokeys',
        '-in',
        'p.pem',
        '-passout',
        'pass:x',
      ]),
      'PKCS#12 cut off': p12([]).subarray(0, 900),
      'a store of Java': Buffer.from('feedfeed0000000200000001', 'hex'),
      PuTTY: 'PuTTY-User-Key-File-3: ssh-rsa\n',
      OpenSSH:
        '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE\n-----END OPENSSH PRIVATE KEY-----\n',
      PGP: '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ\n-----END PGP PRIVATE KEY BLOCK-----\n',
      JWK: '{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"c"}',
    };
    for (const [form, key] of Object.entries(keys)) {
      const bytes = Buffer.from(key as Buffer);
      expect([form, faultOf(bytes)]).toEqual([form, 'private_key']);
      const text = bytes.toString('latin1');
      const base64 = bytes.toString('base64');
      const ways: Record<string, Buffer | string> = text.includes('BEGIN')
        ? {
            'after a certificate': person.pem + text,
            'before a certificate': text + person.pem,
            'in UTF-16': Buffer.from(`\uFEFF${person.pem}${text}`, 'utf16le'),
            'cut off': text.slice(0, -40),
          }
        : text[0] === '0'
          ? {
              'behind a certificate': Buffer.concat([person.der, bytes]),
              'as a certificate': `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
              'in base64': base64,
              'in lines beside a certificate': `${person.pem}\n${base64.replace(/.{64}/g, '$&\n')}\n`,
            }
          : {};
      for (const [way, file] of Object.entries(ways))
        expect([form, way, faultOf(file)]).toEqual([form, way, 'private_key']);
    }
  });

  it('of something else is no certificate', () => {
    const request = shop.openssl(['req', '-new', '-subj', '/CN=x', '-key', shop.write('r.key', unit.key)]);
    const publicKey = shop.openssl(['pkey', '-pubout'], unit.key);
    for (const [what, bytes] of Object.entries({
      nothing: '',
      'a text': 'Kính gửi Sở Khoa học và Công nghệ',
      'a page': '<!doctype html><title>cer</title>',
      'a picture': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'a workbook': Buffer.from('504b030414000600', 'hex'),
      'a request': request,
      'a public key': publicKey,
      zeros: Buffer.alloc(1000),
      'an empty PKCS#7': shop.openssl(['crl2pkcs7', '-nocrl', '-outform', 'DER']),
    }))
      expect([what, faultOf(bytes)]).toEqual([what, 'no_certificate']);
  });

  it('of hostile shape is refused soon', () => {
    const deep = Buffer.alloc(FILE_BYTES, Buffer.from('3080', 'hex'));
    const sets = Buffer.concat([
      Buffer.from('3080', 'hex'),
      Buffer.from('06092a864886f70d010702', 'hex'),
      deep,
    ]);
    const many = Buffer.from(person.pem.repeat(Math.floor(FILE_BYTES / person.pem.length)));
    const lines = Buffer.from('A'.repeat(39).concat('!').repeat(6_000));
    const text = (piece: string, end = '') => Buffer.from(piece.repeat(FILE_BYTES / piece.length) + end);
    const hostile = {
      deep,
      sets,
      many,
      lines,
      'beginnings without an end': text('-----BEGIN A-----'),
      'beginnings in a row': text('BEGIN PRIVATE '),
      'nothing but spaces': text(' ', '!'),
      'a block of spaces': text(' ', '-----BEGIN CERTIFICATE-----'),
      'halves of a JSON key': text('"kty"'),
      'base64 that is none': text('MIIA'),
      'lengths that lie': text('0\x84'),
    };
    for (const [what, bytes] of Object.entries(hostile)) {
      const from = performance.now();
      const read = readCertificateFile(bytes);
      expect([what, performance.now() - from < 10_000, read.ok]).toEqual([what, true, what === 'many']);
    }
    const different = Array.from({ length: 51 }, (_, at) =>
      withSerial(unit.der, unit.der.indexOf(Buffer.from('020200ab', 'hex')) + 2, 2, Buffer.from([1, at])),
    );
    const pem = different.map(
      (der) => `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`,
    );
    expect(faultOf(pem.join(''))).toBe('too_many_certificates');
    expect(faultOf(pem.slice(1).join(''))).toBe(50);
  });
});

/** A certificate with another serial number; its signature fits no more, which nobody without the issuer's key sees. */
function withSerial(der: Buffer, at: number, length: number, serial: Buffer): Buffer {
  // SEQUENCE 30 82 …, tbs 30 82 …, version a0 03 …, serial 02 length …
  const grown = serial.length - length;
  const head = Buffer.from(der.subarray(0, at));
  for (const place of [2, 6]) head.writeUInt16BE(head.readUInt16BE(place) + grown, place);
  head[at - 1] = serial.length;
  return Buffer.concat([head, serial, der.subarray(at + length)]);
}
