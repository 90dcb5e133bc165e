import { dayOf, formatDay, timeOf } from '../days.ts';
import { own } from '../own.ts';
import type { Words } from '../say.ts';
import type { JobName } from './job.ts';
import { MANUAL } from './slots.ts';

/** Jobs as people call them. */
export const JOB_WORDS: Record<JobName, Words> = {
  collect: ['Tính lại trạng thái', 'Collect statuses'],
  'close-day': ['Chốt ngày', 'Close the day'],
  review: ['Tìm số liệu lạ', 'Look for odd values'],
  alert: ['Xét cảnh báo', 'Decide on alerts'],
  digest: ['Viết bản tổng hợp', 'Write digests'],
  dispatch: ['Gửi thư', 'Send messages'],
  housekeeping: ['Dọn dẹp ban đêm', 'Nightly housekeeping'],
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
