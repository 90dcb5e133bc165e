import { addDays, type Day, formatDay } from '../../days.ts';
import { type KindOf, step } from '../kind.ts';

/** A day whose report had not come when it was due. */
export const recordMissing: KindOf<'record_missing', { day: Day; cutoff: string; openThrough: Day }> = {
  kind: 'record_missing',
  name: ['Chưa gửi báo cáo', 'Report missing'],
  about: 'locality',
  ofProgramme: true,
  opens: 'transition',
  ofADay: true,
  explainedBy: 'nothing_received',
  texts: ({ day, cutoff, openThrough }, { areaVi, areaEn }) => ({
    reasonVi: `${areaVi} chưa gửi báo cáo ngày ${formatDay(day)}`,
    reason: `${areaEn} has not reported for ${formatDay(day)}, which was due at ${cutoff}.`,
    todoVi: `Đến ${cutoff} ngày ${formatDay(day)} hệ thống chưa nhận được báo cáo. ${stillTaken(day, openThrough)[0]}`,
    todo: stillTaken(day, openThrough)[1],
  }),
  ends: {
    reported: ({ day }, { areaVi, areaEn }) => [
      `${areaVi} đã gửi báo cáo ngày ${formatDay(day)}`,
      `${areaEn} has reported for ${formatDay(day)}.`,
    ],
    reported_since: ({ day }, { areaVi, areaEn }) => [
      `${areaVi} đã gửi báo cáo của ngày sau ngày ${formatDay(day)}`,
      `${areaEn} has reported for a day after ${formatDay(day)}.`,
    ],
    locked: ({ day }, { areaVi, areaEn }) => [
      `Đã khóa số liệu ngày ${formatDay(day)}; ${areaVi} không còn gửi được báo cáo của ngày này`,
      `${formatDay(day)} is locked; it takes no more reports from ${areaEn}.`,
    ],
  },
  ladder: { steps: [step('officer'), step('leader', { waitMinutes: 570 })], settings: {} },
  sample: (today) => ({ day: today, cutoff: '16:00', openThrough: addDays(today, 3) }),
};

/** Until when a report of a day is taken, though late. */
export const stillTaken = (day: Day, openThrough: Day) =>
  [
    `Anh/chị vẫn gửi được báo cáo ngày ${formatDay(day)} đến hết ngày ${formatDay(openThrough)}; báo cáo được ghi là gửi muộn.`,
    `It is still taken until the end of ${formatDay(openThrough)}, as late.`,
  ] as const;
