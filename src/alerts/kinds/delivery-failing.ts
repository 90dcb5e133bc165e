import { findKind } from '../../channels/all.ts';
import { because, type Reason, reasonWords } from '../../channels/reasons.ts';
import { dayOf, formatDay, timeOf } from '../../days.ts';
import type { Words } from '../../i18n/say.ts';
import { type KindOf, OPERATORS, sampleInstant, shortened } from '../kind.ts';

/** A channel that lets nothing through. */
export const deliveryFailing: KindOf<
  'delivery_failing',
  { channel: string; since: string; reason: Reason | null }
> = {
  kind: 'delivery_failing',
  name: ['Kênh gửi tin bị lỗi', 'Delivery failing'],
  about: 'service',
  ofProgramme: false,
  opens: 'watch',
  weight: 2,
  texts({ channel, since, reason }) {
    const [vi, en] = wayOf(channel);
    const [whyVi, why] = reason ? reasonWords(reason) : ['không rõ', 'unknown'];
    const from = new Date(since);
    const [time, day] = [timeOf(from), formatDay(dayOf(from))];
    return {
      reasonVi: `Không gửi được qua ${vi} từ ${time} ngày ${day}`,
      reason: `Nothing goes out by ${en} since ${time} on ${day}.`,
      todoVi: `Lỗi: ${shortened(whyVi)}. Tin được giữ lại và gửi tiếp khi kênh hoạt động. Đề nghị kiểm tra cài đặt và máy chủ của kênh này.`,
      todo: `Error: ${shortened(why)}. Messages are kept and go out once it works again. Please check its settings and server.`,
    };
  },
  ends: {
    delivered_again: ({ channel }) => [
      `Đã gửi được trở lại qua ${wayOf(channel)[0]}`,
      `Messages go out by ${wayOf(channel)[1]} again.`,
    ],
  },
  ladder: { steps: [OPERATORS], settings: { failingMinutes: 15 } },
  numbers: [{ name: 'failingMinutes', min: 1, max: 1_440 }],
  sample: (today) => ({
    channel: 'email',
    since: sampleInstant(today, '08:00'),
    reason: because('unreached'),
  }),
};

const wayOf = (channel: string): Words => findKind(channel)?.words.way ?? [channel, channel];
