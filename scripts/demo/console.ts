import { styleText } from 'node:util';
import { type Day, formatDay, weekday } from '../../src/days.ts';
import type { DaySummary } from './answers.ts';

const WEEKDAYS = ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'];
type Style = Parameters<typeof styleText>[0];

/** Colours only where a person looks, and has not asked for none. */
const coloured = process.stdout.isTTY === true && process.stdout.hasColors();

export function styled(style: Style, text: string): string {
  return coloured ? styleText(style, text) : text;
}

export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** “Thứ Năm 19/11/2026”. */
export function longDay(day: Day): string {
  return `${WEEKDAYS[weekday(day)]} ${formatDay(day)}`;
}

/** 63,2 as Vietnamese writes it. */
export function decimal(value: number, digits = 1): string {
  return value.toFixed(digits).replace('.', ',');
}

export function percent(value: number | null): string {
  return value === null ? 'chưa có' : `${decimal(value)}%`;
}

/** The four colours by sign and word, as everywhere in the product. */
export function colours({ green, yellow, red, grey }: DaySummary, width = 0): string {
  const count = (value: number) => String(value).padStart(width);
  return [
    styled('green', `● đạt ${count(green)}`),
    styled('yellow', `◐ gần đạt ${count(yellow)}`),
    styled('red', `○ chưa đạt ${count(red)}`),
    styled('gray', `– chưa báo cáo ${count(grey)}`),
  ].join('   ');
}
