import { z } from 'zod';
import { areaWithin } from '../access/areas.ts';
import { mayWrite } from '../access/localities.ts';
import { type Principal, ROLES, rolesThatMay } from '../access/principal.ts';
import { isoLocal } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { readFields } from '../fields.ts';
import { instantAnswer, listAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { cursor, firstPage, flag, limit, localityAsked, unpackCursor } from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import type { Registry } from '../registry/snapshot.ts';
import { kindAnswer } from './schema.ts';
import { findSilence, findSilences, listSilences, type SilenceRow } from './silence-store.ts';
import { endSilence, hushedBy, refuseTimes, SILENCE_FIELDS, silence } from './silences.ts';
import type { NewSilence } from './types.ts';
import { silenceSeenBy, visibleAreas } from './visible.ts';

/** Roles that may let others hear nothing. */
export const MAY_SILENCE = rolesThatMay('silence');

const silenceAnswer = z.object({
  id: z.int(),
  area: z.string(),
  kind: kindAnswer.nullable().meta({ description: 'Null for every kind' }),
  startsAt: instantAnswer,
  endsAt: instantAnswer,
  reason: z.string(),
  by: z.string().nullable().meta({ description: 'Null for whoever may not read names' }),
  createdAt: instantAnswer,
  endedBy: z
    .string()
    .nullable()
    .meta({ description: 'Who ended it before its time; null, too, for whoever may not read names' }),
});

const hushedAnswer = z.object({
  areas: z.int(),
  alerts: z.int().meta({ description: 'Open alerts of which nobody would hear more' }),
  units: z.int().meta({ description: 'Localities and provinces that these are about' }),
});

const oneOfBoth = () =>
  new Problem('invalid_body', [
    fault('/area', 'invalid_value', {
      why: 'either an area or localities are given',
      whyVi: 'cần đúng một trong hai: area hoặc localities',
    }),
  ]);

/** Times in which nobody hears of alerts: a typhoon, a move, a planned outage. */
export function silenceRoutes({ sql }: { sql: RootSql }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/silences',
      {
        config: { access: ROLES },
        schema: {
          tags: ['alerts'],
          summary: 'Silences of your area, newest first',
          querystring: z.strictObject({ lasting: flag.optional(), limit, cursor }),
          response: { 200: listAnswer(silenceAnswer), ...problems(401, 422) },
        },
      },
      async (request) => {
        const { registry, principal, query, receivedAt } = request;
        const rows = await listSilences(sql, {
          areas: areasOf(registry, principal),
          lastingAt: query.lasting ? receivedAt : null,
          limit: query.limit + 1,
          before: unpackCursor(query.cursor, z.int32()),
        });
        const { page, nextCursor } = firstPage(rows, query.limit, (last) => last.id);
        return { items: page.map((row) => present(row, principal)), nextCursor };
      },
    );

    app.post(
      '/api/v1/silences',
      {
        config: { access: MAY_SILENCE },
        schema: {
          tags: ['alerts'],
          summary: 'Let nobody hear of alerts of localities, a province or all, until an instant',
          description:
            'With `dryRun` nothing is silenced: how many open alerts it would hush. Of several localities each has a silence; they end together.',
          querystring: z.strictObject({ dryRun: flag.default(false) }),
          body: z.strictObject({
            area: z.string().optional().meta({
              description: 'Code of a locality or a province, or `*`',
              pattern: '^(\\d{5}|\\d{2}|\\*)$',
              example: '31',
            }),
            localities: z
              .array(localityAsked)
              .min(1)
              .max(5_000)
              .optional()
              .meta({ description: 'Several localities, in place of `area`: those that a typhoon crosses' }),
            kind: kindAnswer.nullable().optional(),
            startsAt: instantAnswer.optional().meta({ description: 'At once when absent' }),
            endsAt: instantAnswer,
            reason: z.string().meta({ maxLength: 500, example: 'Bão số 5' }),
          }),
          response: {
            200: hushedAnswer,
            201: z.union([silenceAnswer, z.object({ items: z.array(silenceAnswer) })]),
            ...problems(401, 403, 404, 413, 422),
          },
        },
      },
      async (request, reply) => {
        const { registry, principal, body, receivedAt } = request;
        if (!mayWrite(registry, principal, receivedAt)) throw new Problem('forbidden');
        const { area, localities, kind = null, startsAt, endsAt, reason } = body;
        const areas = area === undefined ? [...new Set(localities)] : [area];
        if ((area === undefined) === (localities === undefined)) throw oneOfBoth();
        for (const one of areas) {
          if (area === undefined && !registry.localities.has(one)) throw new Problem('not_found');
          requireArea(registry, principal, one);
        }
        const given = await orProblem(async () => {
          const read = readFields(SILENCE_FIELDS, { kind: kind ?? 'none', startsAt, endsAt, reason });
          return { startsAt: receivedAt, ...read } as Omit<NewSilence, 'area'>;
        });
        if (request.query.dryRun) {
          await orProblem(async () => refuseTimes(given, receivedAt));
          return reply.send({ areas: areas.length, ...(await hushedBy(sql, registry, areas, kind)) });
        }
        const ids = await orProblem(() => silence(sql, authorOf(request), areas, given));
        const rows = await findSilences(sql, ids);
        const [first] = rows;
        if (!first) throw new Problem('not_found');
        const items = rows.map((row) => present(row, principal));
        return reply.code(201).send(area === undefined ? { items } : present(first, principal));
      },
    );

    app.post(
      '/api/v1/silences/:silence/end',
      {
        config: { access: MAY_SILENCE },
        schema: {
          tags: ['alerts'],
          summary: 'End a silence before its time',
          params: z.object({ silence: z.coerce.number().int().positive().max(2_147_483_647) }),
          response: { 200: silenceAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { registry, principal, params, receivedAt } = request;
        if (!mayWrite(registry, principal, receivedAt)) throw new Problem('forbidden');
        const found = await findSilence(sql, params.silence);
        if (!found) throw new Problem('not_found');
        requireArea(registry, principal, found.area);
        const within = (area: string) => areaWithin(registry, area, principal.area);
        await orProblem(() => endSilence(sql, authorOf(request), found.id, within), 'already_resolved');
        const row = await findSilence(sql, found.id);
        if (!row) throw new Problem('not_found');
        return present(row, principal);
      },
    );
  };
}

/** @throws {Problem} not_found when the area does not lie in the caller's */
export function requireArea(registry: Registry, principal: Principal, area: string): void {
  const known = area === '*' || registry.provinces.has(area) || registry.localities.has(area);
  if (!known || !areaWithin(registry, area, principal.area)) throw new Problem('not_found');
}

/** Silences that somebody hears of: of his own area, and of what it lies in. */
export function areasOf(registry: Registry, principal: Principal): string[] | null {
  const { codes } = visibleAreas(registry, principal);
  if (codes === null) return null;
  const province = registry.localities.get(principal.area)?.province;
  return [...codes, '*', ...(province === undefined ? [] : [province])];
}

function present(row: SilenceRow, principal: Principal): z.infer<typeof silenceAnswer> {
  const { startsAt, endsAt, createdAt, endedEarly: _, together: __, ...seen } = silenceSeenBy(principal, row);
  const [starts, ends, created] = [startsAt, endsAt, createdAt].map(isoLocal) as [string, string, string];
  return { ...seen, startsAt: starts, endsAt: ends, createdAt: created };
}
