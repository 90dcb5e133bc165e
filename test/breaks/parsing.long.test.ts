import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILE_BYTES, MOST_ISSUERS, MOST_KEY_BITS } from '../../src/certificates/file/faults.ts';
import { readCertificateFile } from '../../src/certificates/file/read-file.ts';
import { type Caller, startTestService, type TestService } from '../support/service.ts';

/** A file that is costly to read costs its sender, not those who post records meanwhile. */

const PLACE = '11737';
const TODAY = '2025-09-25';

function tlv(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const hex = content.length.toString(16);
  const length = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content]);
}
const sequence = (...parts: Buffer[]) => tlv(0x30, ...parts);
const oid = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'));
const integer = (bytes: Buffer) => tlv(0x02, Buffer.from([0]), bytes);
const NULL = tlv(0x05);
const text = (tag: number, value: string) => tlv(tag, Buffer.from(value));

/** In form a certificate by an authority of its own name; its key and signature are numbers that mean nothing. */
function certificate(bits: number, serial: number, name = 'CA'): Buffer {
  const number = randomBytes(bits / 8);
  // Of full length, odd; and below it, else the signature is refused before any work is done.
  number[0] = 0xff;
  number[number.length - 1] = 0xff;
  const signature = randomBytes(bits / 8);
  signature[0] = 0x7f;
  const algorithm = sequence(oid('2a864886f70d01010b'), NULL);
  const named = sequence(tlv(0x31, sequence(oid('550403'), text(0x0c, name))));
  const exponent = Buffer.alloc(8, 0xff);
  const key = tlv(0x03, Buffer.from([0]), sequence(integer(number), integer(exponent)));
  const said = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([1, serial])),
    algorithm,
    named,
    sequence(text(0x17, '250101000000Z'), text(0x17, '270101000000Z')),
    named,
    sequence(sequence(oid('2a864886f70d010101'), NULL), key),
  );
  return sequence(said, algorithm, tlv(0x03, Buffer.from([0]), signature));
}

const many = (count: number, bits: number) =>
  Array.from({ length: count }, (_, serial) => certificate(bits, serial));

function p7b(certificates: Buffer[]): Buffer {
  const data = sequence(oid('2a864886f70d010701'));
  const signed = sequence(
    tlv(0x02, Buffer.from([1])),
    tlv(0x31),
    data,
    tlv(0xa0, ...certificates),
    tlv(0x31),
  );
  return sequence(oid('2a864886f70d010702'), tlv(0xa0, signed));
}

const faultOf = (bytes: Buffer) => {
  const read = readCertificateFile(bytes);
  return read.ok ? read.found.map(({ notByItsIssuer }) => notByItsIssuer) : read.fault;
};

describe('a file of certificates', () => {
  it('with a key longer than any authority has is refused', () => {
    expect(faultOf(certificate(MOST_KEY_BITS + 8, 1))).toBe('key_too_large');
    expect(faultOf(certificate(MOST_KEY_BITS, 1))).toEqual([false]);
  });

  it('with more authorities of one name than one has keys is refused', () => {
    expect(faultOf(p7b(many(MOST_ISSUERS + 2, 2_048)))).toBe('too_many_issuers');
    expect(faultOf(p7b(many(MOST_ISSUERS + 1, 2_048)))).toEqual(Array(MOST_ISSUERS + 1).fill(true));
  });

  it('with one key in many certificates has it looked at once', () => {
    const one = certificate(2_048, 1);
    const place = one.indexOf(Buffer.from('02020101', 'hex')) + 3;
    const copies = Array.from({ length: 50 }, (_, serial) => {
      const copy = Buffer.from(one);
      copy[place] = serial;
      return copy;
    });
    expect(faultOf(p7b(copies))).toEqual(Array(50).fill(true));
  });
});

describe('beside records that are posted', () => {
  let t: TestService;
  let officer: Caller;
  beforeAll(async () => {
    t = await startTestService();
    officer = await t.caller('officer', PLACE);
  });
  afterAll(() => t.stop());

  const send = (bytes: Buffer) =>
    officer.post(`/api/v1/certificates/files?locality=${PLACE}&dryRun=true`, new Uint8Array(bytes), {
      'content-type': 'application/pkix-cert',
    });

  /** The longest that a record took while `work` went on, in milliseconds, and how many were taken. */
  async function postBeside<T>(work: Promise<T>): Promise<{ given: T; slowest: number; posted: number }> {
    let slowest = 0;
    let posted = 0;
    let on = true;
    const ended = work.finally(() => {
      on = false;
    });
    while (on) {
      const from = performance.now();
      const record = { locality: PLACE, day: TODAY, values: { 'network.lan': true }, note: `${posted++}` };
      expect((await officer.post('/api/v1/records', record)).status).toBe(201);
      slowest = Math.max(slowest, performance.now() - from);
    }
    return { given: await ended, slowest, posted };
  }

  it('fifty certificates of one name with the longest keys hold nobody up', async () => {
    const file = p7b(many(50, 16_384));
    expect(file.length).toBeLessThan(FILE_BYTES);
    const { given, slowest, posted } = await postBeside(send(file));
    expect(given).toMatchObject({ status: 422, body: { errors: [{ code: 'key_too_large' }] } });
    expect(given.body.errors[0].messageVi).toContain(MOST_KEY_BITS.toLocaleString('vi-VN'));
    expect(posted).toBeGreaterThan(1);
    expect(slowest).toBeLessThan(2_000);
  });
});
