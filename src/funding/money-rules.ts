/**
 * Amounts of money: whole đồng. They are multiplied and added as `bigint`, so that no sum is off by one đồng, and leave
 * as numbers where a number holds them. Pure.
 */

/** đồng a unit; what is beyond is a slip of the pen. */
export const LARGEST_PRICE = 999_999_999_999;
/** Units of a line. */
export const LARGEST_QUANTITY = 1_000_000;

/** Undefined where one of the two is not known: what is unknown costs nothing that could be said. */
export function amountOf(quantity: number | null, unitPrice: number | null): bigint | null {
  if (quantity === null || unitPrice === null) return null;
  if (!Number.isSafeInteger(quantity) || !Number.isSafeInteger(unitPrice)) return null;
  return BigInt(quantity) * BigInt(unitPrice);
}

export function sumOf(amounts: Iterable<bigint | number>): bigint {
  let sum = 0n;
  for (const one of amounts) sum += BigInt(one);
  return sum;
}

/** As JSON carries it; null where a number would not hold every đồng of it. */
export function toNumber(amount: bigint | null): number | null {
  if (amount === null) return null;
  const number = Number(amount);
  return Number.isSafeInteger(number) ? number : null;
}

const NUMBERS = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });

/** 316.000.000 */
export function formatAmount(amount: bigint | number): string {
  return NUMBERS.format(amount);
}

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const SCALES = ['', 'nghìn', 'triệu'] as const;
const BILLION = 1_000_000_000n;

/**
 * An amount in words (bằng chữ), as papers of money end: `Ba trăm mười sáu triệu đồng`.
 *
 * Spelled as schoolbooks and the offices of the North do, for whom this was made: `linh` (not `lẻ`), `nghìn` (not `ngàn`),
 * `tỷ` (not `tỉ`), `bảy` (not `bẩy`). After tens from twenty on 1 is `mốt` and 4 is `tư`; after any ten 5 is `lăm`;
 * four after a hundred stays `linh bốn`. A group that follows another says its hundreds, zero too: nobody can write a
 * figure in between. Over a billion the count goes on in billions: `một nghìn tỷ`, `một tỷ tỷ`.
 */
export function inWords(amount: bigint | number): string {
  const given = BigInt(amount);
  const text = `${given < 0n ? 'âm ' : ''}${spelled(given < 0n ? -given : given)} đồng`;
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

function spelled(amount: bigint): string {
  if (amount < BILLION) return belowBillion(Number(amount), false);
  const rest = Number(amount % BILLION);
  return `${spelled(amount / BILLION)} tỷ${rest === 0 ? '' : ` ${belowBillion(rest, true)}`}`;
}

function belowBillion(amount: number, follows: boolean): string {
  if (amount === 0) return DIGITS[0];
  const said: string[] = [];
  for (const scale of [2, 1, 0]) {
    const group = Math.floor(amount / 1_000 ** scale) % 1_000;
    if (group === 0) continue;
    said.push(hundreds(group, follows || said.length > 0));
    const word = SCALES[scale];
    if (word) said.push(word);
  }
  return said.join(' ');
}

function hundreds(group: number, whole: boolean): string {
  const [hundred, ten, one] = [Math.floor(group / 100), Math.floor(group / 10) % 10, group % 10];
  const said: string[] = [];
  if (hundred > 0 || whole) said.push(`${digit(hundred)} trăm`);
  if (ten === 0 && one > 0 && said.length > 0) said.push('linh');
  if (ten === 1) said.push('mười');
  if (ten > 1) said.push(`${digit(ten)} mươi`);
  if (one > 0) said.push(ones(one, ten));
  return said.join(' ');
}

function ones(one: number, ten: number): string {
  if (one === 1 && ten > 1) return 'mốt';
  if (one === 4 && ten > 1) return 'tư';
  if (one === 5 && ten > 0) return 'lăm';
  return digit(one);
}

const digit = (of: number): string => DIGITS[of] ?? '';
