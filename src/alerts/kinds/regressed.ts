import type { Colour } from '../../collect/types.ts';
import { COLOUR_WORDS } from '../../collect/words.ts';
import { addDays, type Day, formatDay } from '../../days.ts';
import { type KindOf, step } from '../kind.ts';

interface Facts {
  day: Day;
  to: Colour;
  /** Codes of what was not met. */
  lacking: string[];
  /** When the colour is judged again. */
  next: { day: Day; cutoff: string };
}

/** So many names are spelled out in a line; the rest are counted. */
const NAMED = 5;

/** Green at one close, and no longer at the next. */
export const regressed: KindOf<'regressed', Facts> = {
  kind: 'regressed',
  name: ['Không còn đạt', 'No longer green'],
  about: 'locality',
  ofProgramme: true,
  opens: 'transition',
  texts({ day, to, lacking, next }, { areaVi, areaEn, indicatorVi, indicatorEn }) {
    const closed = formatDay(day);
    const judged = `${next.cutoff} ngày ${formatDay(next.day)}`;
    return {
      reasonVi: `${areaVi} không còn đạt khi chốt số liệu ngày ${closed}`,
      reason: `${areaEn} was green and closed ${closed} ${to}: ${listed(lacking, indicatorEn, 'and', 'more')}.`,
      todoVi:
        `Lần chốt trước: đạt; lần này: ${COLOUR_WORDS[to][0]}. Còn thiếu: ${listed(lacking, indicatorVi, 'và', 'chỉ tiêu khác')}. ` +
        `Đề nghị anh/chị kiểm tra, bổ sung rồi gửi số liệu mới trước ${judged}.`,
      todo: `Please check, make up what lacks, and send new figures before ${next.cutoff} on ${formatDay(next.day)}.`,
    };
  },
  ends: {
    green_again: (_, { areaVi, areaEn }) => [`${areaVi} đã đạt trở lại`, `${areaEn} is green again.`],
  },
  ladder: {
    steps: [step('officer'), step('leader'), step('department', { waitMinutes: 1140 })],
    settings: {},
  },
  sample: (today, indicator) => ({
    day: today,
    to: 'yellow',
    lacking: [indicator],
    next: { day: addDays(today, 1), cutoff: '16:00' },
  }),
};

function listed(
  codes: readonly string[],
  nameOf: (code: string) => string,
  and: string,
  more: string,
): string {
  const named = codes.slice(0, NAMED).map(nameOf).join('; ');
  return codes.length > NAMED ? `${named} ${and} ${codes.length - NAMED} ${more}` : named;
}
