import { type Day, dayOf, formatDay, timeOf } from '../../days.ts';
import { type KindOf, sampleInstant, step } from '../kind.ts';

interface Facts {
  day: Day;
  cutoff: string;
  /** How many were asked that day, and how many of them have reported. */
  expected: number;
  reported: number;
  lastReceivedAt: string | null;
}

/** A province of which nothing at all comes in before the cutoff. */
export const nothingReceived: KindOf<'nothing_received', Facts> = {
  kind: 'nothing_received',
  name: ['Toàn địa bàn không có báo cáo gửi đến', 'Nothing received from a province'],
  about: 'province',
  ofProgramme: true,
  opens: 'watch',
  weight: 2,
  texts({ day, cutoff, expected, reported, lastReceivedAt }, { areaVi, areaEn }) {
    const last = lastReceivedAt === null ? null : new Date(lastReceivedAt);
    const when = last ? ([timeOf(last), formatDay(dayOf(last))] as const) : null;
    const lastVi = when
      ? `Báo cáo gần nhất đến lúc ${when[0]} ngày ${when[1]}.`
      : 'Chưa có báo cáo nào của ngày này.';
    return {
      reasonVi: `${areaVi} không có báo cáo nào gửi đến gần giờ chốt ${cutoff} ngày ${formatDay(day)}`,
      reason: `Nothing came in from ${areaEn} shortly before ${cutoff} on ${formatDay(day)}.`,
      todoVi: `${expected - reported} trong ${expected} đơn vị chưa báo cáo. ${lastVi} Có thể hệ thống hoặc đường truyền gặp sự cố: đề nghị kiểm tra. Hệ thống tạm chưa nhắc từng đơn vị cho đến khi nhận được báo cáo.`,
      todo: `${expected - reported} of ${expected} are outstanding; the last came ${when ? `at ${when[0]} on ${when[1]}` : 'not at all'}. The service or the network may be broken: please check. The localities are not reminded one by one until reports come again.`,
    };
  },
  ends: {
    received_again: ({ day }, { areaVi, areaEn }) => [
      `Đã nhận được báo cáo trở lại từ ${areaVi} (ngày ${formatDay(day)})`,
      `Reports come in again from ${areaEn} (${formatDay(day)}).`,
    ],
    next_day: ({ day }, { areaVi, areaEn }) => [
      `${areaVi} đã sang ngày báo cáo tiếp theo sau ngày ${formatDay(day)}`,
      `The reporting day after ${formatDay(day)} has begun in ${areaEn}.`,
    ],
  },
  ladder: {
    steps: [
      step('operator', { hours: 'any', tellEnd: true }),
      step('department', { hours: 'waking', tellEnd: true }),
    ],
    settings: { quietMinutes: 60, outstandingPercent: 50 },
  },
  numbers: [
    { name: 'quietMinutes', min: 10, max: 480 },
    { name: 'outstandingPercent', min: 1, max: 99 },
  ],
  sample: (today) => ({
    ...{ day: today, cutoff: '16:00', expected: 114, reported: 12 },
    lastReceivedAt: sampleInstant(today, '14:40'),
  }),
};
