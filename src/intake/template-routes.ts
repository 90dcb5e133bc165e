import { z } from 'zod';
import { localitiesInArea } from '../access/localities.ts';
import { type Principal, ROLES } from '../access/principal.ts';
import { daySchema } from '../day-schema.ts';
import { type Day, dayOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { flag, provinceAsked } from '../http/query.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Locality } from '../registry/types.ts';
import { contentTypeOf, MEDIA_TYPES } from '../sheets/formats.ts';
import { csvStream } from '../sheets/write.ts';
import { localityCode } from './schema.ts';
import { readCurrent } from './store.ts';
import { makeTemplate, templateWorkbook } from './template.ts';

const query = z.strictObject({
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  province: provinceAsked.optional().meta({ description: 'Province code', example: '31' }),
  locality: localityCode.optional(),
  day: daySchema.optional().meta({ description: 'Today by default' }),
  prefill: flag.optional().meta({
    description:
      'Fill in the values that still stand on the day; so by default for one locality, not for many',
  }),
});

/** The sheet that an import takes, with a row for each locality of the caller's area or of a part of it. */
export function templateRoutes(deps: { sql: RootSql }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/imports/template',
      {
        config: { access: ROLES, heavy: true },
        schema: {
          tags: ['imports'],
          summary: 'The sheet to fill in',
          description:
            'Row 1 holds codes; the workbook names them in Vietnamese in row 2. A value that has grown stale is never prefilled.',
          produces: Object.values(MEDIA_TYPES),
          querystring: query,
          response: {
            200: z.unknown().meta({ type: 'string', format: 'binary' }),
            ...problems(401, 404, 422, 429, 503),
          },
        },
      },
      async (request, reply) => {
        const { registry, query } = request;
        const day = query.day ?? dayOf(request.receivedAt);
        const localities = chosen(request, day);
        const prefill = query.prefill ?? localities.length === 1;
        const codes = localities.map((locality) => locality.code);
        const current = prefill ? await readCurrent(deps.sql, codes) : new Map();
        const template = makeTemplate(registry, localities, day, current);
        const place = query.locality ?? query.province ?? request.principal.area;
        reply.header('content-disposition', `attachment; filename="${fileName(place, day)}.${query.format}"`);
        reply.type(contentTypeOf(query.format));
        if (query.format === 'xlsx') return reply.send(await templateWorkbook(template));
        const header = template.columns.map((column) => column.header);
        return reply.send(csvStream(header, template.rows));
      },
    );
  };
}

/**
 * The localities in force that a request asks for.
 * @throws {Problem} not_found when there are none in the caller's area
 */
function chosen(
  {
    registry,
    principal,
    query: asked,
  }: {
    registry: Registry;
    principal: Principal;
    query: z.infer<typeof query>;
  },
  day: Day,
): Locality[] {
  const { province, locality: code } = asked;
  const found = localitiesInArea(registry, principal, day).filter(
    (one) =>
      (code === undefined || one.code === code) && (province === undefined || one.province === province),
  );
  if (found.length === 0) throw new Problem('not_found');
  return found;
}

function fileName(area: string, day: Day): string {
  return ['phu-xanh', area === '*' ? 'toan-quoc' : area, day].join('-');
}
