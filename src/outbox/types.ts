import type { AlertContent } from '../alerts/types.ts';

export type OutboxState = 'waiting' | 'sending' | 'sent' | 'dropped' | 'failed';

/** An alert as a message speaks of it. */
export type MessageAlert = { id: number; programme: string; locality: string } & AlertContent;

/** A row that this process has claimed, until its lease ends. */
export interface ClaimedMessage {
  /** UUID; also the local part of the Message-ID. */
  id: string;
  channel: 'email';
  address: string;
  recipientName: string;
  /** Claims so far, this one included. */
  attempts: number;
  notBefore: Date;
}
