import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { localitiesInArea } from '../access/localities.ts';
import { ROLES, WRITERS } from '../access/principal.ts';
import { daySchema } from '../day-schema.ts';
import { addDays, dayOf, isoLocal } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { listAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { requireLocality } from '../http/lookup.ts';
import { Problem } from '../http/problems.ts';
import { cursor, firstPage, limit, localityAsked, provinceAsked, unpackCursor } from '../http/query.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce, type Locality } from '../registry/types.ts';
import { beatAddress } from './address.ts';
import { changeRhythm, removeHeartbeat, setUpHeartbeat } from './change.ts';
import { daysAnswer, heartbeatAnswer, madeAnswer, rhythmSchema, STATES } from './schema.ts';
import { type BeatView, viewBeats, viewDays } from './view.ts';

/** Days that one question may ask of; as many as are kept. */
const MOST_DAYS = 400;
const DAYS_BACK = 29;
const PATH = '/api/v1/localities/:code/heartbeat';
const params = z.object({ code: localityAsked });

/** Which networks call, and the addresses that they call. */
export function heartbeatRoutes({ sql, publicUrl }: { sql: RootSql; publicUrl: string }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/heartbeats',
      {
        config: { access: ROLES },
        schema: {
          tags: ['heartbeat'],
          summary: 'Networks that are watched, and how they stand',
          description: 'By code. A locality whose network has no address to call is left out.',
          querystring: z.strictObject({
            province: provinceAsked.optional(),
            locality: localityAsked.optional(),
            state: z.enum(STATES).optional(),
            limit,
            cursor,
          }),
          response: { 200: listAnswer(heartbeatAnswer), ...problems(401, 404, 422) },
        },
      },
      async ({ registry, principal, query, receivedAt: now }) => {
        const after = unpackCursor(query.cursor, z.string()) ?? '';
        const asked =
          query.locality === undefined
            ? localitiesInArea(registry, principal, dayOf(now))
            : [requireLocality(registry, principal, query.locality)];
        const codes = asked
          .filter((one) => query.province === undefined || one.province === query.province)
          .map((one) => one.code);
        const found = (await viewBeats(sql, now, codes)).filter(
          (one) => one.locality > after && (query.state === undefined || one.state === query.state),
        );
        const { page, nextCursor } = firstPage(found, query.limit, (last) => last.locality);
        return { items: page.map((one) => present(registry, one, now)), nextCursor };
      },
    );

    app.get(
      PATH,
      {
        config: { access: ROLES },
        schema: {
          tags: ['heartbeat'],
          summary: 'Availability of a network by day',
          description: 'The last 30 days when none are given. Days of which nothing is known are left out.',
          params,
          querystring: z.strictObject({ from: daySchema.optional(), to: daySchema.optional() }),
          response: { 200: daysAnswer, ...problems(401, 404, 422) },
        },
      },
      async ({ registry, principal, params: { code }, query, receivedAt: now }) => {
        const locality = requireLocality(registry, principal, code);
        const to = query.to ?? dayOf(now);
        const asked = query.from ?? addDays(to, -DAYS_BACK);
        const from = asked < addDays(to, -MOST_DAYS) ? addDays(to, -MOST_DAYS) : asked;
        const [[view], items] = await Promise.all([
          viewBeats(sql, now, [locality.code]),
          viewDays(sql, locality.code, { from, to, now }),
        ]);
        return { heartbeat: view ? present(registry, view, now) : null, items };
      },
    );

    app.post(
      PATH,
      {
        config: { access: WRITERS },
        schema: {
          tags: ['heartbeat'],
          summary: 'Make an address for a network to call, or replace it',
          description: 'The address is shown this once. One that it replaces is nobody’s from then on.',
          params,
          body: rhythmSchema,
          response: { 201: madeAnswer, ...problems(401, 403, 404, 422) },
        },
      },
      async (request, reply) => {
        const locality = requireInForce(request, request.params.code);
        const { token } = await setUpHeartbeat(sql, authorOf(request), locality.code, request.body);
        const [view] = await viewBeats(sql, request.receivedAt, [locality.code]);
        if (!view) throw new Problem('not_found');
        const address = beatAddress(publicUrl, token);
        return reply
          .code(201)
          .send({ address, heartbeat: present(request.registry, view, request.receivedAt) });
      },
    );

    app.patch(
      PATH,
      {
        config: { access: WRITERS },
        schema: {
          tags: ['heartbeat'],
          summary: 'Set how often a network calls',
          params,
          body: rhythmSchema,
          response: { 200: heartbeatAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { code } = requireInForce(request, request.params.code);
        if ((await viewBeats(sql, request.receivedAt, [code])).length === 0) throw new Problem('not_found');
        await changeRhythm(sql, authorOf(request), code, request.body);
        const [view] = await viewBeats(sql, request.receivedAt, [code]);
        if (!view) throw new Problem('not_found');
        return present(request.registry, view, request.receivedAt);
      },
    );

    app.delete(
      PATH,
      {
        config: { access: WRITERS },
        schema: {
          tags: ['heartbeat'],
          summary: 'Take the address away',
          description: 'Days that were counted stay.',
          params,
          response: { 204: z.null(), ...problems(401, 403, 404, 409) },
        },
      },
      async (request, reply) => {
        const { code } = requireLocality(request.registry, request.principal, request.params.code);
        if ((await viewBeats(sql, request.receivedAt, [code])).length === 0) throw new Problem('not_found');
        await removeHeartbeat(sql, authorOf(request), code);
        return reply.code(204).send(null);
      },
    );
  };
}

/** What ended is watched no more. @throws {Problem} not_found */
export function requireInForce(
  { registry, principal, receivedAt }: Pick<FastifyRequest, 'registry' | 'principal' | 'receivedAt'>,
  code: string,
): Locality {
  const locality = requireLocality(registry, principal, code);
  if (!inForce(locality, dayOf(receivedAt))) throw new Problem('not_found');
  return locality;
}

function present(registry: Registry, view: BeatView, now: Date): z.infer<typeof heartbeatAnswer> {
  const locality = registry.localities.get(view.locality);
  if (!locality) throw new Error(`Heartbeat of an unknown locality ${view.locality}`);
  const { state, lastBeatAt, since, everyMinutes, graceMinutes, availability } = view;
  return {
    locality: registry.nameOn(locality, dayOf(now)),
    state,
    lastBeatAt: lastBeatAt && isoLocal(lastBeatAt),
    since: since && isoLocal(since),
    everyMinutes,
    graceMinutes,
    availability,
  };
}
