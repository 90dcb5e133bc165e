import { addDays, type Day, formatDay } from '../../days.ts';
import { type KindOf, step } from '../kind.ts';
import { stillTaken } from './record-missing.ts';

interface Facts {
  day: Day;
  streak: number;
  lastReportedOn: Day | null;
  openThrough: Day;
}

/** Several reporting days running without a report. */
export const recordMissingStreak: KindOf<'record_missing_streak', Facts> = {
  kind: 'record_missing_streak',
  name: ['Nhiều ngày liền chưa báo cáo', 'Missing for days running'],
  about: 'locality',
  ofProgramme: true,
  opens: 'transition',
  weight: 2,
  explainedBy: 'nothing_received',
  texts({ day, streak, lastReportedOn, openThrough }, { areaVi, areaEn }) {
    const [takenVi, taken] = stillTaken(day, openThrough);
    const last = lastReportedOn === null ? null : formatDay(lastReportedOn);
    const lastVi = last ? `Báo cáo gần nhất là của ngày ${last}.` : 'Đơn vị chưa gửi báo cáo nào.';
    return {
      reasonVi: `${areaVi} chưa gửi báo cáo ${streak} ngày liền, đến ngày ${formatDay(day)}`,
      reason: `${areaEn} has not reported for ${streak} reporting days running, through ${formatDay(day)}; last report: ${last ?? 'none'}.`,
      todoVi: `${lastVi} Đề nghị anh/chị bố trí người gửi báo cáo; nếu gặp khó khăn, liên hệ Sở, ngành phụ trách để được hỗ trợ. ${takenVi}`,
      todo: `Please name somebody who reports; the department in charge helps where it is hard. ${taken}`,
    };
  },
  ends: {
    reported: (_, { areaVi, areaEn }) => [
      `${areaVi} đã gửi báo cáo trở lại`,
      `${areaEn} has reported again.`,
    ],
  },
  ladder: {
    steps: [step('officer'), step('leader'), step('department', { waitMinutes: 570 })],
    settings: {},
  },
  sample: (today) => ({
    day: today,
    streak: 3,
    lastReportedOn: addDays(today, -5),
    openThrough: addDays(today, 3),
  }),
};
