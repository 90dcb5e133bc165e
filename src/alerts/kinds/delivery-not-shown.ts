import { addDays, type Day, formatDay } from '../../days.ts';
import { notShownWords } from '../../funding/need-rules.ts';
import { type KindOf, step } from '../kind.ts';

export interface DeliveryNotShownFacts {
  indicator: string;
  delivered: number;
  shown: number;
  /** Of the last delivery. */
  day: Day;
}

/** Items that were delivered to a locality and of which its records show fewer. */
export const deliveryNotShown: KindOf<'delivery_not_shown', DeliveryNotShownFacts> = {
  kind: 'delivery_not_shown',
  name: ['Đã bàn giao, báo cáo chưa ghi nhận đủ', 'Delivered, recorded less'],
  about: 'locality',
  ofProgramme: true,
  opens: 'watch',
  texts({ indicator, delivered, shown, day }, names) {
    const [vi, en] = notShownWords({ delivered, shown });
    return {
      reasonVi: `${names.areaVi}, “${names.indicatorVi(indicator)}”: ${vi.charAt(0).toLocaleLowerCase('vi')}${vi.slice(1, -1)}`,
      reason: `${names.areaEn}, ${names.indicatorEn(indicator)}: ${en}`,
      todoVi: `Lần bàn giao gần nhất: ${formatDay(day)}. Đề nghị anh/chị kiểm tra số thiết bị đã nhận và số hiện có trong báo cáo; nếu số báo cáo sai thì gửi lại, nếu thiếu thiết bị thì báo Sở Tài chính.`,
      todo: `Last delivered on ${formatDay(day)}. Please check what was received against the report; send it again, or tell finance.`,
    };
  },
  ends: {
    filled: ({ indicator }, names) => [
      `${names.areaVi}: số được bàn giao đã ghi nhận đủ hoặc đã được rà soát, “${names.indicatorVi(indicator)}”`,
      `${names.areaEn}: what was delivered is recorded or was reviewed, “${names.indicatorEn(indicator)}”.`,
    ],
  },
  ladder: {
    steps: [
      step('officer', { repeatMinutes: 1140, atMost: 2 }),
      step('department', { waitMinutes: 1140, repeatMinutes: 2850, atMost: 2 }),
    ],
    settings: {},
  },
  sample: (today, indicator) => ({ indicator, delivered: 3, shown: 2, day: addDays(today, -2) }),
};
