import { areaName } from '../../access/areas.ts';
import type { Role } from '../../access/principal.ts';
import { dayOf, formatDay, timeOf } from '../../days.ts';
import { own } from '../../own.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { Say, Words } from '../language.tsx';

/** Words that the pages of the administration share. */

export const ROLE_NAMES: Record<Role, Words> = {
  officer: ['Cán bộ xã, phường', 'Commune officer'],
  department: ['Sở, ngành phụ trách', 'Department'],
  finance: ['Sở Tài chính', 'Finance'],
  leader: ['Lãnh đạo', 'Leader'],
  viewer: ['Chỉ xem', 'Viewer'],
  admin: ['Quản trị', 'Administrator'],
};

/** An area as people call it. */
export function areaWords(registry: Registry, area: string, now: Date, say: Say): string {
  if (area === '*') return say('Cả nước', 'The whole nation');
  return areaName(registry, area, now) ?? area;
}

/** 16:05 27/9/2025 */
export function moment(instant: Date): string {
  return `${timeOf(instant)}\u00a0${formatDay(dayOf(instant))}`;
}

/** Names of fields, for the list of what is wrong with a form. */
const LABELS: Record<string, Words> = {
  name: ['Tên', 'Name'],
  position: ['Chức vụ', 'Position'],
  email: ['E-mail', 'E-mail'],
  'user-name': ['Tên đăng nhập', 'User name'],
  role: ['Vai trò', 'Role'],
  province: ['Tỉnh, thành phố', 'Province'],
  area: ['Xã, phường, đặc khu', 'Locality'],
  locality: ['Đơn vị', 'Locality'],
  successor: ['Đơn vị tiếp nhận', 'Successor'],
  expires: ['Dùng đến hết ngày', 'Good to the end of'],
  'last-day': ['Ngày cuối cùng', 'Last day'],
  from: ['Áp dụng từ ngày', 'From'],
  code: ['Mã', 'Code'],
  group: ['Nhóm', 'Group'],
  kind: ['Loại', 'Kind'],
  threshold: ['Ngưỡng', 'Threshold'],
  direction: ['So với ngưỡng', 'Against the threshold'],
  freshness: ['Số ngày còn hiệu lực', 'Days that a value stands'],
  'unit-cost': ['Đơn giá', 'Unit cost'],
  'name-vi': ['Tên tiếng Việt', 'Name in Vietnamese'],
  'name-en': ['Tên tiếng Anh', 'Name in English'],
  agency: ['Cơ quan phụ trách', 'Body responsible'],
  basis: ['Căn cứ', 'Legal basis'],
  cutoff: ['Giờ chốt', 'Cutoff'],
  'lock-days': ['Khoá sau mấy ngày', 'Days until the lock'],
  amber: ['Gần đạt từ', 'Nearly green from'],
  deadline: ['Hạn cuối', 'Deadline'],
  'missing-streak': ['Cảnh báo khi thiếu mấy ngày', 'Missing days'],
  everyMinutes: ['Gọi mỗi bao nhiêu phút', 'Minutes between calls'],
  graceMinutes: ['Chậm thêm', 'Minutes late'],
  'due-soon-minutes': ['Nhắc trước bao nhiêu phút', 'Minutes to remind'],
  'starts-on': ['Ngày đầu', 'First day'],
  'ends-on': ['Ngày cuối', 'Last day'],
  day: ['Ngày', 'Day'],
  until: ['Mở đến', 'Until'],
  reason: ['Lý do', 'Reason'],
  phone: ['Điện thoại', 'Telephone'],
  'channel-1': ['Cách nhận tin', 'Ways to hear'],
  'zalo-user': ['Mã người dùng Zalo', 'Zalo user'],
  'quiet-from': ['Yên tĩnh từ', 'Quiet from'],
  'quiet-until': ['Yên tĩnh đến', 'Quiet until'],
  'per-day': ['Số tin mỗi ngày', 'Messages a day'],
  address: ['Gửi đến', 'To'],
  url: ['Địa chỉ', 'Address'],
  'per-minute': ['Số tin tối đa mỗi phút', 'Messages a minute'],
  'app-id': ['Mã ứng dụng', 'Application'],
  'secret-key': ['Khoá bí mật của ứng dụng', 'Secret key'],
  'refresh-token': ['Mã làm mới', 'Refresh token'],
  'access-token': ['Mã truy cập Zalo', 'Access token'],
  'token-url': ['Địa chỉ xin mã truy cập', 'Address for new tokens'],
  'template-id': ['Mã mẫu tin', 'Template'],
  parameters: ['Tham số của mẫu tin', 'Parameters'],
  'max-length': ['Số ký tự tối đa', 'Characters at most'],
  codes: ['Ý nghĩa mã lỗi', 'Meaning of codes'],
  programme: ['Đợt báo cáo', 'Programme'],
  period: ['Kỳ', 'Period'],
  weekday: ['Thứ', 'Weekday'],
  at: ['Giờ gửi', 'Time'],
  owner: ['Người nhận việc', 'Owner'],
  promisedOn: ['Ngày hẹn xong', 'Promised date'],
  alert: ['Việc trong thư', 'Work'],
  startsAt: ['Bắt đầu', 'From'],
  endsAt: ['Kết thúc', 'Until'],
};

/** A field's name with a colon; nothing where it has none. */
export function labelOf(field: string, say: Say): string {
  const words = own(LABELS, field);
  return words ? `${say(...words)}: ` : '';
}
