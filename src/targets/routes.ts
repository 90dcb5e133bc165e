import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { areaWithin } from '../access/areas.ts';
import { localitiesInArea } from '../access/localities.ts';
import { ROLES, rolesThatMay } from '../access/principal.ts';
import { daySchema } from '../day-schema.ts';
import { dayOf } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { dayAnswer, listAnswer, localityAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { findProgramme, requireLocality } from '../http/lookup.ts';
import { Problem } from '../http/problems.ts';
import {
  codeAsked,
  cursor,
  firstPage,
  limit,
  localityAsked,
  provinceAsked,
  unpackCursor,
} from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import { provinceOf } from '../registry/snapshot.ts';
import { FIRST_YEAR, LAST_YEAR } from './rules.ts';
import { findTarget } from './store.ts';
import { BETWEEN, COMPARATORS, TARGET_STATES, type TargetView } from './types.ts';
import { endTarget, setTarget } from './verbs.ts';
import { viewTargets } from './view.ts';

const WRITERS = rolesThatMay('report');

const point = z.object({ year: z.int(), value: z.number() });

export const targetAnswer = z
  .object({
    id: z.int(),
    programme: z.string(),
    indicator: z.string().meta({ example: 'target.online_services' }),
    nameVi: z.string(),
    nameEn: z.string(),
    locality: localityAnswer
      .nullable()
      .meta({ description: 'Whose values; a target of every locality stands once for each' }),
    comparator: z
      .enum(COMPARATORS)
      .nullable()
      .meta({ description: 'Exactly as written; null of what cannot be measured' }),
    target: z.number().nullable(),
    unit: z.string().nullable(),
    year: z.int().nullable().meta({ description: 'Null where the paper names none: it has no path then' }),
    asWritten: z.string(),
    assumed: z.array(z.string()).meta({ description: 'What the paper does not say and was read into it' }),
    source: z.string().nullable(),
    validFrom: dayAnswer,
    path: z.array(point).meta({ description: 'What is asked by the end of each year' }),
    actual: z.array(
      z.object({
        period: z.string().meta({ example: '2027-H1' }),
        value: z.union([z.number(), z.boolean()]).nullable(),
        questioned: z.boolean().optional(),
      }),
    ),
    state: z.enum(TARGET_STATES),
    difference: z.number().nullable().meta({
      description:
        'In the unit’s points, negative when behind: of the path, or where the year is over, the target is met or has no path, of the target',
    }),
  })
  .meta({ id: 'Target' });

const text = (most: number) => z.string().trim().min(1).max(most);
const newTarget = z.strictObject({
  programme: codeAsked,
  indicator: codeAsked.meta({ description: 'Of the catalogue; of a target of words a code of its own' }),
  locality: localityAsked.nullable().default(null).meta({ description: 'Null: of each that is asked' }),
  from: daySchema.optional().meta({ description: 'First day on which it holds so; today when left out' }),
  comparator: z.enum(COMPARATORS).nullable(),
  target: z.number().min(-1e12).max(1e12).nullable().default(null),
  year: z.int().min(FIRST_YEAR).max(LAST_YEAR).nullable().default(null),
  path: z
    .array(z.strictObject({ year: z.int(), value: z.number().min(-1e12).max(1e12) }))
    .max(61)
    .default([]),
  between: z
    .enum(BETWEEN)
    .default('line')
    .meta({ description: 'Between given years: on a line, or as given until the next' }),
  unit: text(50).nullable().optional(),
  nameVi: text(300).optional(),
  nameEn: text(300).optional(),
  asWritten: text(1_000),
  source: text(300).nullable().optional(),
});

/** Targets with their paths, and what was reported beside them. */
export function targetRoutes(db: Clients): Routes {
  return async (app) => {
    app.get(
      '/api/v1/targets',
      {
        config: { access: ROLES },
        schema: {
          tags: ['targets'],
          summary: 'Targets of half-yearly and yearly programmes that ask your area',
          querystring: z.strictObject({
            programme: codeAsked.optional(),
            province: provinceAsked.optional(),
            locality: localityAsked.optional(),
            limit,
            cursor,
          }),
          response: { 200: listAnswer(targetAnswer), ...problems(401, 404, 422) },
        },
      },
      async (request) => {
        const { query } = request;
        // One that there is not has no list, not an empty one.
        if (query.programme !== undefined) findProgramme(request, query.programme);
        const after = unpackCursor(query.cursor, z.tuple([z.int(), z.string()]));
        const all = await targetsFor(db, request, query);
        const at = after
          ? all.findIndex((one) => one.target.id === after[0] && (one.locality?.code ?? '') === after[1])
          : -1;
        const { page, nextCursor } = firstPage(all.slice(at + 1), query.limit, (last) => [
          last.target.id,
          last.locality?.code ?? '',
        ]);
        return { items: page.map(presentTarget), nextCursor };
      },
    );

    app.post(
      '/api/v1/targets',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['targets'],
          summary: 'Set a target, or change one from a day on; what held before stays readable',
          body: newTarget,
          response: { 201: z.object({ id: z.int() }), ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request, reply) => {
        const { registry, principal, body, receivedAt: now } = request;
        requireProvinces(request, body.programme);
        if (body.locality !== null) requireLocality(registry, principal, body.locality);
        const { target: value, from = dayOf(now), ...rest } = body;
        const given = { ...rest, value, from, source: rest.source ?? null };
        const id = await orProblem(() => setTarget(db, authorOf(request), registry, given));
        return reply.code(201).send({ id });
      },
    );

    app.post(
      '/api/v1/targets/:id/end',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['targets'],
          summary: 'End a target after a day',
          params: z.object({ id: z.string().meta({ pattern: '^\\d+$', example: '1' }) }),
          body: z.strictObject({ lastDay: daySchema }),
          response: { 204: z.null(), ...problems(401, 403, 404, 422) },
        },
      },
      async (request, reply) => {
        const { params, body, registry } = request;
        const id = /^[1-9]\d{0,14}$/.test(params.id) ? Number(params.id) : 0;
        const found = id === 0 ? undefined : await findTarget(db.orm, id);
        if (!found) throw new Problem('not_found');
        requireProvinces(request, found.programme);
        await orProblem(() => endTarget(db, authorOf(request), registry, id, body.lastDay));
        return reply.code(204).send(null);
      },
    );
  };
}

