import { dayOf, formatDay, timeOf } from '../../days.ts';
import { type KindOf, sampleInstant, step } from '../kind.ts';

/** A commune's network that has not been heard of for longer than it may. */
export const networkDown: KindOf<'network_down', { lastBeatAt: string; downSince: string }> = {
  kind: 'network_down',
  name: ['Mất kết nối mạng', 'Network down'],
  about: 'locality',
  ofProgramme: false,
  opens: 'watch',
  weight: 2,
  texts({ lastBeatAt }, { areaVi, areaEn }) {
    const last = new Date(lastBeatAt);
    const [time, day] = [timeOf(last), formatDay(dayOf(last))];
    return {
      reasonVi: `${areaVi} mất kết nối mạng từ ${time} ngày ${day}`,
      reason: `The network of ${areaEn} has not been heard of since ${time} on ${day}.`,
      todoVi:
        'Đề nghị anh/chị kiểm tra đường truyền, thiết bị mạng và máy gửi tín hiệu của Trung tâm; nếu mất đường truyền số liệu chuyên dùng, báo cho nhà cung cấp dịch vụ.',
      todo: 'Please check the line, the router and the machine that sends the signal; tell the provider if the line is down.',
    };
  },
  ends: {
    connected_again: (_, { areaVi, areaEn }) => [
      `${areaVi} đã kết nối mạng trở lại`,
      `The network of ${areaEn} is back.`,
    ],
  },
  ladder: {
    steps: [
      step('officer', { channel: 'zalo_zns', hours: 'waking', tellEnd: true }),
      step('department', { waitMinutes: 60, channel: 'email' }),
      step('leader', { waitMinutes: 240, channel: 'zalo_zns', hours: 'waking' }),
    ],
    settings: {},
  },
  sample: (today) => ({
    lastBeatAt: sampleInstant(today, '08:05'),
    downSince: sampleInstant(today, '08:15'),
  }),
};
