/** A message as a channel takes it: everything made, nothing left to look up. */
export interface OutgoingMessage {
  /** UUID, the same at every attempt, so that whoever receives it twice can tell. */
  id: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
}

/**
 * What became of an attempt.
 * - `accepted`: the channel has taken it over.
 * - `retry`: not this time. `uncertain` when it may have arrived all the same.
 * - `refused`: never; trying again would change nothing.
 * - `unavailable`: nobody can be reached at present, whoever the message is for.
 * - `misconfigured`: nothing will go out until somebody changes a setting.
 */
export type SendResult =
  | { kind: 'accepted' }
  | { kind: 'retry'; reason: string; uncertain: boolean }
  | { kind: 'refused'; reason: string }
  | { kind: 'unavailable'; reason: string }
  | { kind: 'misconfigured'; reason: string };

/** A way to reach people. It never throws for what the other side says or does. */
export interface Channel {
  name: 'email';
  send(message: OutgoingMessage): Promise<SendResult>;
  close(): void;
}
