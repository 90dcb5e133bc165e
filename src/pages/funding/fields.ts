import { readText } from '../../fields.ts';
import { LARGEST_PRICE, LARGEST_QUANTITY } from '../../funding/money-rules.ts';
import { refuse } from '../../refused.ts';

/** Reading what people type of money. */

/** đồng, with or without marks between thousands: 18000000, 18.000.000. @throws {Refused} */
export function readDong(field: string, text: string, most = LARGEST_PRICE): number {
  const clean = text.trim();
  const plain = /^\d{1,3}([.,\s]\d{3})+$/.test(clean) ? clean.replace(/[.,\s]/g, '') : clean;
  const value = /^\d{1,16}$/.test(plain) ? Number(plain) : Number.NaN;
  if (!(value >= 1 && value <= most))
    refuse(field, [
      'Nhập số tiền bằng đồng, là số nguyên lớn hơn 0, ví dụ 18.000.000.',
      'A whole number of đồng above zero, such as 18000000.',
    ]);
  return value;
}

/** Units. @throws {Refused} */
export function readUnits(field: string, text: string): number {
  const value = /^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
  if (!(value >= 1 && value <= LARGEST_QUANTITY))
    refuse(field, ['Nhập số lượng, là số nguyên lớn hơn 0.', 'A whole number above zero.']);
  return value;
}

/** Null where nothing was typed. @throws {Refused} */
export const readMaybe = (field: string, text: string | undefined, most = 300): string | null =>
  (text ?? '').trim() === '' ? null : readText(field, text ?? '', most);
