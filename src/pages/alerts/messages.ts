import type { StoryMessage } from '../../alerts/story-store.ts';
import { findKind } from '../../channels/all.ts';
import { moment } from '../format.ts';
import type { Say, Words } from '../language.tsx';

/** Why a message waits or was not sent, where the service itself said so. */
const OWN_REASONS: Record<string, Words> = {
  'none of its alerts is open any more': [
    'việc đã xong hoặc đã có người nhận trước khi gửi',
    'it was over or taken on before',
  ],
  'outside working hours': ['ngoài giờ làm việc', 'outside working hours'],
  'as many messages as he wants in a day': [
    'đã đủ số tin người nhận muốn trong ngày',
    'as many as he wants in a day',
  ],
};

/** The way a message takes, as people call it. */
export function channelName(channel: string, say: Say): string {
  return say(...(findKind(channel)?.words.way ?? [channel, channel]));
}

/** What became of a message: when it went, until when it waits, or why it did not go. */
export function whatBecame({ state, sentAt, notBefore, reason }: StoryMessage, now: Date, say: Say): string {
  const why = reasonWords(reason, say);
  const because = why === '' ? '' : ` (${why})`;
  switch (state) {
    case 'sent':
      return sentAt === null
        ? say('đã gửi', 'sent')
        : say(`đã gửi lúc ${moment(sentAt)}`, `sent at ${moment(sentAt)}`);
    case 'waiting':
      if (notBefore <= now) return say('chờ gửi', 'waits to be sent') + because;
      return (
        say(`chờ gửi, sớm nhất lúc ${moment(notBefore)}`, `waits, until ${moment(notBefore)} at least`) +
        because
      );
    case 'sending':
      return say('đang gửi', 'being sent');
    case 'dropped':
      return say('không gửi nữa', 'not sent any more') + because;
    case 'failed':
      return say('không gửi được', 'could not be sent') + because;
  }
}

/** Whether a reason is our own; another server's may speak of people. */
export function isOwnReason(reason: string | null): boolean {
  return reason !== null && Object.hasOwn(OWN_REASONS, reason);
}

/** A reason in plain words; what another server said stays as it said it. */
export function reasonWords(reason: string | null, say: Say): string {
  if (reason === null) return '';
  const own = OWN_REASONS[reason];
  return own ? say(...own) : say(`máy chủ trả lời: ${reason}`, `the server said: ${reason}`);
}
