import { z } from 'zod';
import { ROLES } from '../access/principal.ts';
import { isoLocal } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { instantAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { codeAsked } from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import type { RegistryCache } from '../registry/cache.ts';
import { dropFeed, makeFeed, ownFeeds, readFeed } from './feeds.ts';

const item = z.object({
  id: z.int(),
  agency: z.string().nullable(),
  createdAt: instantAnswer,
});

/** Calendars of deadlines: their addresses, and what stands at one. */
export function feedRoutes({
  db,
  registry: cache,
  publicUrl,
}: {
  db: Clients;
  registry: RegistryCache;
  publicUrl: string;
}): Routes {
  return async (app) => {
    app.get(
      '/api/v1/calendars',
      {
        config: { access: ROLES },
        schema: {
          tags: ['plans'],
          summary: 'Your addresses for calendars, without what they are',
          response: { 200: z.object({ items: z.array(item) }), ...problems(401) },
        },
      },
      async (request) => {
        const feeds = await ownFeeds(db.orm, authorOf(request));
        return {
          items: feeds.map(({ id, agency, createdAt }) => ({ id, agency, createdAt: isoLocal(createdAt) })),
        };
      },
    );

    app.post(
      '/api/v1/calendars',
      {
        config: { access: ROLES },
        schema: {
          tags: ['plans'],
          summary: 'Make an address at which a calendar reads the deadlines of your area, or of an agency',
          description: 'It is told this once. Whoever has it reads, until it is revoked.',
          body: z.strictObject({ agency: codeAsked.optional() }),
          response: {
            201: z.object({ id: z.int(), url: z.string() }),
            ...problems(401, 403, 422),
          },
        },
      },
      async (request, reply) => {
        const { registry, principal, body } = request;
        const made = await orProblem(() =>
          makeFeed(db, authorOf(request), registry, { area: principal.area, agency: body.agency ?? null }),
        );
        return reply.code(201).send({ id: made.id, url: new URL(made.path, publicUrl).href });
      },
    );

    app.post(
      '/api/v1/calendars/:id/revocation',
      {
        config: { access: ROLES },
        schema: {
          tags: ['plans'],
          summary: 'Revoke an address of yours: it answers nobody any more',
          params: z.object({ id: z.string().meta({ pattern: '^\\d+$', example: '1' }) }),
          response: { 204: z.null(), ...problems(401, 403, 404) },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        if (!/^[1-9]\d{0,8}$/.test(id)) throw new Problem('not_found');
        await dropFeed(db, authorOf(request), Number(id));
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/calendar/:file',
      {
        config: { access: 'public' },
        schema: {
          tags: ['plans'],
          summary: 'Deadlines for a calendar (iCalendar, RFC 5545)',
          produces: ['text/calendar'],
          params: z.object({ file: z.string().max(200).meta({ example: 'px_abc.ics' }) }),
          response: { 200: z.unknown().meta({ type: 'string' }), ...problems(404) },
        },
      },
      async ({ params: { file }, receivedAt: now }, reply) => {
        const token = /^([\w-]{20,100})\.ics$/.exec(file)?.[1];
        const registry = await cache.fresh();
        const calendar = token && (await readFeed(db, registry, token, { now, publicUrl }));
        if (!calendar) throw new Problem('not_found');
        return reply
          .type('text/calendar; charset=utf-8')
          .header('cache-control', 'private, max-age=3600')
          .send(calendar);
      },
    );
  };
}
