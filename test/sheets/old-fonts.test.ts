import { describe, expect, it } from 'vitest';
import { isLegacyFont } from '../../src/sheets/old-fonts.ts';

describe('text for fonts of before Unicode', () => {
  it.each([
    ...[
      'TrÇn ThÞ B×nh',
      'Chñ tÞch UBND',
      'CHñ TÞCH',
      '§\u00ad\u00eang truyÒn yÕu',
      'sè liÖu',
      'cam kÕt',
      '®· cã',
    ],
    ...['NguyÔn V¨n An', 'm· truy cËp', '§· qua 15 ngµy', 'UBND x· Thµnh §«ng', 'Giê chèt sè liÖu: 16h'],
  ])('of TCVN3: %s', (text) => expect(isLegacyFont(text)).toBe(true));

  it.each([
    ...[
      'Nguyeãn Vaên An',
      'Traàn Thò Bình',
      'Chuû tòch UBND',
      'CHUÛ TÒCH',
      'ñôn vò',
      'chöa coù',
      'maùy hoûng',
    ],
    ...['Ñöôøng truyeàn yeáu', 'Keá toaùn', 'UÛY BAN NHAÂN DAÂN', 'thieáu 2 maùy'],
  ])('of VNI: %s', (text) => expect(isLegacyFont(text)).toBe(true));

  it.each([
    ...[
      'Máy in hỏng',
      'hoà khoá xuân quê',
      'TOÀN DÂN',
      'thuý',
      'bò',
      'công an xã',
      'có',
      'Lê Tú',
      'may in',
      '',
    ],
    ...[
      'Señor Müller Zürich',
      'naïve Noël',
      'goût',
      'São Paulo',
      'Côte d’Ivoire',
      'El Niño',
      'café à la crème',
    ],
    ...[
      '20 m² · 5 µm – 30°C',
      'Windows® 11 © 2026',
      '«guillemets» § 5',
      '×2 ½ ±3',
      'µ',
      '\u00ad',
      'Québec, André',
    ],
  ])('but not: %s', (text) => expect(isLegacyFont(text)).toBe(false));

  it('half a megabyte of it is read at once', () => {
    for (const text of ['aù'.repeat(250_000), '\u00ad'.repeat(500_000), 'ñ '.repeat(250_000)])
      expect(typeof isLegacyFont(text)).toBe('boolean');
  });
});
