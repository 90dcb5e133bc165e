import type { Indicator, IndicatorKind } from '../../../registry/types.ts';
import { formatNumber } from '../../format.ts';
import type { Say, Words } from '../../language.tsx';
import { unitWord } from '../../units.ts';

export const KINDS: Record<IndicatorKind, Words> = {
  boolean: ['Có / Chưa', 'Yes or no'],
  ratio: ['Hiện có / cần có', 'Have of need'],
  number: ['Số lượng', 'A number'],
  date: ['Ngày hết hạn', 'A date'],
};

/** When an indicator is met. */
export function metWhen({ kind, threshold, direction, unit }: Indicator, say: Say): string {
  if (kind === 'boolean') return say('đạt khi có', 'met when yes');
  if (kind === 'ratio') return say('đạt khi số hiện có đủ số cần có', 'met when have reaches need');
  if (kind === 'date')
    return say(
      `đạt khi còn ít nhất ${formatNumber(threshold)} ngày`,
      `met while at least ${formatNumber(threshold)} days lie ahead`,
    );
  if (threshold === null) return say('chỉ để theo dõi', 'for information only');
  const figure = formatNumber(threshold);
  const value = unit === null ? figure : `${figure} ${unitWord(unit, say)}`;
  return direction === 'atMost'
    ? say(`đạt khi không quá ${value}`, `met when at most ${value}`)
    : say(`đạt khi từ ${value} trở lên`, `met when at least ${value}`);
}
