import type { FastifyContextConfig, FastifyInstance, FastifyRequest } from 'fastify';
import type { Principal } from '../access/principal.ts';
import { createTokenLookUp, type LookUpToken } from '../access/token-look-up.ts';
import { hashToken } from '../access/tokens.ts';
import { needsSecondFactor } from '../accounts/second-factor-rules.ts';
import { findSession } from '../accounts/session-store.ts';
import type { SessionLimits } from '../accounts/types.ts';
import type { RootSql } from '../db/connect.ts';
import type { RegistryCache } from '../registry/cache.ts';
import { createCallerLimit } from './caller-limit.ts';
import type { Caller } from './context.ts';
import { formToken, refuseForgedForm } from './form-token.ts';
import { Problem } from './problems.ts';
import { refuseOtherSites } from './same-site.ts';
import { sessionSecret } from './session-cookie.ts';

interface AccessDeps {
  sql: RootSql;
  registry: RegistryCache;
  /** Address under which people reach the service. */
  publicUrl: string;
  sessions: SessionLimits;
  /** Whether roles that see much must have a second factor. */
  requireSecondFactor: boolean;
  /** Requests a minute of each caller, and of each address for those that show none; 0 for no limit. */
  rateLimit: number;
}

/** What a request brings to show who sends it. */
interface Credential {
  kind: 'token' | 'session';
  secret: string;
}

/**
 * A token of the header for machines, the session of the cookie for people. The cookie reads; it writes
 * through forms of our pages alone, since a browser sends it along with whatever another site makes it post.
 */
function credentialOf(request: FastifyRequest, publicUrl: string): Credential | undefined {
  const header = request.headers.authorization;
  const token = header === undefined ? undefined : tokenOf(header, request.routeOptions.config);
  if (header !== undefined) return token === undefined ? undefined : { kind: 'token', secret: token };
  const allowed = reads(request) || request.routeOptions.config.form === true;
  const secret = allowed ? sessionSecret(request, publicUrl) : undefined;
  return secret === undefined ? undefined : { kind: 'session', secret };
}

function tokenOf(header: string, { tokenAsPassword = false }: FastifyContextConfig): string | undefined {
  const [, scheme = '', given] = /^(\w+) +(\S+)$/.exec(header) ?? [];
  if (/^Bearer$/i.test(scheme)) return given;
  if (!tokenAsPassword || given === undefined) return undefined;
  if (/^ApiToken$/i.test(scheme)) return given;
  if (!/^Basic$/i.test(scheme)) return undefined;
  // Whatever name goes with it, a token speaks for itself.
  return /^[^:]*:(\S+)$/.exec(Buffer.from(given, 'base64').toString('utf8'))?.[1];
}

/** Every route declares who may call it; whoever calls is looked up once, before the body is read. */
export function addAccessControl(app: FastifyInstance, deps: AccessDeps): void {
  const { registry, publicUrl } = deps;
  const looking = { ...deps, lookUpToken: createTokenLookUp(deps.sql) };
  const limit = createCallerLimit(deps.rateLimit);
  app.decorateRequest('formToken', '');
  app.decorateRequest('session', null);
  app.decorateRequest('readForm', null);
  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined)
      throw new Error(`Route ${route.method} ${route.url} does not declare who may call it.`);
  });
  app.addHook('onRequest', async (request, reply) => {
    const { access, beforeSecondFactor, ifKnown = false } = request.routeOptions.config;
    const credential = credentialOf(request, publicUrl);
    const counted = limit.arrives(request, reply, credential?.secret);
    if ((access === 'public' && !ifKnown) || access === undefined) return;
    const found =
      credential && (await findCaller(looking, credential, request.receivedAt, !asksByItself(request)));
    if (ifKnown && (!found || found.lacksSecondFactor)) return;
    if (!credential || !found) {
      limit.fails(request, reply, credential?.secret);
      throw new Problem('unauthenticated');
    }
    limit.proves(request, reply, { secret: credential.secret, caller: found.caller, counted });
    // Before anything is refused, so that the log names who was, and the page of a refusal keeps his menu.
    request.principal = found.principal;
    request.caller = found.caller;
    request.session = found.session;
    request.formToken = formToken(credential.secret);
    request.registry = await registry.at(found.registryVersion);
    if (access === 'public') return;
    // Only now: whoever is signed out is asked to sign in, wherever the form came from.
    if (isForm(request)) refuseOtherSites(request, publicUrl);
    // The setting may be newer than the session.
    if (found.lacksSecondFactor && !beforeSecondFactor) throw new Problem('second_factor_missing');
    if (!access.includes(found.principal.role)) throw new Problem('forbidden');
  });
  // As soon as the body is there, and before a schema drops what it does not know.
  app.addHook('preValidation', async (request) => {
    await request.readForm?.();
    if (isForm(request)) refuseForgedForm(request, request.formToken);
  });
}

/** Sent by a page that keeps itself fresh; see `client/refresh.ts`. */
const asksByItself = ({ headers }: FastifyRequest) => headers['x-refresh'] !== undefined;

interface Found {
  caller: Caller;
  principal: Principal;
  session: FastifyRequest['session'];
  /** Whether he must have a second factor and has none. */
  lacksSecondFactor: boolean;
  registryVersion: number;
}

async function findCaller(
  { sql, sessions, requireSecondFactor, lookUpToken }: AccessDeps & { lookUpToken: LookUpToken },
  { kind, secret }: Credential,
  now: Date,
  inUse: boolean,
): Promise<Found | undefined> {
  if (kind === 'token') {
    const found = await lookUpToken(hashToken(secret), now);
    return (
      found && {
        caller: { kind: 'token', id: found.id },
        principal: found.principal,
        session: null,
        lacksSecondFactor: false,
        registryVersion: found.registryVersion,
      }
    );
  }
  const found = await findSession(sql, secret, now, sessions, inUse);
  if (!found) return undefined;
  const { id, caller, person, login, principal, secondFactor, registryVersion } = found;
  const needed = needsSecondFactor(principal.role, requireSecondFactor);
  // A token in a browser would be a way round the second factor; it may be older than the setting.
  if (needed && person === null) return undefined;
  const lacksSecondFactor = needed && !secondFactor;
  return { caller, principal, session: { id, person, login }, lacksSecondFactor, registryVersion };
}

const reads = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD';

/** Whether a cookie vouches for a request that changes something. */
function isForm(request: FastifyRequest): boolean {
  const { form, access } = request.routeOptions.config;
  const byCookie = request.headers.authorization === undefined;
  return form === true && access !== 'public' && !reads(request) && byCookie;
}
