import { type Day, formatDay } from '../../days.ts';
import { type KindOf, step } from '../kind.ts';

/** A report of today that has not come, shortly before it is due. */
export const recordDueSoon: KindOf<'record_due_soon', { day: Day; cutoff: string }> = {
  kind: 'record_due_soon',
  name: ['Sắp đến hạn báo cáo', 'Report due soon'],
  about: 'locality',
  ofProgramme: true,
  opens: 'clock',
  weight: 0,
  ofADay: true,
  explainedBy: 'nothing_received',
  texts: ({ day, cutoff }, { areaVi, areaEn }) => ({
    reasonVi: `${areaVi} sắp đến hạn gửi báo cáo ngày ${formatDay(day)}`,
    reason: `${areaEn} has not reported for ${formatDay(day)} yet; due at ${cutoff}.`,
    todoVi: `Chưa có báo cáo của ngày này. Đề nghị anh/chị gửi trước ${cutoff} hôm nay để được ghi nhận đúng hạn.`,
    todo: `Please send it before ${cutoff} today, so that it counts as on time.`,
  }),
  ends: {
    reported: ({ day }, { areaVi, areaEn }) => [
      `${areaVi} đã gửi báo cáo ngày ${formatDay(day)}`,
      `${areaEn} has reported for ${formatDay(day)}.`,
    ],
    cutoff_passed: ({ day }, { areaVi, areaEn }) => [
      `Hết thời gian nhắc ${areaVi} gửi báo cáo ngày ${formatDay(day)} trước hạn`,
      `The time to remind ${areaEn} of the report for ${formatDay(day)} has gone by.`,
    ],
  },
  ladder: { steps: [step('officer', { hours: 'waking' })], settings: {} },
  sample: (today) => ({ day: today, cutoff: '16:00' }),
};
