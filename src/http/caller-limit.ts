import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashToken } from '../access/tokens.ts';
import { networkOf } from '../lib/networks.ts';
import type { Caller } from './context.ts';
import { createLimit, type Limit } from './limit.ts';
import { Problem } from './problems.ts';

/**
 * How many requests a minute are taken, and of whom. Whoever has shown who he is counts by that, wherever he
 * comes from: a province's officers may all sit behind one address. All else counts by the address it comes
 * from, so that what somebody invents is refused before it is looked up, and never counts as anybody else.
 */
export interface CallerLimit {
  /**
   * Before anything is looked up. Returns as whose the request has been counted by the credential, if it has.
   * @throws {Problem} rate_limited
   */
  arrives(request: FastifyRequest, reply: FastifyReply, secret: string | undefined): string | undefined;
  /**
   * The credential was looked up and is this caller's; `counted` is what `arrives` said.
   * @throws {Problem} rate_limited
   */
  proves(
    request: FastifyRequest,
    reply: FastifyReply,
    found: { secret: string; caller: Caller; counted: string | undefined },
  ): void;
  /** There was no credential, or it is nobody's. @throws {Problem} rate_limited */
  fails(request: FastifyRequest, reply: FastifyReply, secret: string | undefined): void;
}

/** Credentials remembered as somebody's. They come in only once they are, so that inventing some drops none. */
const REMEMBERED = 20_000;

/** `max` requests a minute, of each caller and of each address; 0 for no limit. */
export function createCallerLimit(max: number): CallerLimit {
  if (max === 0) return { arrives: () => undefined, proves() {}, fails() {} };
  const callers = createLimit(max);
  const addresses = createLimit(max);
  /** Whose a credential was when it was last looked up, by its hash, the longest unused first. */
  const proven = new Map<string, string>();

  function refuse(limit: Limit, request: FastifyRequest, reply: FastifyReply): never {
    reply.header('retry-after', limit.wait(request.receivedAt));
    throw new Problem('rate_limited', [], `At most ${max} requests a minute.`);
  }
  const count = (limit: Limit, key: string, request: FastifyRequest, reply: FastifyReply) => {
    if (!limit.takes(key, request.receivedAt)) refuse(limit, request, reply);
  };

  return {
    arrives(request, reply, secret) {
      const { access, ownLimit } = request.routeOptions.config;
      if (ownLimit) return undefined;
      const known = secret === undefined ? undefined : proven.get(hashToken(secret));
      if (known !== undefined) {
        count(callers, known, request, reply);
        return known;
      }
      const address = networkOf(request.ip);
      // Nobody will be looked up, so that it counts now; else once it is known whether it is somebody's.
      if (access === 'public' || access === undefined) count(addresses, address, request, reply);
      else if (addresses.isSpent(address, request.receivedAt)) refuse(addresses, request, reply);
      return undefined;
    },
    proves(request, reply, { secret, caller: { kind, id }, counted }) {
      const hash = hashToken(secret);
      const key = `${kind}:${id}`;
      proven.delete(hash);
      proven.set(hash, key);
      const [longestUnused] = proven.keys();
      if (proven.size > REMEMBERED && longestUnused !== undefined) proven.delete(longestUnused);
      if (counted !== key) count(callers, key, request, reply);
    },
    fails(request, reply, secret) {
      if (secret !== undefined) proven.delete(hashToken(secret));
      count(addresses, networkOf(request.ip), request, reply);
    },
  };
}
