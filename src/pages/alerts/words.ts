import type { StepChannel, StepHours, StepRole } from '../../alerts/ladder.ts';
import type { NoticeReason } from '../../alerts/notify.ts';
import type { AlertState, Resolution } from '../../alerts/types.ts';
import { channelKind } from '../../channels/all.ts';
import type { Colour } from '../../collect/types.ts';
import type { Words } from '../language.tsx';

/** What pages call whatever belongs to an alert. */

export const ALERT_STATES: Record<AlertState, { sign: string; colour: Colour; words: Words }> = {
  open: { sign: '○', colour: 'red', words: ['Đang mở', 'Open'] },
  acknowledged: { sign: '◐', colour: 'yellow', words: ['Đã có người nhận', 'Taken on'] },
  resolved: { sign: '●', colour: 'green', words: ['Đã xong', 'Done'] },
};

export const RESOLUTIONS: Record<Resolution, Words> = {
  reported: ['đơn vị đã gửi báo cáo của ngày đó', 'the report of that day has come'],
  reported_since: ['đơn vị đã gửi báo cáo của ngày sau', 'a report of a later day has come'],
  cutoff_passed: ['đã qua hạn gửi của ngày đó', 'the time to remind has gone by'],
  locked: ['ngày đó đã khoá sổ, không nhận báo cáo nữa', 'the day is locked and takes no report any more'],
  not_due: ['ngày đó không còn là ngày phải báo cáo', 'the day is no reporting day any more'],
  green_again: ['đơn vị đã trở lại mức đạt', 'the locality is green again'],
  locality_ended: ['đơn vị đã kết thúc hoạt động', 'the locality has ended'],
  programme_ended: ['đợt báo cáo đã kết thúc', 'the programme has ended'],
  filled: ['đã bổ sung đủ', 'the gap is filled'],
  deadline_moved: ['hạn cuối đã được dời', 'the deadline was moved'],
  work_done: ['việc đã hẹn đã làm xong', 'what was promised is done'],
  promised_anew: ['đã hẹn lại ngày khác', 'another date was promised'],
  answered: ['số liệu đã được sửa hoặc xác minh', 'the figure was corrected or verified'],
  renewed: ['chứng thư đã được gia hạn hoặc cấp mới', 'the certificate was renewed'],
  next_stage: ['đã chuyển sang lần nhắc gần hạn hơn', 'a later warning has taken its place'],
  connected_again: ['đã có kết nối trở lại', 'the network is back'],
  received_again: ['đã có báo cáo gửi đến trở lại', 'reports come in again'],
  next_day: ['đã sang ngày báo cáo tiếp theo', 'the next reporting day has begun'],
  succeeded_again: ['công việc đã chạy được trở lại', 'the job works again'],
  delivered_again: ['kênh đã gửi được trở lại', 'the channel works again'],
};

export const STEP_ROLES: Record<StepRole, Words> = {
  officer: ['Cán bộ báo cáo', 'Officer'],
  leader: ['Lãnh đạo', 'Leader'],
  department: ['Sở KH&CN', 'Department'],
  operator: ['Quản trị hệ thống', 'Operator'],
};

/** Within a sentence: “qua …”. */
export const stepChannel = (channel: StepChannel): Words =>
  channel === 'preferred' ? ['theo ý từng người', 'as each person likes'] : channelKind(channel).words.way;

export const STEP_HOURS: Record<StepHours, Words> = {
  working: ['trong giờ làm việc', 'in working hours'],
  waking: ['ngoài giờ nghỉ của người nhận', 'outside quiet hours'],
  any: ['bất kể giờ nào', 'at any hour'],
};

export const NOTICE_REASONS: Record<NoticeReason, Words> = {
  no_contact: ['danh bạ chưa có người ở vai trò này', 'nobody is known in this role'],
  no_address: ['có người chưa có địa chỉ để gửi', 'somebody has no address'],
  by_other_channel: [
    'gửi qua kênh khác vì kênh đã chọn không tới được',
    'by another channel, since the one chosen reaches nobody',
  ],
};
