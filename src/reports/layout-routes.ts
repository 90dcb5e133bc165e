import { z } from 'zod';
import { may, ROLES, rolesThatMay } from '../access/principal.ts';
import { isoLocal } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { instantAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { provinceAsked } from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import { layoutWith } from '../papers/layout.ts';
import type { Registry } from '../registry/snapshot.ts';
import { worksOn } from './access.ts';
import { KINDS } from './kinds/all.ts';
import { type LayoutValues, layoutValues, letterheadWith } from './layout-rules.ts';
import { readLayout } from './layout-store.ts';
import { saveLayout } from './layout-verbs.ts';
import { areaOfReport } from './schema.ts';
import { REPORT_KINDS } from './types.ts';

const answer = z
  .object({
    province: z.string(),
    version: z.int().meta({ description: '0 where nothing was changed yet' }),
    savedAt: instantAnswer.nullable(),
    savedBy: z.string().nullable(),
    values: z.unknown().meta({ description: 'What the province has said, in the form of a change' }),
    effective: z.object({
      font: z.string(),
      margins: z.record(z.string(), z.number()),
      sizes: z.record(z.string(), z.number()),
      body: z.record(z.string(), z.number()),
      letterhead: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
      heads: z.record(z.string(), z.record(z.string(), z.string())),
    }),
  })
  .meta({ id: 'ReportLayout' });

/** All that holds: the province's word where it has said it, else the decree's or ours. */
export function effectiveLayout(registry: Registry, province: string, values: LayoutValues) {
  const name = province === '*' ? 'Cả nước' : (registry.provinces.get(province) ?? province);
  const { font, margins, sizes, body } = layoutWith(values);
  const heads = REPORT_KINDS.map((kind) => [
    kind,
    Object.fromEntries(
      KINDS[kind].sections.map(({ code, head }) => [code, values.heads?.[kind]?.[code] ?? head]),
    ),
  ]);
  return {
    font,
    margins,
    sizes,
    body,
    letterhead: letterheadWith({ code: province, name }, values),
    heads: Object.fromEntries(heads) as Record<string, Record<string, string>>,
  };
}

/** How a province lays its reports out. */
export function reportLayoutRoutes(db: Clients): Routes {
  const answerOf = async (registry: Registry, province: string) => {
    const saved = await readLayout(db.orm, province);
    const values = saved?.values ?? {};
    return {
      province,
      version: saved?.version ?? 0,
      savedAt: saved ? isoLocal(saved.savedAt) : null,
      savedBy: saved?.savedBy ?? null,
      values,
      effective: effectiveLayout(registry, province, values) as never,
    };
  };
  return async (app) => {
    app.get(
      '/api/v1/report-layout',
      {
        config: { access: ROLES },
        schema: {
          tags: ['reports'],
          summary: 'How reports of a province are laid out: margins, sizes, letterhead, heads of sections',
          querystring: z.strictObject({ province: provinceAsked }),
          response: { 200: answer, ...problems(401, 404, 422) },
        },
      },
      async ({ registry, principal, query: { province } }) => {
        const isThere = province === '*' || registry.provinces.has(province);
        const reads = may(principal.role, 'report') || may(principal.role, 'approve');
        if (!isThere || !reads || !worksOn(registry, principal, province)) throw new Problem('not_found');
        return await answerOf(registry, province);
      },
    );

    app.patch(
      '/api/v1/report-layout',
      {
        config: { access: rolesThatMay('report') },
        schema: {
          tags: ['reports'],
          summary: 'Change how reports of a province are laid out, from the next draft on',
          description:
            'What is not named stays; null takes a value back to what the decree or the service says.',
          body: z.strictObject({ province: areaOfReport, version: z.int().min(0), values: layoutValues }),
          response: { 200: answer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { registry, principal, body } = request;
        const { province, version, values } = body;
        const isThere = province === '*' || registry.provinces.has(province);
        if (!isThere || !worksOn(registry, principal, province)) throw new Problem('not_found');
        await orProblem(() => saveLayout(db, authorOf(request), province, { version, values }));
        return await answerOf(registry, province);
      },
    );
  };
}
