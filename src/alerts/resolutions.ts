import type { Words } from '../i18n/say.ts';

/** Why an alert ended, as a part of a sentence. */
export const RESOLUTIONS = {
  reported: ['đơn vị đã gửi báo cáo của ngày đó', 'the report of that day has come'],
  reported_since: ['đơn vị đã gửi báo cáo của ngày sau', 'a report of a later day has come'],
  cutoff_passed: ['đã qua hạn gửi của ngày đó', 'the time to remind has gone by'],
  locked: ['ngày đó đã khóa số liệu, không nhận báo cáo nữa', 'the day is locked and takes no more reports'],
  not_due: ['ngày đó không còn là ngày phải báo cáo', 'the day is no longer a reporting day'],
  green_again: ['đơn vị đã đạt trở lại', 'the locality is green again'],
  locality_ended: ['đơn vị đã kết thúc hoạt động', 'the locality has ended'],
  programme_ended: ['đợt báo cáo đã kết thúc', 'the programme has ended'],
  filled: ['đã bổ sung đủ', 'the gap is filled'],
  deadline_moved: ['hạn cuối đã được dời', 'the deadline was moved'],
  work_done: ['nội dung đã hẹn đã hoàn thành', 'what was promised is done'],
  promised_anew: ['đã hẹn lại ngày khác', 'another date was promised'],
  answered: ['số liệu đã được sửa hoặc xác minh', 'the figure was corrected or verified'],
  renewed: ['chứng thư số đã được gia hạn hoặc cấp mới', 'the certificate was renewed'],
  next_stage: ['đã có lần nhắc mới hơn, gần hạn hơn', 'a later warning has taken its place'],
  connected_again: ['đã kết nối trở lại', 'the network is back'],
  received_again: ['đã nhận được báo cáo trở lại', 'reports come in again'],
  next_day: ['đã sang ngày báo cáo tiếp theo', 'the next reporting day has begun'],
  succeeded_again: ['tác vụ đã chạy được trở lại', 'the job works again'],
  report_moved_on: ['báo cáo đã sang bước tiếp theo', 'the report has gone on to its next step'],
  task_confirmed: ['nhiệm vụ đã được xác nhận hoàn thành', 'the task was confirmed as done'],
  task_claimed: ['đã báo cáo hoàn thành, chờ xác nhận', 'completion was claimed'],
  task_rejected: ['báo cáo hoàn thành đã được trả lại', 'the claim was sent back'],
  task_cancelled: ['nhiệm vụ đã hủy', 'the task was cancelled'],
  task_passed_on: ['nhiệm vụ không còn do đơn vị này chủ trì', 'it is led by others now'],
  deadline_passed: ['đã quá thời hạn', 'the deadline has passed'],
  told_long_enough: ['đã hết thời gian thông báo', 'it has been told long enough'],
  delivered_again: ['kênh đã gửi được trở lại', 'the channel works again'],
} as const satisfies Record<string, Words>;

export type Resolution = keyof typeof RESOLUTIONS;
