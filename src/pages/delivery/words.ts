import { UNANSWERED } from '../../called.ts';
import { PUSH_BUSY, PUSH_REFUSES } from '../../channels/push-answer.ts';
import { RECEIVER_BUSY, RECEIVER_REFUSES } from '../../channels/webhook-rules.ts';
import type { Say, Words } from '../say.ts';

/** Why a message did not arrive, where one of our own few words says so. */
const REASONS: ReadonlyMap<string, Words> = new Map<string, Words>([
  [UNANSWERED.unreached, ['không kết nối được', 'no connection could be made']],
  [UNANSWERED.lost, ['quá hạn, bên nhận không trả lời', 'no answer came in time']],
  [RECEIVER_REFUSES, ['bên nhận từ chối', 'the receiver refuses it']],
  [RECEIVER_BUSY, ['bên nhận chưa nhận được lúc này', 'the receiver cannot take it now']],
  [PUSH_REFUSES, ['dịch vụ thông báo của trình duyệt từ chối', 'the push service refuses it']],
  [PUSH_BUSY, ['dịch vụ thông báo của trình duyệt đang bận', 'the push service cannot take it now']],
]);

/** The reason of a message or a channel, in the reader's language where it is known; else as it was written down. */
export function reasonText(reason: string, say: Say): string {
  const words = REASONS.get(reason);
  return words ? say(...words) : reason;
}
