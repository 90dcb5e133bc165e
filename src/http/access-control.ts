import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findToken } from '../access/store.ts';
import { hashToken } from '../access/tokens.ts';
import type { RootSql } from '../db/connect.ts';
import type { RegistryCache } from '../registry/cache.ts';
import { formToken, refuseForgedForm } from './form-token.ts';
import { Problem } from './problems.ts';
import { refuseOtherSites } from './same-site.ts';

export const TOKEN_COOKIE = 'phuxanh_token';

interface AccessDeps {
  sql: RootSql;
  registry: RegistryCache;
  /** Address under which people reach the service. */
  publicUrl: string;
}

/**
 * The caller's token: of the header for machines, of the board's cookie for people. The cookie reads; it
 * writes through forms of our pages alone, since a browser sends it along with whatever another site makes
 * it post.
 */
export function tokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  if (header !== undefined) return /^Bearer +(\S+)$/i.exec(header)?.[1];
  const allowed = reads(request) || request.routeOptions.config.form === true;
  return allowed ? request.cookies[TOKEN_COOKIE] : undefined;
}

/** Every route declares who may call it; whoever calls is looked up once, before the body is read. */
export function addAccessControl(app: FastifyInstance, { sql, registry, publicUrl }: AccessDeps): void {
  app.decorateRequest('formToken', '');
  app.addHook('onRoute', (route) => {
    // Routes of the reference page come from a plugin that knows nothing of access.
    if (/^\/docs(\/|$)/.test(route.url)) route.config = { ...route.config, access: 'public' };
    if (route.config?.access === undefined)
      throw new Error(`Route ${route.method} ${route.url} does not declare who may call it.`);
  });
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config;
    if (access === 'public' || access === undefined) return;
    const token = tokenOf(request);
    const found = token === undefined ? undefined : await findToken(sql, hashToken(token));
    if (token === undefined || !found) throw new Problem('unauthenticated');
    // Only now: whoever is signed out is asked to sign in, wherever the form came from.
    if (isForm(request)) refuseOtherSites(request, publicUrl);
    if (!access.includes(found.principal.role)) throw new Problem('forbidden');
    request.principal = found.principal;
    request.formToken = formToken(token);
    request.registry = await registry.at(found.registryVersion);
  });
  // As soon as the body is there, and before a schema drops what it does not know.
  app.addHook('preValidation', async (request) => {
    if (isForm(request)) refuseForgedForm(request);
  });
}

const reads = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD';

/** Whether a cookie vouches for a request that changes something. */
function isForm(request: FastifyRequest): boolean {
  const { form, access } = request.routeOptions.config;
  return (
    form === true && access !== 'public' && !reads(request) && request.headers.authorization === undefined
  );
}
