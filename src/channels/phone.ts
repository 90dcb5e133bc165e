/**
 * A telephone number of Vietnam as 84…, digits alone, however it is written: 0912 345 678, +84 (0)912.345.678,
 * 0084…, or without its first 0, as a sheet leaves it. Null when it cannot be one.
 */
export function internationalPhone(text: string): string | null {
  const digits = text.replace(/\(0\)/g, '').replace(/[\s.()-]/g, '');
  const [, national] = /^(?:\+84|0084|84(?=\d{9,10}$)|0)?([1-9]\d{8,9})$/.exec(digits) ?? [];
  return national === undefined ? null : `84${national}`;
}
