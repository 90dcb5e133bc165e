import type { StepHours } from '../alerts/ladder.ts';
import type { AlertContent, AlertState, Resolution } from '../alerts/types.ts';
import type { ChannelName } from '../channels/all.ts';
import type { Day } from '../days.ts';

export type OutboxState = 'waiting' | 'sending' | 'sent' | 'dropped' | 'failed';

/** An alert as a message speaks of it: that it is open, or that it has ended. */
export type MessageAlert = {
  id: number;
  programme: string;
  area: string;
  subject: string;
  state: AlertState;
  openedAt: Date;
  resolvedAt: Date | null;
  resolution: Resolution | null;
  owner: string | null;
  promisedOn: Day | null;
  event: 'open' | 'ended';
  /** When it may reach the person. */
  hours: StepHours;
} & AlertContent;

/** What a message is: about alerts, a summary of a day or week, a reminder by hand, a try of the channel, an invitation, events for a webhook, a document. */
export type About = 'alerts' | 'digest' | 'reminder' | 'test' | 'invitation' | 'events' | 'document';

/** To whom and when, of a message that is to be written. */
export interface Addressed {
  /** UUID. */
  id: string;
  contact: number | null;
  channel: ChannelName;
  address: string;
  /** Key of his preferences. */
  recipient: string;
  /** Of which area what he said holds for it. */
  saidFor: string;
  recipientName: string;
  notBefore: Date;
}

/** A row that this process has claimed, until its lease ends. */
export interface ClaimedMessage {
  /** UUID; also the local part of the Message-ID. */
  id: string;
  channel: ChannelName;
  address: string;
  /** Key of the person's preferences: e-mail address in small letters, else telephone. */
  recipient: string;
  /** Of which area what he said of how he hears holds for it; blank where he has said nothing. */
  saidFor: string;
  recipientName: string;
  about: About;
  /** What a message that is not about alerts is made of; null of one that is. */
  content: unknown;
  /** Claims so far, this one included. */
  attempts: number;
  notBefore: Date;
}
