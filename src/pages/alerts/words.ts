import type { StepChannel, StepHours, StepRole } from '../../alerts/ladder.ts';
import type { NoticeReason } from '../../alerts/notify.ts';
import type { AlertState } from '../../alerts/types.ts';
import { channelKind } from '../../channels/all.ts';
import type { Colour } from '../../collect/types.ts';
import type { Words } from '../language.tsx';

/** What pages call whatever belongs to an alert. */

export const ALERT_STATES: Record<AlertState, { sign: string; colour: Colour; words: Words }> = {
  open: { sign: '○', colour: 'red', words: ['Chưa xử lý', 'Open'] },
  acknowledged: { sign: '◐', colour: 'yellow', words: ['Đang xử lý', 'Taken on'] },
  resolved: { sign: '●', colour: 'green', words: ['Đã kết thúc', 'Ended'] },
};

export const STEP_ROLES: Record<StepRole, Words> = {
  officer: ['Cán bộ báo cáo', 'Officer'],
  leader: ['Lãnh đạo', 'Leader'],
  department: ['Sở, ngành phụ trách', 'Department'],
  operator: ['Quản trị viên hệ thống', 'Operator'],
  agency: ['Cơ quan được giao', 'Agency in charge'],
};

/** Within a sentence: “qua …”. */
export const stepChannel = (channel: StepChannel): Words =>
  channel === 'preferred'
    ? ['theo lựa chọn của từng người', 'as each person likes']
    : channelKind(channel).words.way;

export const STEP_HOURS: Record<StepHours, Words> = {
  working: ['trong giờ làm việc', 'in working hours'],
  waking: ['ngoài giờ không làm phiền', 'outside quiet hours'],
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
