import type { ChannelState } from '../../../outbox/channel-states-store.ts';
import type { Words } from '../../language.tsx';

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

/** What has just been done to a channel. */
export const CHANNEL_DONE: Record<string, Words> = {
  luu: ['Đã lưu cài đặt.', 'The settings are saved.'],
  tat: [
    'Đã xóa cài đặt. Tin của kênh này được giữ lại, chờ gửi.',
    'The settings are gone. Messages of this channel wait.',
  ],
  'gioi-han': ['Đã lưu giới hạn.', 'The limit is saved.'],
  'thu-lai': ['Kênh sẽ thử lại trong ít phút tới.', 'The channel tries again within minutes.'],
  'gui-thu-nghiem': ['Tin thử đang chờ gửi.', 'The test waits to be sent.'],
};
