import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Principal, Role } from '../access/principal.ts';
import type { Registry } from '../registry/snapshot.ts';

/** Who may call a route. Every route declares one; the server refuses to start otherwise. */
export type Access = 'public' | readonly Role[];

export interface Caller {
  kind: 'person' | 'token';
  id: number;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** A form of a page: who is signed in may post it, with the form's own token in it. */
    form?: boolean;
    /** Whoever must have a second factor and has none yet may come here. */
    beforeSecondFactor?: boolean;
    /** Of a public route: who is signed in is known there all the same. */
    ifKnown?: boolean;
    /**
     * Speaks another system's language: its clients may also show a token as `ApiToken`, or as the password of
     * `Basic`. A person's own password is taken nowhere but where he signs in.
     */
    tokenAsPassword?: boolean;
    /** Counts its calls itself, or has nothing that costs; the common limit a caller or address does not count them. */
    ownLimit?: boolean;
  }
  interface FastifyRequest {
    /** Receipt, stamped when the request arrived. */
    receivedAt: Date;
    /** Who asks; set on every route that is not public. */
    principal: Principal;
    /** What asks, by its number among those of its kind; set with {@link principal}. */
    caller: Caller;
    /** What the hidden field `csrf` of this person's forms must hold; blank on public routes. */
    formToken: string;
    /** The browser's session; null for who came with a token in the header. */
    session: { id: number; person: number | null; login: string | null } | null;
    /** Reads a form that brings a file; set where routes take one. */
    readForm: (() => Promise<void>) | null;
    /** The registry as it was when the caller was looked up. */
    registry: Registry;
  }
}

/** A group of routes whose schemas are zod's. */
export type Routes = FastifyPluginAsyncZod;
