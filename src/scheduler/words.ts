import { dayOf, formatDay, timeOf } from '../days.ts';
import type { Words } from '../i18n/say.ts';
import { own } from '../lib/own.ts';
import type { JobName } from './job.ts';
import { MANUAL } from './slots.ts';

/** Jobs as people call them. */
export const JOB_WORDS: Record<JobName, Words> = {
  collect: ['Tính lại tình trạng', 'Work out statuses'],
  'close-day': ['Chốt số liệu trong ngày', 'Close the day'],
  review: ['Tìm số liệu bất thường', 'Look for odd values'],
  report: ['Lập dự thảo báo cáo', 'Draft reports'],
  alert: ['Kiểm tra và tạo cảnh báo', 'Decide on alerts'],
  digest: ['Lập bản tổng hợp', 'Write digests'],
  dispatch: ['Gửi tin', 'Send messages'],
  housekeeping: ['Dọn dữ liệu tạm hằng đêm', 'Nightly housekeeping'],
};

/** A job by the name that was stored; its own name when it is not known any more. */
export const jobWords = (job: string): Words => own<Words>(JOB_WORDS, job) ?? [job, job];

/** A slot as people read it: a day, a time, a run by hand; what else it may be, as it is. */
export function slotWords(slot: string): Words {
  const byHand = slot.startsWith(MANUAL);
  const of = byHand ? slot.slice(MANUAL.length) : slot;
  const day = /^(?:.* )?(\d{4}-\d{2}-\d{2})$/.exec(of)?.[1];
  if (day !== undefined) return [`ngày ${formatDay(day)}`, formatDay(day)];
  const at = new Date(of);
  if (Number.isNaN(at.getTime())) return [slot, slot];
  const [time, on] = [timeOf(at), formatDay(dayOf(at))];
  return [
    `${time} ngày ${on}${byHand ? ' (thủ công)' : ''}`,
    `${time} on ${on}${byHand ? ' (by hand)' : ''}`,
  ];
}
