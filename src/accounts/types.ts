import type { person } from '../db/tables/index.ts';

export type Person = typeof person.$inferSelect;

/** How long a browser stays signed in, in milliseconds. */
export interface SessionLimits {
  /** Without a request. */
  idle: number;
  /** In all. */
  absolute: number;
}

/** Whose session: of a person with a password, or of a token. */
export type SessionOwner = { person: number; token: null } | { person: null; token: number };

/** Where a sign-in comes from. */
export interface Origin {
  address: string;
  agent: string;
  /** What the browser keeps of sign-ins before; see `known-browser.ts`. */
  marks: readonly string[];
  /** What it keeps of having been trusted; see `trust-store.ts`. */
  trusted: readonly string[];
}
