import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { alert } from './alerts.ts';
import { contact } from './registry.ts';

/** Messages on their way out, and the ways by which they go. */

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** A message to one person by one channel. Its text is made when it is sent. */
export const outbox = pgTable(
  'outbox',
  {
    /** Also the Message-ID. */
    id: uuid('id').primaryKey(),
    contact: integer('contact').references(() => contact.id, { onDelete: 'set null' }),
    channel: text('channel').notNull(),
    /** As the channel knows him: e-mail address, telephone, Zalo user, `person` or `webhook` by its id. */
    address: text('address').notNull(),
    recipientName: text('recipient_name').notNull(),
    /** Key of his preferences: e-mail address in small letters, else telephone. */
    recipient: text('recipient').notNull(),
    /** Of which area what he said of how he hears holds for it; blank where he has said nothing. */
    saidFor: text('said_for').notNull().default(''),
    /** What it is: about alerts, a summary of a day or week, a reminder by hand, a try of the channel, an invitation, events for a webhook, a document. */
    about: text('about', {
      enum: ['alerts', 'digest', 'reminder', 'test', 'invitation', 'events', 'document'],
    })
      .notNull()
      .default('alerts'),
    /** What a message that is not about alerts is made of. */
    content: jsonb('content'),
    /** Written once: the second message of the same key is none. */
    key: text('key').unique(),
    state: text('state', { enum: ['waiting', 'sending', 'sent', 'dropped', 'failed'] }).notNull(),
    notBefore: instant('not_before').notNull(),
    createdAt: instant('created_at').notNull(),
    attempts: smallint('attempts').notNull().default(0),
    leaseUntil: instant('lease_until'),
    sentAt: instant('sent_at'),
    /** Why it waits, was dropped, or failed last: `{code, …facts}`; words are made where it is shown. */
    reason: jsonb('reason'),
    subject: text('subject'),
    body: text('body'),
  },
  (t) => [
    index('outbox_due').on(t.channel, t.notBefore).where(sql`${t.state} in ('waiting', 'sending')`),
    // One unsent message a person and channel: further alerts join it. An address that two gave is two people's.
    uniqueIndex('outbox_one_waiting')
      .on(t.channel, t.address, t.recipient, t.saidFor)
      .where(sql`${t.state} = 'waiting' and ${t.about} = 'alerts'`),
    // How many went out of late: by channel for its rate, by person for his ceiling.
    index('outbox_sent').on(t.channel, t.sentAt).where(sql`${t.state} = 'sent'`),
    index('outbox_told').on(t.recipient, t.sentAt).where(sql`${t.state} = 'sent'`),
    // How often each was reminded today.
    index('outbox_reminders').on(t.createdAt).where(sql`${t.about} = 'reminder'`),
    index('outbox_failed').on(t.createdAt).where(sql`${t.state} = 'failed'`),
  ],
);

/** The alerts that a message speaks of, and by which step of whose ladder. */
export const outboxAlert = pgTable(
  'outbox_alert',
  {
    message: uuid('message')
      .notNull()
      .references(() => outbox.id, { onDelete: 'cascade' }),
    alert: bigint('alert', { mode: 'number' })
      .notNull()
      .references(() => alert.id),
    /** `ended`: that it is over, to whom was told before that it began. */
    event: text('event', { enum: ['open', 'ended'] })
      .notNull()
      .default('open'),
    /** Null where no ladder led here: a webhook hears of everything. */
    step: smallint('step'),
    turn: smallint('turn'),
    /** When it may reach him: `working` hours, outside his quiet hours, or at `any` hour. */
    hours: text('hours', { enum: ['working', 'waking', 'any'] })
      .notNull()
      .default('working'),
  },
  (t) => [primaryKey({ columns: [t.message, t.alert] }), index('outbox_alert_of_alert').on(t.alert)],
);

/** How a person wants to hear, of an area. Without a row the defaults hold. */
export const deliveryPreference = pgTable(
  'delivery_preference',
  {
    /** His e-mail address in small letters, else his telephone number. */
    recipient: text('recipient').notNull(),
    /** That of his account, else the place he is a contact of. Nobody has shown that the address is his elsewhere. */
    area: text('area').notNull(),
    language: text('language', { enum: ['vi', 'en'] }).notNull(),
    /** In the order of his liking; the first that works is taken. Empty: e-mail. */
    channels: text('channels').array().notNull(),
    /** As Zalo knows him, for the official account. */
    zaloUser: text('zalo_user'),
    /** Local times `HH:MM` between which nothing but the gravest reaches him. */
    quietFrom: text('quiet_from').notNull(),
    quietUntil: text('quiet_until').notNull(),
    /** Messages a day; what comes after them is gathered. */
    perDay: smallint('per_day').notNull(),
    updatedAt: instant('updated_at').notNull(),
    updatedBy: text('updated_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.recipient, t.area] })],
);

/** How a channel fares. Secrets are sealed (`vault.ts`). */
export const channel = pgTable('channel', {
  name: text('name').primaryKey(),
  /** What it needs to know of the other side, sealed; null while it is not set up. */
  settings: text('settings'),
  /** Messages a minute at most; null: as many as there are. */
  perMinute: smallint('per_minute'),
  /** Failures of the channel itself, one after the other. */
  failures: smallint('failures').notNull().default(0),
  failingSince: instant('failing_since'),
  /** Until then nothing is tried. */
  pausedUntil: instant('paused_until'),
  /** Why it failed last: `{code, …facts}`. */
  reason: jsonb('reason'),
  updatedAt: instant('updated_at').notNull(),
});

/** An address of another system that hears of what happens in an area. */
export const webhook = pgTable('webhook', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull(),
  url: text('url').notNull(),
  /** Sealed; messages are signed with it. */
  secret: text('secret').notNull(),
  /** Of which area it hears: a locality's code, a province's, or `*`. */
  area: text('area').notNull(),
  /** Of what it hears: see `channels/webhook-kinds.ts`. */
  kinds: text('kinds').array().notNull().default(['alert']),
  createdAt: instant('created_at').notNull(),
  disabledAt: instant('disabled_at'),
});

/** A browser that shows messages to the person signed in there. */
export const pushSubscription = pgTable(
  'push_subscription',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    person: integer('person')
      .notNull()
      .references(() => person.id),
    /** SHA-256 of the endpoint, by which it is known again. */
    hash: text('hash').notNull().unique(),
    /** `{endpoint, keys: {p256dh, auth}}`, sealed: whoever holds it can write to the browser. */
    subscription: text('subscription').notNull(),
    agent: text('agent').notNull(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
  },
  (t) => [index('push_subscription_of_person').on(t.person)],
);

/**
 * What has happened and a webhook asked for, until it is written into the outbox. Triggers write it in the transaction
 * of what happened, so that no writer can pass it by; of kinds that no webhook asks for nothing is written.
 */
export const event = pgTable('event', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  kind: text('kind').notNull(),
  /** Where: a locality's code, a province's, or `*`. */
  area: text('area').notNull(),
  at: instant('at').notNull(),
  /** The keys of what it was, by its kind. */
  subject: jsonb('subject').notNull(),
});
