import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { token } from './operations.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Counts changes of role, area or address of anybody, so that what was begun before one is told without a clock. */
export const rightsChange = pgSequence('rights_change');

/** Who signs in; never removed, so that what he did keeps its author. */
export const person = pgTable(
  'person',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** What he signs in with besides his address: small letters, no `@`. */
    userName: text('user_name').unique(),
    /** In small letters. */
    email: text('email').unique(),
    name: text('name').notNull(),
    position: text('position'),
    /** As it was written down; by it alone he may be invited who has no address. */
    phone: text('phone'),
    role: text('role', {
      enum: ['officer', 'department', 'finance', 'leader', 'viewer', 'admin'],
    }).notNull(),
    /** A locality code, a province code, or `*`. */
    area: text('area').notNull(),
    /** Code of the agency that he belongs to; an officer's is his locality. */
    agency: text('agency'),
    /** argon2id; null until he has set one. */
    password: text('password'),
    /** Secret of the second factor that is in use, sealed with the service's key. */
    totpSecret: text('totp_secret'),
    secondFactorSince: instant('second_factor_since'),
    /** Time step of the last code taken: the same code is good once. */
    totpStep: bigint('totp_step', { mode: 'number' }),
    /** Number of the last change of his role, area or address, kept by a trigger; 0 before the first. */
    rightsChange: bigint('rights_change', { mode: 'number' }).notNull().default(0),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at'),
    disabledAt: instant('disabled_at'),
  },
  (t) => [check('person_signs_in_by_something', sql`num_nonnulls(${t.userName}, ${t.email}) > 0`)],
);

/** Who a person is at the OpenID Connect provider: linked at his first sign-in through it. */
export const identity = pgTable(
  'identity',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    person: integer('person')
      .notNull()
      .references(() => person.id),
    linkedAt: instant('linked_at').notNull(),
    /** The last of all changes of rights when the sign-in began by which his address was shown last. */
    provenAfter: bigint('proven_after', { mode: 'number' }).notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.issuer, t.subject] }),
    // An address that goes to somebody else at the provider brings him into no account of ours.
    uniqueIndex('identity_one_of_person').on(t.person, t.issuer),
  ],
);

/** Codes for whoever lost his second factor, each good once. */
export const recoveryCode = pgTable(
  'recovery_code',
  {
    person: integer('person')
      .notNull()
      .references(() => person.id),
    /** First letter of the code, by which one of a person's is found; null in codes of earlier versions. */
    selector: text('selector'),
    /** argon2id of the code; SHA-256 of those of earlier versions. */
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.person, t.hash] }),
    uniqueIndex('recovery_code_selector').on(t.person, t.selector),
  ],
);

/** Keys of devices by which a person signs in, or shows who he is besides his password (WebAuthn). */
export const passkey = pgTable(
  'passkey',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    person: integer('person')
      .notNull()
      .references(() => person.id),
    /** As the browser calls it, base64url. */
    credential: text('credential').notNull().unique(),
    /** COSE, base64url. Its private half never leaves the device. */
    publicKey: text('public_key').notNull(),
    /** Signatures so far, by which a copy is told; 0 for ever where the device counts none. */
    counter: bigint('counter', { mode: 'number' }).notNull(),
    /** How the browser may reach the device. */
    transports: text('transports').array().notNull(),
    /** What its owner calls it. */
    name: text('name').notNull(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
  },
  (t) => [index('passkey_of_person').on(t.person)],
);

/** What somebody's browser was given to sign; good once and for minutes. */
export const passkeyChallenge = pgTable('passkey_challenge', {
  /** For whom and for what: a session, or SHA-256 of what a browser that is not signed in holds. */
  owner: text('owner').primaryKey(),
  challenge: text('challenge').notNull(),
  expiresAt: instant('expires_at').notNull(),
});

/** Links by which a person sets his password: of letters, of a card. All are gone once one is used. */
export const passwordLink = pgTable(
  'password_link',
  {
    /** SHA-256 of what the link holds. */
    hash: text('hash').primaryKey(),
    person: integer('person')
      .notNull()
      .references(() => person.id),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('password_link_of_person').on(t.person)],
);

/** Who was asked to come in, and whether he has looked at what he was sent. */
export const invitation = pgTable('invitation', {
  person: integer('person')
    .primaryKey()
    .references(() => person.id),
  firstAt: instant('first_at').notNull(),
  lastAt: instant('last_at').notNull(),
  /** How often he was asked. */
  times: integer('times').notNull(),
  /** By which way the last time. */
  way: text('way', { enum: ['message', 'card'] }).notNull(),
  /** When he first opened a link. */
  openedAt: instant('opened_at'),
});

/** A browser that is signed in, by a person's password or by a token. */
export const session = pgTable(
  'session',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** SHA-256 of what the cookie holds. */
    hash: text('hash').notNull().unique(),
    person: integer('person').references(() => person.id),
    token: integer('token').references(() => token.id),
    /** What still has to be shown before it opens anything; null when it is open. */
    awaits: text('awaits', { enum: ['code', 'enrolment'] }),
    /** Sealed secret of a second factor that is being set up here, shown after the password and not in use yet. */
    plannedTotp: text('planned_totp'),
    plannedAt: instant('planned_at'),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    address: text('address').notNull(),
    agent: text('agent').notNull(),
    /** Set once and never taken back: a request under way cannot revive it. */
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    check('session_is_of_one', sql`num_nonnulls(${t.person}, ${t.token}) = 1`),
    index('session_of_person').on(t.person),
  ],
);

/** A browser that stands for its owner's second factor for some days. */
export const trustedBrowser = pgTable(
  'trusted_browser',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** SHA-256 of what its cookie holds. */
    hash: text('hash').notNull().unique(),
    person: integer('person')
      .notNull()
      .references(() => person.id),
    address: text('address').notNull(),
    agent: text('agent').notNull(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at').notNull(),
  },
  (t) => [index('trusted_browser_of_person').on(t.person)],
);

/** Failed sign-ins, by what was typed as name and by where they came from. */
export const signInFailure = pgTable(
  'sign_in_failure',
  {
    kind: text('kind', { enum: ['account', 'address', 'everywhere'] }).notNull(),
    /** A person or SHA-256 of an unknown name (people type passwords there), with where from; an address. */
    subject: text('subject').notNull(),
    count: integer('count').notNull(),
    lastAt: instant('last_at').notNull(),
    /** Until then nothing more is tried. */
    waitsUntil: instant('waits_until'),
  },
  (t) => [primaryKey({ columns: [t.kind, t.subject] })],
);
