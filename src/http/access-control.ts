import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findToken } from '../access/store.ts';
import { hashToken } from '../access/tokens.ts';
import type { RootSql } from '../db/connect.ts';
import type { RegistryCache } from '../registry/cache.ts';
import { Problem } from './problems.ts';

export const TOKEN_COOKIE = 'phuxanh_token';

/**
 * The caller's token: of the header for machines, of the board's cookie for people. The cookie reads
 * and never writes: a browser sends it along with whatever another site makes it post.
 */
export function tokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  if (header !== undefined) return /^Bearer +(\S+)$/i.exec(header)?.[1];
  const reads = request.method === 'GET' || request.method === 'HEAD';
  return reads ? request.cookies[TOKEN_COOKIE] : undefined;
}

/** Every route declares who may call it; whoever calls is looked up once, before the body is read. */
export function addAccessControl(
  app: FastifyInstance,
  deps: { sql: RootSql; registry: RegistryCache },
): void {
  app.addHook('onRoute', (route) => {
    // Routes of the reference page come from a plugin that knows nothing of access.
    if (/^\/docs(\/|$)/.test(route.url)) route.config = { ...route.config, access: 'public' };
    if (route.config?.access === undefined)
      throw new Error(`Route ${route.method} ${route.url} does not declare who may call it.`);
  });
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access;
    if (access === 'public' || access === undefined) return;
    const token = tokenOf(request);
    const found = token === undefined ? undefined : await findToken(deps.sql, hashToken(token));
    if (!found) throw new Problem('unauthenticated');
    if (!access.includes(found.principal.role)) throw new Problem('forbidden');
    request.principal = found.principal;
    request.registry = await deps.registry.at(found.registryVersion);
  });
}
