import type { Words } from '../i18n/say.ts';
import type { Target, TargetState, TargetView } from './types.ts';

export const TARGET_WORDS: Record<TargetState, Words> = {
  met: ['Đạt', 'Met'],
  ahead: ['Vượt lộ trình', 'Ahead of its path'],
  on_path: ['Đúng lộ trình', 'On its path'],
  behind: ['Chậm so với lộ trình', 'Behind its path'],
  not_met: ['Chưa đạt', 'Not met'],
  no_data: ['Chưa có số liệu', 'Nothing reported'],
  qualitative: ['Định tính', 'In words'],
};

const figures = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 });

/** A value as offices write it. */
export const figureWords = (value: number | boolean | null): string =>
  value === null ? '–' : typeof value === 'number' ? figures.format(value) : value ? 'có' : 'chưa';

/** `> 80 %`; of words alone, the words. */
export function askedWords({
  comparator,
  value,
  unit,
  asWritten,
}: Pick<Target, 'comparator' | 'value' | 'unit' | 'asWritten'>): string {
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
