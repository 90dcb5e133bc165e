import { describe, expect, it } from 'vitest';
import { isClassified } from '../src/certificates/classified.ts';
import { differs, FIGURES, inForceOn, registerSays } from '../src/certificates/figures.ts';
import { guessKind } from '../src/certificates/file/guess-kind.ts';
import { readSerial } from '../src/certificates/serial.ts';
import type { Counted } from '../src/certificates/types.ts';

const DAY = '2025-09-25';
const one = (more: Partial<Counted> = {}): Counted => ({
  kind: 'personal',
  validFrom: '2024-01-01',
  validTo: '2027-01-01',
  selfSigned: false,
  withdrawnOn: null,
  withdrawnFor: null,
  ...more,
});
const seal = (more: Partial<Counted> = {}) => one({ kind: 'organisation', ...more });

describe('a certificate is in force', () => {
  it.each<[string, Partial<Counted>, boolean]>([
    ['between its days', {}, true],
    ['on its first day', { validFrom: DAY }, true],
    ['on its last day', { validTo: DAY }, true],
    ['not before', { validFrom: '2025-09-26' }, false],
    ['not after', { validTo: '2025-09-24' }, false],
    ['until the day it was withdrawn', { withdrawnOn: '2025-09-26', withdrawnFor: 'revoked' }, true],
    ['not from that day on', { withdrawnOn: DAY, withdrawnFor: 'replaced' }, false],
    ['never, when nobody issued it', { selfSigned: true }, false],
  ])('%s', (_, more, expected) => expect(inForceOn(one(more), DAY)).toBe(expected));
});

describe('the register says', () => {
  const [COUNT, SEAL, EARLIEST] = FIGURES.map(({ indicator }) => indicator);
  it.each<[string, string | undefined, Counted[], unknown]>([
    ['nothing when it is empty', COUNT, [], undefined],
    ['how many personal ones are in force', COUNT, [one(), one(), seal(), one({ kind: 'device' })], 2],
    ['none, when all that were entered are over', COUNT, [one({ validTo: '2025-01-01' })], 0],
    [
      'none, when the only one was revoked',
      COUNT,
      [one({ withdrawnOn: '2025-01-01', withdrawnFor: 'revoked' })],
      0,
    ],
    ['nothing of seals while none was entered', SEAL, [one()], undefined],
    ['that there is a seal', SEAL, [seal({ validTo: '2025-01-01' }), seal()], true],
    ['that there is none any more', SEAL, [seal({ validTo: '2025-01-01' })], false],
    [
      'nothing by what was entered by mistake',
      SEAL,
      [seal({ withdrawnOn: DAY, withdrawnFor: 'mistake' })],
      undefined,
    ],
    [
      'which ends first, of people and seals',
      EARLIEST,
      [one(), seal({ validTo: '2026-05-05' }), one({ kind: 'device', validTo: '2025-10-01' })],
      '2026-05-05',
    ],
    ['no end of what has ended', EARLIEST, [one({ validTo: '2025-09-24' })], undefined],
    ['nothing of what is no figure of it', 'network.lan', [one()], undefined],
  ])('%s', (_, indicator, register, expected) => {
    expect(registerSays(register, indicator ?? '', DAY)).toEqual(expected);
  });

  it.each([
    ['as many', { have: 5, need: 9 }, 5, false],
    ['fewer', { have: 4, need: 4 }, 5, true],
    ['yes and yes', true, true, false],
    ['yes and no', true, false, true],
    ['the same day', '2026-01-01', '2026-01-01', false],
    ['another day', '2026-01-02', '2026-01-01', true],
    ['not known', null, 5, false],
  ])('something else: %s', (_, value, figure, expected) => expect(differs(value, figure)).toBe(expected));
});

describe('a serial number', () => {
  it.each([
    ['54:0a:1B', '540A1B'],
    ['0x00 54 0A', '540A'],
    ['\u200e54 0a', '540A'],
    ['0000', '0'],
    ['-00ff', '-FF'],
    ['12345678901234567890', '12345678901234567890'],
    ['', undefined],
    ['xyz', undefined],
    ['5.4E+19', undefined],
    ['F'.repeat(128), 'F'.repeat(128)],
    ['F'.repeat(129), undefined],
  ])('%s', (text, expected) => expect(readSerial(text)).toBe(expected));
});

describe('classified work', () => {
  it.each([
    ['Chữ ký số mật', true],
    ['chữ  ký   mật', true],
    ['Mật', true],
    ['Văn thư (mật)', true],
    ['Hồ sơ độ Mật', true],
    ['Tuyệt mật', true],
    ['classified', true],
    ['Cục Chứng thực số và Bảo mật thông tin', false],
    ['Cục Quản lý kỹ thuật nghiệp vụ mật mã', false],
    ['Máy chủ bảo mật', false],
    ['Mật độ cao', false],
  ])('%s', (text, expected) => expect(isClassified(text.normalize('NFD'))).toBe(expected));
});

describe('the kind of a certificate', () => {
  it.each([
    ['a name', { commonName: 'Nguyễn Văn An' }, [], 'personal'],
    ['a title', { commonName: 'UBND xã', title: 'Chủ tịch' }, [], 'personal'],
    ['an identity number', { commonName: 'Sở Nội vụ', userId: 'CCCD:001' }, [], 'personal'],
    ['a unit', { commonName: 'Uỷ ban nhân dân xã An Hưng' }, [], 'organisation'],
    ['a party committee', { commonName: 'Đảng ủy phường' }, [], 'organisation'],
    ['its own organisation', { commonName: 'Bưu điện', organisation: 'Bưu điện' }, [], 'organisation'],
    ['no name', { organisation: 'UBND' }, [], 'organisation'],
    ['a host', { commonName: 'motcua.haiphong.gov.vn' }, [], 'device'],
    ['an address', { commonName: '10.0.0.1' }, [], 'device'],
    ['a server', { commonName: 'Máy chủ 1' }, ['serverAuth'], 'device'],
  ])('%s', (_, name, usages, expected) => expect(guessKind(name, usages)).toBe(expected));
});
