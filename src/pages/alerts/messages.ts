import type { StoryMessage } from '../../alerts/story-store.ts';
import { findKind } from '../../channels/all.ts';
import { reasonWords } from '../../channels/reasons.ts';
import { moment } from '../format.ts';
import type { Say } from '../language.tsx';

/** The way a message takes, as people call it. */
export function channelName(channel: string, say: Say): string {
  return say(...(findKind(channel)?.words.way ?? [channel, channel]));
}

/** What became of a message: when it went, until when it waits, or why it did not go. */
export function whatBecame({ state, sentAt, notBefore, reason }: StoryMessage, now: Date, say: Say): string {
  const because = reason === null ? '' : ` (${say(...reasonWords(reason))})`;
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
