import { isRatio, type Values } from '../../src/intake/types.ts';
import type { Random } from './random.ts';
import type { SimulatedIndicator } from './types.ts';

const PLAIN = [
  'Không có thay đổi so với báo cáo trước.',
  'Trung tâm hoạt động bình thường.',
  'Số liệu đã được lãnh đạo UBND kiểm tra.',
] as const;

/** What an officer adds here and there, mostly about what is lacking. */
export function noteFor(
  random: Random,
  indicators: readonly SimulatedIndicator[],
  values: Values,
): string | null {
  if (random.chance(0.75)) return null;
  for (const { code, unit, nameVi } of indicators) {
    const value = values[code];
    if (isRatio(value) && value.have < value.need)
      return `Còn thiếu ${value.need - value.have} ${unit ?? ''} (${nameVi}); đã đề nghị bổ sung.`;
  }
  return random.pick(PLAIN);
}
