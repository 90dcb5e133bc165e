import { type Day, formatDay } from '../days.ts';
import type { Words } from '../i18n/say.ts';
import { type LeftOutCode, REMINDERS_A_DAY } from './rules.ts';

/** Why somebody is not reminded. */
export const LEFT_OUT_WORDS: Record<LeftOutCode, Words> = {
  no_contact: ['danh bạ chưa có đầu mối ở vai trò này', 'nobody is known in this role'],
  no_address: ['chưa có địa chỉ để gửi', 'has no address to write to'],
  enough_today: [
    `hôm nay đã được nhắc ${REMINDERS_A_DAY} lần, vui lòng gọi điện`,
    `has been reminded ${REMINDERS_A_DAY} times today; please call`,
  ],
  not_asked: ['không thuộc đợt báo cáo này', 'is not asked by this programme'],
};

/** What a reminder says before it comes to the units, where nobody has written anything else. */
export const templateOf = (day: Day): Words => [
  `Đề nghị anh/chị gửi báo cáo ngày ${formatDay(day)} nếu chưa gửi, và hoàn thành các chỉ tiêu còn thiếu dưới đây hoặc hẹn ngày hoàn thành.`,
  `Please send the report of ${formatDay(day)} if it has not been sent, and see to what is lacking, or promise a date for it.`,
];
