import type { Say, Words } from '../say.ts';
import type { AnyAlertKind, Escalation } from './types.ts';

/** Words of the summary in both languages. */

/** Kinds of alerts as a list of counts has them. */
export const KIND_WORDS: Record<AnyAlertKind, Words> = {
  record_due_soon: ['sắp đến hạn gửi báo cáo', 'report due soon'],
  record_missing: ['chưa gửi báo cáo', 'report missing'],
  record_missing_streak: ['chưa gửi báo cáo nhiều ngày liền', 'reports missing several days running'],
  regressed: ['không còn đạt', 'green no more'],
  gap_deadline: ['còn thiếu khi hạn đã gần hoặc đã qua', 'gap near or past the deadline'],
  promise_passed: ['quá ngày đã hẹn', 'promised date passed'],
  value_questioned: ['số liệu cần xem lại', 'value to be looked at again'],
  certificate_expiring: ['chứng thư số sắp hết hạn', 'certificate expiring'],
  network_down: ['mất kết nối mạng', 'network down'],
  nothing_received: ['không nhận được báo cáo nào', 'nothing received from anybody'],
  job_failed: ['công việc tự động bị lỗi', 'job failed'],
  job_late: ['công việc tự động bị chậm', 'job late'],
  delivery_failing: ['không gửi được thư', 'messages cannot be sent'],
};

export const ESCALATED_TO: Record<Escalation['role'], Words> = {
  leader: ['đã báo lãnh đạo xã, phường', 'the commune’s leader was told'],
  department: ['đã báo Sở', 'the department was told'],
};

export const sayIn = (language: 'vi' | 'en'): Say => (language === 'en' ? (_, en) => en : (vi) => vi);
