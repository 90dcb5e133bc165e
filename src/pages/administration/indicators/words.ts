import { unreachable } from '../../../lib/unreachable.ts';
import type { Indicator } from '../../../registry/types.ts';
import { formatNumber } from '../../format.ts';
import type { Say } from '../../language.tsx';
import { unitWord } from '../../units.ts';

/** When an indicator is met. */
export function metWhen({ kind, threshold, direction, unit }: Indicator, say: Say): string {
  switch (kind) {
    case 'boolean':
      return say('đạt khi có', 'met when yes');
    case 'ratio':
      return say('đạt khi số hiện có đủ số cần có', 'met when have reaches need');
    case 'date':
      return say(
        `đạt khi còn ít nhất ${formatNumber(threshold)} ngày`,
        `met while at least ${formatNumber(threshold)} days lie ahead`,
      );
    case 'number':
      return numberMetWhen({ threshold, direction, unit }, say);
    default:
      return unreachable(kind);
  }
}

function numberMetWhen(
  { threshold, direction, unit }: Pick<Indicator, 'threshold' | 'direction' | 'unit'>,
  say: Say,
): string {
  if (threshold === null) return say('chỉ để theo dõi', 'for information only');
  const figure = formatNumber(threshold);
  const value = unit === null ? figure : `${figure} ${unitWord(unit, say)}`;
  return direction === 'atMost'
    ? say(`đạt khi không quá ${value}`, `met when at most ${value}`)
    : say(`đạt khi từ ${value} trở lên`, `met when at least ${value}`);
}
