import { type Day, formatDay } from '../../days.ts';
import { type KindOf, step } from '../kind.ts';

/** A figure that a reviewer doubts. */
export const valueQuestioned: KindOf<
  'value_questioned',
  { indicator: string; reason: string; by: string; on: Day }
> = {
  kind: 'value_questioned',
  name: ['Số liệu cần xem lại', 'Figure questioned'],
  about: 'locality',
  ofProgramme: false,
  opens: 'watch',
  texts: ({ indicator, reason, on }, names) => ({
    reasonVi: `${names.areaVi}: số liệu “${names.indicatorVi(indicator)}” cần xem lại`,
    reason: `${names.areaEn}: the figure “${names.indicatorEn(indicator)}” was questioned.`,
    todoVi: `Số liệu này được đề nghị xem lại ngày ${formatDay(on)}: “${reason}”. Số liệu tính là chưa đạt cho đến khi anh/chị gửi số liệu mới hoặc số liệu được xác minh.`,
    todo: `It was questioned on ${formatDay(on)}: “${reason}”. It counts as not met until another figure is sent or this one is verified.`,
  }),
  ends: {
    answered: ({ indicator }, names) => [
      `${names.areaVi}: số liệu “${names.indicatorVi(indicator)}” đã được sửa hoặc xác minh`,
      `${names.areaEn}: the figure “${names.indicatorEn(indicator)}” was corrected or verified.`,
    ],
  },
  ladder: {
    steps: [step('officer', { repeatMinutes: 1710, atMost: 2 }), step('leader', { waitMinutes: 1710 })],
    settings: {},
  },
  sample: (today, indicator) => ({
    indicator,
    reason: 'Số liệu giảm mạnh so với tuần trước',
    by: 'Sở KH&CN',
    on: today,
  }),
};
