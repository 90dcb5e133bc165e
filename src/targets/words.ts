import type { Target, TargetView } from './types.ts';

const figures = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 });

/** A value as offices write it. */
export const figureWords = (value: number | boolean | null): string =>
  value === null ? '–' : typeof value === 'number' ? figures.format(value) : value ? 'có' : 'chưa';

/** `> 80 %`; of words alone, the words. */
export function askedWords({ comparator, value, unit, asWritten }: Target): string {
  if (comparator === null) return asWritten;
  if (comparator === 'done') return 'hoàn thành';
  return `${comparator} ${figureWords(value)}${unit === null ? '' : ` ${unit}`}`;
}

/** “chậm 2 điểm so với lộ trình”; blank where there is nothing to compare. */
export function differenceWords({ state, difference }: Pick<TargetView, 'state' | 'difference'>): string {
  if (difference === null || difference === 0) return '';
  const by = figureWords(Math.abs(difference));
  const than = state === 'behind' || state === 'ahead' ? 'lộ trình' : 'mức phải đạt';
  return difference < 0 ? `kém ${than} ${by} điểm` : `vượt ${than} ${by} điểm`;
}
