import { z } from 'zod';
import { areaCovers, ROLES } from '../access/principal.ts';
import { daySchema } from '../day-schema.ts';
import { type Day, dayOf } from '../days.ts';
import { problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { requireLocality } from '../http/lookup.ts';
import { cursor, firstPage, limit, localityAsked, provinceAsked, unpackCursor } from '../http/query.ts';
import { indicatorListAnswer, localityDetail, localityListAnswer } from './schema.ts';
import { compareNames, fold, listLocalities, matches } from './search.ts';
import type { Registry } from './snapshot.ts';
import type { Indicator, Locality } from './types.ts';

/** Who reports and what is asked. */
export function registryRoutes(): Routes {
  return async (app) => {
    app.get(
      '/api/v1/localities',
      {
        config: { access: ROLES },
        schema: {
          tags: ['registry'],
          summary: 'Localities of your area that are in force on a day',
          description:
            'In Vietnamese alphabetical order. `q` needs no accents: `cam giang` finds Cẩm Giàng. It finds former names too, and the answer says the present one.',
          querystring: z.strictObject({
            province: provinceAsked.optional().meta({ description: 'Province code', example: '31' }),
            q: z
              .string()
              .max(100)
              .optional()
              .meta({ description: 'Part of a name, or the beginning of a code' }),
            on: daySchema.optional().meta({ description: 'Day; today when left out' }),
            limit,
            cursor,
          }),
          response: { 200: localityListAnswer, ...problems(401, 422) },
        },
      },
      async (request) => {
        const { registry, principal, query } = request;
        const day = query.on ?? dayOf(request.receivedAt);
        const after = unpackCursor(query.cursor, z.object({ name: z.string(), code: z.string() }));
        const q = fold(query.q ?? '');
        const found = listLocalities(registry, day).filter(
          (one) =>
            areaCovers(principal.area, one.locality) &&
            (query.province === undefined || one.locality.province === query.province) &&
            matches(one, q) &&
            (after === null || compareNames(one.named, after) > 0),
        );
        const { page, nextCursor } = firstPage(found, query.limit, ({ named: { name, code } }) => ({
          name,
          code,
        }));
        return { items: page.map(({ locality }) => localityOn(registry, locality, day)), nextCursor };
      },
    );

    app.get(
      '/api/v1/localities/:code',
      {
        config: { access: ROLES },
        schema: {
          tags: ['registry'],
          summary: 'One locality of your area',
          description: 'Also one that has ended, under its last name.',
          params: z.object({ code: localityAsked }),
          querystring: z.strictObject({}),
          response: { 200: localityDetail, ...problems(401, 404, 422) },
        },
      },
      async ({ registry, principal, params, receivedAt }) => {
        const locality = requireLocality(registry, principal, params.code);
        const today = dayOf(receivedAt);
        const ended = locality.validTo !== null && locality.validTo < today;
        const notApplicable = registry
          .exemptionsOf(locality.code)
          .map(({ indicator, validFrom: from, validTo: to, reason }) => ({ indicator, from, to, reason }));
        return {
          ...localityOn(registry, locality, ended ? (locality.validTo ?? today) : today),
          ...(notApplicable.length > 0 ? { notApplicable } : {}),
        };
      },
    );

    app.get(
      '/api/v1/indicators',
      {
        config: { access: ROLES },
        schema: {
          tags: ['registry'],
          summary: 'Indicators in force on a day',
          description: 'In the order of the catalogue: what a record of that day may hold.',
          querystring: z.strictObject({
            on: daySchema.optional().meta({ description: 'Day; today when left out' }),
            limit,
            cursor,
          }),
          response: { 200: indicatorListAnswer, ...problems(401, 422) },
        },
      },
      async ({ registry, query, receivedAt }) => {
        const inForce = registry.indicatorsOn(query.on ?? dayOf(receivedAt));
        const after = unpackCursor(
          query.cursor,
          z.string().refine((code) => inForce.has(code)),
        );
        const all = [...inForce.values()];
        const rest = all.slice(all.findIndex((one) => one.code === after) + 1);
        const { page, nextCursor } = firstPage(rest, query.limit, (last) => last.code);
        return { items: page.map(indicatorOf), nextCursor };
      },
    );
  };
}

function localityOn(registry: Registry, locality: Locality, day: Day): z.infer<typeof localityDetail> {
  const named = (codes: readonly string[]) =>
    codes.flatMap((code) => {
      const one = registry.localities.get(code);
      return one ? [registry.nameOn(one, day)] : [];
    });
  const successors = named(locality.successors);
  const predecessors = named(registry.predecessorsOf(locality.code));
  const [successor] = successors;
  return {
    ...registry.nameOn(locality, day),
    validFrom: locality.validFrom,
    validTo: locality.validTo,
    ...(successor ? { successor, successors } : {}),
    ...(predecessors.length > 0 ? { predecessors } : {}),
  };
}

function indicatorOf(one: Indicator): z.infer<typeof indicatorListAnswer>['items'][number] {
  const { code, condition: group, kind, required, threshold, direction, unit } = one;
  const { nameVi, nameEn, agency, basis, appliesTo, validFrom, validTo } = one;
  return {
    code,
    group,
    kind,
    required,
    threshold,
    direction,
    unit,
    nameVi,
    nameEn,
    agency,
    basis,
    appliesTo,
    validFrom,
    validTo,
  };
}
