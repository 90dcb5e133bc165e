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

/** “19/11”, as wide as a time of day. */
export function shortDay(day: Day): string {
  return formatDay(day).split('/').slice(0, 2).join('/').padStart(5);
}

/** 63,2 as Vietnamese writes it. */
export function decimal(value: number, digits = 1): string {
  return value.toFixed(digits).replace('.', ',');
}

export function percent(value: number | null): string {
  return value === null ? 'chưa có' : `${decimal(value)} %`;
}

const STATES = [
  ['green', 'green', '● đạt'],
  ['yellow', 'yellow', '◐ gần đạt'],
  ['red', 'red', '○ chưa đạt'],
  ['grey', 'gray', '– chưa có số liệu'],
] as const;
const GAP = 3;

/** Head and rows of the progress table: hour, reports in, the four states, mails. */
export function progressHead(): string {
  const states = STATES.map(([, style, label]) => styled(style, label.padStart(label.length + GAP)));
  return `${''.padEnd(7)}${'đã gửi'.padStart(9)}${states.join('')}${'thư'.padStart(3 + GAP)}`;
}

export function progressRow(time: string, summary: DaySummary, mails: number): string {
  const states = STATES.map(([state, style, label]) =>
    styled(style, String(summary[state]).padStart(label.length + GAP)),
  );
  const received = `${summary.received}/${summary.expected}`.padStart(9);
  return `  ${time}${received}${states.join('')}${String(mails).padStart(3 + GAP)}`;
}

/** The four states by sign and word, as everywhere in the product. */
export function states(summary: DaySummary): string {
  return STATES.map(([state, style, label]) => styled(style, `${label} ${summary[state]}`)).join('   ');
}
