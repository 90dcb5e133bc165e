import { addDays, type Day, formatDay } from '../../days.ts';
import type { FundingState } from '../../funding/need-rules.ts';
import { FUNDING_WORDS } from '../../funding/words.ts';
import { formatNumber } from '../../i18n/format.ts';
import { type KindOf, step } from '../kind.ts';

export interface GapDeadlineFacts {
  indicator: string;
  deadline: Day;
  /** Whether the deadline lies behind. */
  passed: boolean;
  state: 'unmet' | 'unknown';
  have: number | null;
  need: number | null;
  missing: number | null;
  since: Day;
  /** How far it is paid for, where it is. */
  funding?: FundingState;
}

/** Something lacking although the deadline of a programme is near or has passed. */
export const gapDeadline: KindOf<'gap_deadline', GapDeadlineFacts> = {
  kind: 'gap_deadline',
  name: ['Còn thiếu khi sắp hoặc quá hạn cuối', 'Gap near or past the deadline'],
  about: 'locality',
  ofProgramme: true,
  opens: 'watch',
  texts({ indicator, deadline, passed, state, have, need, since, funding }, names) {
    const [vi, en] = [names.indicatorVi(indicator), names.indicatorEn(indicator)];
    const known = state === 'unmet' && have !== null && need !== null;
    const figures = known ? [formatNumber(have), formatNumber(need)] : [];
    const lackVi =
      state === 'unknown'
        ? `chưa có số liệu mới về “${vi}”`
        : `chưa đạt “${vi}”${known ? ` (hiện có ${figures.join('/')})` : ''}`;
    const lack = `${en}${known ? `, ${figures.join(' of ')}` : ''}${state === 'unknown' ? ' (no fresh figure)' : ''}`;
    const due = formatDay(deadline);
    const paid = funding === undefined ? null : FUNDING_WORDS[funding];
    return {
      reasonVi: `${names.areaVi} ${passed ? 'quá' : 'sắp đến'} hạn ngày ${due}, ${lackVi}`,
      reason: `${names.areaEn}, ${passed ? 'past the deadline of' : 'due by'} ${due}: ${lack}.`,
      todoVi: `Còn thiếu từ ngày ${formatDay(since)}.${paid ? ` Kinh phí: ${paid[0]}.` : ''} Đề nghị anh/chị nhận xử lý và hẹn ngày hoàn thành, hoặc báo cáo số liệu mới nếu đã đủ.`,
      todo: `Lacking since ${formatDay(since)}.${paid ? ` Money: ${paid[1]}.` : ''} Please take it on and promise a date, or send new figures if it is there.`,
    };
  },
  ends: {
    filled: ({ indicator }, names) => [
      `${names.areaVi} đã bổ sung đủ “${names.indicatorVi(indicator)}”`,
      `${names.areaEn} no longer lacks “${names.indicatorEn(indicator)}”.`,
    ],
    deadline_moved: ({ indicator }, names) => [
      `Hạn cuối đã được dời: ${names.areaVi}, “${names.indicatorVi(indicator)}”`,
      `The deadline was moved: ${names.areaEn}, “${names.indicatorEn(indicator)}”.`,
    ],
  },
  ladder: {
    steps: [
      step('officer', { repeatMinutes: 2850, atMost: 3 }),
      step('leader', { waitMinutes: 1140, repeatMinutes: 2850, atMost: 2 }),
      step('department', { waitMinutes: 5700 }),
    ],
    settings: { daysAhead: 14 },
  },
  numbers: [{ name: 'daysAhead', min: 0, max: 365 }],
  sample: (today, indicator) => ({
    ...{ indicator, deadline: addDays(today, 10), passed: false, state: 'unmet' },
    ...{ have: 4, need: 16, missing: 12, since: addDays(today, -20) },
  }),
};
