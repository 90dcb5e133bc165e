import type { OutboxState } from '../../outbox/types.ts';
import type { Words } from '../language.tsx';

/** In the order in which somebody looks for them. */
export const OUTBOX_STATES: Record<OutboxState, Words> = {
  failed: ['gửi lỗi', 'failed'],
  waiting: ['đang chờ', 'waiting'],
  sending: ['đang gửi', 'being sent'],
  sent: ['đã gửi', 'sent'],
  dropped: ['không gửi nữa', 'dropped'],
};
