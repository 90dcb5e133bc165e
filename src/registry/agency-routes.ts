import { z } from 'zod';
import { provincesIn } from '../access/areas.ts';
import { localitiesInArea } from '../access/localities.ts';
import { type Principal, ROLES } from '../access/principal.ts';
import { daySchema } from '../day-schema.ts';
import { type Day, dayOf } from '../days.ts';
import { problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { cursor, firstPage, limit, provinceAsked, unpackCursor } from '../http/query.ts';
import { agencyListAnswer } from './schema.ts';
import type { Registry } from './snapshot.ts';
import { AGENCY_KINDS, type Agency, type AgencyKind, inForce } from './types.ts';

/** Who can be given tasks and documents. */
export function agencyRoutes(): Routes {
  return async (app) => {
    app.get(
      '/api/v1/agencies',
      {
        config: { access: ROLES },
        schema: {
          tags: ['registry'],
          summary: 'Whom tasks and documents of your area can name',
          description:
            'Agencies of a province, then `all-localities`, then its localities: a locality stands for its People’s Committee.',
          querystring: z.strictObject({
            province: provinceAsked.optional(),
            kind: z.enum([...AGENCY_KINDS, 'locality', 'all_localities']).optional(),
            on: daySchema.optional().meta({ description: 'Day; today when left out' }),
            limit,
            cursor,
          }),
          response: { 200: agencyListAnswer, ...problems(401, 422) },
        },
      },
      async ({ registry, principal, query, receivedAt }) => {
        const day = query.on ?? dayOf(receivedAt);
        const all = addresseesOn(registry, principal, day, query.province).filter(
          (one) => query.kind === undefined || one.kind === query.kind,
        );
        const keyOf = (one: { province: string; code: string }) => `${one.province} ${one.code}`;
        const after = unpackCursor(
          query.cursor,
          z.string().refine((key) => all.some((one) => keyOf(one) === key)),
        );
        const rest = all.slice(all.findIndex((one) => keyOf(one) === after) + 1);
        const { page, nextCursor } = firstPage(rest, query.limit, keyOf);
        return { items: page, nextCursor };
      },
    );
  };
}

/** Whoever tasks and documents name: agencies, localities, and all localities of a province together. */
type Addressee = Omit<Agency, 'kind'> & { kind: AgencyKind | 'locality' | 'all_localities' };

const ALL_LOCALITIES = 'all-localities';

/**
 * Those of a caller's area on a day: agencies of its provinces, each province's localities as one, and its localities,
 * of which each stands for its People's Committee.
 */
function addresseesOn(registry: Registry, principal: Principal, day: Day, province?: string): Addressee[] {
  const area = registry.localities.get(principal.area)?.province ?? principal.area;
  const provinces = provincesIn(registry, area).filter((one) => province === undefined || one === province);
  const agencies = registry.agencies.filter((one) => provinces.includes(one.province) && inForce(one, day));
  const together = provinces.map(
    (code): Addressee => ({
      province: code,
      code: ALL_LOCALITIES,
      kind: 'all_localities',
      nameVi: 'Ủy ban nhân dân các xã, phường, đặc khu',
      nameEn: 'All localities',
      validFrom: '2025-07-01',
      validTo: null,
    }),
  );
  const localities = localitiesInArea(registry, principal, day)
    .filter((one) => provinces.includes(one.province))
    .map((one): Addressee => {
      const { type, name } = registry.nameOn(one, day);
      const { code, validFrom, validTo } = one;
      return {
        province: one.province,
        code,
        kind: 'locality',
        nameVi: `Ủy ban nhân dân ${type} ${name}`,
        nameEn: `People’s Committee of ${name}`,
        validFrom,
        validTo,
      };
    });
  return [...agencies, ...together, ...localities];
}
