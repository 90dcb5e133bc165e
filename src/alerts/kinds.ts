import type { AlertKind } from './types.ts';

/** Kinds in the words of the office: of lists, filters and summaries. */
export const KIND_WORDS: Record<AlertKind, readonly [vi: string, en: string]> = {
  record_due_soon: ['Sắp đến hạn báo cáo', 'Report due soon'],
  record_missing: ['Chưa gửi báo cáo', 'Report missing'],
  record_missing_streak: ['Nhiều ngày liền chưa báo cáo', 'Missing for days running'],
  regressed: ['Không còn ở mức đạt', 'No longer green'],
  gap_deadline: ['Còn thiếu khi đến hạn cuối', 'Gap near or past the deadline'],
  promise_passed: ['Quá ngày đã hẹn', 'Promised date passed'],
  value_questioned: ['Số liệu cần xem lại', 'Figure questioned'],
  certificate_expiring: ['Chứng thư sắp hết hạn', 'Certificate expiring'],
  network_down: ['Mất kết nối mạng', 'Network down'],
  nothing_received: ['Cả tỉnh không có báo cáo gửi đến', 'Nothing received from a province'],
  job_failed: ['Công việc tự động bị lỗi', 'Job failed'],
  job_late: ['Công việc tự động bị chậm', 'Job late'],
  delivery_failing: ['Kênh gửi tin bị lỗi', 'Delivery failing'],
};