type Asking = Pick<FastifyRequest, 'registry' | 'principal' | 'receivedAt'>;

/**
 * Targets that somebody may read, as he asks for them: of his own area, localities being their own business.
 * @throws {Problem} not_found for what lies outside it, invalid_query for a programme that is none
 */
export async function targetsFor(
  db: Clients,
  { registry, principal, receivedAt: now }: Asking,
  asked: { programme?: string | undefined; province?: string | undefined; locality?: string | undefined },
): Promise<TargetView[]> {
  const { programme, province, locality } = asked;
  const { area } = principal;
  // Of any name but one that is there it is said that there is none, as everywhere.
  if (programme !== undefined) findProgramme({ registry, principal, receivedAt: now }, programme);
  if (province !== undefined && !registry.provinces.has(province)) throw new Problem('not_found');
  if (
    province !== undefined &&
    !areaWithin(registry, province, area) &&
    provinceOf(registry, area) !== province
  )
    throw new Problem('not_found');
  const own =
    locality !== undefined
      ? [requireLocality(registry, principal, locality)]
      : registry.localities.has(area)
        ? localitiesInArea(registry, principal, dayOf(now))
        : undefined;
  const of = province ?? (area === '*' ? undefined : provinceOf(registry, own?.[0]?.code ?? area));
  const within = own?.filter((one) => of === undefined || one.province === of);
  return await viewTargets(db, registry, { programme, province: of, localities: within }, now);
}

/** Whoever works on all that a programme asks. @throws {Problem} not_found */
function requireProvinces({ registry, principal }: Asking, code: string): void {
  const programme = registry.programmes.get(code);
  if (!programme?.provinces.every((one) => areaWithin(registry, one, principal.area)))
    throw new Problem('not_found');
}

export function presentTarget({ target, ...view }: TargetView): z.infer<typeof targetAnswer> {
  const { id, programme, indicator, nameVi, nameEn, comparator, value, unit, year } = target;
  const { asWritten, assumed, source, validFrom } = target;
  return {
    id,
    programme,
    indicator,
    nameVi,
    nameEn,
    comparator,
    target: value,
    unit,
    year,
    asWritten,
    assumed,
    source,
    validFrom,
    ...view,
  };
}
