import type { Reason } from './reasons.ts';
/** A file that goes with a message; with a `contentId` it is shown inside it, as `cid:…`. */
export interface Attachment {
  fileName: string;
  contentType: string;
  body: Buffer;
  contentId?: string;
}

/** What a message says, made at the moment it is sent. Every channel takes of it what it can show. */
export interface ComposedMessage {
  /** One line. */
  subject: string;
  text: string;
  html: string;
  /** Two sentences at most, for small screens: what it is about, and until when. */
  brief: string;
  /** Where the reader goes to do something about it. */
  link: string;
  attachments?: readonly Attachment[];
  /** The same for machines: JSON that a webhook posts. */
  data: unknown;
}

/** A message as a channel takes it: everything made, nothing left to look up but the way there. */
export interface OutgoingMessage extends ComposedMessage {
  /** UUID, the same at every attempt, so that whoever receives it twice can tell. */
  id: string;
  /** `address` as the channel knows him: e-mail address, telephone, Zalo user, id of a person or a webhook. */
  to: { name: string; address: string };
}

/**
 * What became of an attempt.
 * - `accepted`: the channel has taken it over.
 * - `retry`: not this time. `uncertain` when it may have arrived all the same; `afterSeconds` when the
 *   other side said how long to wait.
 * - `refused`: never; trying again would change nothing.
 * - `unavailable`: nobody can be reached at present, whoever the message is for.
 * - `misconfigured`: nothing will go out until somebody changes a setting.
 */
export type SendResult =
  | { kind: 'accepted' }
  | { kind: 'retry'; reason: Reason; uncertain: boolean; afterSeconds?: number }
  | { kind: 'refused'; reason: Reason }
  | { kind: 'unavailable'; reason: Reason }
  | { kind: 'misconfigured'; reason: Reason };

/** A way to reach people. It never throws for what the other side says or does. */
export interface Channel {
  name: string;
  /** Whether it is set up; until it is, its messages wait. Asked once a round. */
  ready(): Promise<boolean>;
  send(message: OutgoingMessage): Promise<SendResult>;
  close(): void;
}
