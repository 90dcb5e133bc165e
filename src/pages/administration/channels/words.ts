import type { ChannelState } from '../../../channels/store.ts';
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
