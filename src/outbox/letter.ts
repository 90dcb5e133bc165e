import type { ComposedMessage } from '../channels/channel.ts';
import type { Reason } from '../channels/reasons.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { About, ClaimedMessage } from './types.ts';

export interface LetterContext {
  registry: Registry;
  language: 'vi' | 'en';
  now: Date;
}

/** Makes a message that is not about alerts, at the moment it is sent; or says why it is not sent any more. */
export type Letter = (
  message: ClaimedMessage,
  context: LetterContext,
) => Promise<ComposedMessage | { drop: Reason }>;

/** How each sort of message is made, besides those about alerts. */
export type Letters = Record<Exclude<About, 'alerts'>, Letter>;
