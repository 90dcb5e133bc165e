import type { ChannelState } from '../../../outbox/channel-store.ts';
import type { ChannelName } from '../../../outbox/types.ts';
import type { Words } from '../../language.tsx';

export const CHANNEL_NAMES: Record<ChannelName, Words> = {
  email: ['E-mail', 'E-mail'],
  webhook: ['Webhook: báo sang hệ thống khác', 'Webhooks: to other systems'],
  zalo_oa: ['Zalo OA: tin cho người theo dõi', 'Zalo OA: to followers'],
  zalo_zns: ['Zalo ZNS: tin theo mẫu', 'Zalo ZNS: by template'],
  web_push: ['Thông báo trên trình duyệt', 'Notifications of the browser'],
};

/** How a channel is at an instant, the worst first. */
export type Condition = 'unset' | 'paused' | 'failing' | 'working';

export const CONDITIONS: Record<Condition, Words> = {
  unset: ['chưa cài đặt', 'not set up'],
  paused: ['tạm dừng sau khi gửi lỗi', 'paused after failures'],
  failing: ['đang gửi lỗi', 'failing'],
  working: ['hoạt động', 'working'],
};

export function conditionOf(
  { pausedUntil, failingSince }: Pick<ChannelState, 'pausedUntil' | 'failingSince'>,
  ready: boolean,
  now: Date,
): Condition {
  if (!ready) return 'unset';
  if (pausedUntil !== null && pausedUntil > now) return 'paused';
  return failingSince === null ? 'working' : 'failing';
}

/** Names of the settings, and what to know before filling them in. */
export const FIELD_WORDS: Record<string, { label: Words; hint?: Words }> = {
  'app-id': {
    label: ['Mã ứng dụng', 'Application'],
    hint: ['App ID tại Zalo for Developers.', 'The App ID at Zalo for Developers.'],
  },
  'secret-key': { label: ['Khoá bí mật của ứng dụng', 'Secret key of the application'] },
  'refresh-token': {
    label: ['Mã làm mới', 'Refresh token'],
    hint: [
      'Mỗi mã chỉ dùng được một lần: lấy mã mới, không dùng chung với phần mềm khác. Sau đó hệ thống tự làm mới.',
      'Each is good once: enter a new one that nothing else uses. From then on it is renewed by itself.',
    ],
  },
  'access-token': {
    label: ['Mã truy cập Zalo (nếu có)', 'Access token (optional)'],
    hint: ['Để trống thì hệ thống tự xin.', 'Without one it is asked for.'],
  },
  'token-url': { label: ['Địa chỉ xin mã truy cập', 'Address for new tokens'] },
  url: { label: ['Địa chỉ gửi tin', 'Address for messages'] },
  'template-id': { label: ['Mã mẫu tin', 'Template'] },
  parameters: {
    label: ['Tham số của mẫu tin', 'Parameters of the template'],
    hint: [
      'Ví dụ: ten={name:30}; noi_dung={brief:100}; lien_ket={link}. Số là độ dài tối đa; {subject} là tiêu đề.',
      'E.g. ten={name:30}; noi_dung={brief:100}; lien_ket={link}. The number is the most characters; {subject} is the subject.',
    ],
  },
  'max-length': { label: ['Số ký tự tối đa của một tin', 'Characters of a message at most'] },
  codes: {
    label: ['Ý nghĩa mã lỗi bổ sung (nếu có)', 'Meaning of further codes (optional)'],
    hint: ['Ví dụ: -147=retry -999=refused', 'E.g. -147=retry -999=refused'],
  },
};
