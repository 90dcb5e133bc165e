import { own } from '../../../lib/own.ts';
import { MANUAL } from '../../../scheduler/slots.ts';
import { jobWords } from '../../../scheduler/words.ts';
import { formatNumber } from '../../format.ts';
import type { Say, Words } from '../../language.tsx';

export const OUTCOMES: Record<'running' | 'succeeded' | 'failed', Words> = {
  running: ['đang chạy', 'running'],
  succeeded: ['xong', 'succeeded'],
  failed: ['lỗi', 'failed'],
};

/** A job as people call it; its own name when it is not known any more. */
export function jobName(job: string, say: Say): string {
  return say(...jobWords(job));
}

export const isByHand = (slot: string) => slot.startsWith(MANUAL);

/** What a run counted; what there was none of is left out. */
export function countsText(counts: Record<string, number> | null, say: Say): string {
  return Object.entries(counts ?? {})
    .filter(([, count]) => count !== 0)
    .map(([name, count]) => {
      const words = own(COUNTS, name);
      return `${formatNumber(count)} ${words ? say(...words) : name.replaceAll('_', ' ')}`;
    })
    .join(' · ');
}

/** What runs count; a name that is not here is shown as it is. */
const COUNTS: Record<string, Words> = {
  localities: ['đơn vị', 'localities'],
  days: ['ngày', 'days'],
  changed: ['thay đổi', 'changed'],
  transitions: ['lần chuyển tình trạng', 'transitions'],
  opened: ['cảnh báo phát sinh', 'opened'],
  resolved: ['cảnh báo kết thúc', 'resolved'],
  messages: ['tin', 'messages'],
  joined: ['lần gộp vào tin đang chờ', 'joined'],
  no_contact: ['lần không có người nhận', 'without a recipient'],
  already: ['đã có', 'already there'],
  no_email: ['người không có email', 'without e-mail'],
  kept: ['tin giữ lại', 'kept'],
  sent: ['tin đã gửi', 'sent'],
  dropped: ['tin không gửi nữa', 'dropped'],
  postponed: ['tin hoãn', 'postponed'],
  failed: ['lỗi', 'failed'],
  retry: ['thử lại', 'tried again'],
  put_back: ['để lại', 'put back'],
  unavailable: ['không kết nối được', 'unavailable'],
  removed: ['đã dọn', 'removed'],
  disabled: ['tài khoản khóa', 'disabled'],
  failures: ['lần nhập sai', 'failures'],
  sessions: ['phiên', 'sessions'],
  turned: ['đổi trạng thái', 'turned'],
  missing: ['còn thiếu', 'missing'],
  consumed: ['đã xét', 'consumed'],
  skipped_nothing_open: ['không còn gì để đóng', 'nothing open'],
  raised: ['nghi vấn mới', 'raised'],
  corrected: ['đã sửa', 'corrected'],
  gone: ['không còn', 'gone'],
  files: ['tệp', 'files'],
  drafts: ['bản nháp', 'drafts'],
  tokens_renewed: ['mã truy cập Zalo đã làm mới', 'Zalo tokens renewed'],
  tokens_failed: ['mã truy cập Zalo không làm mới được', 'Zalo tokens not renewed'],
};
