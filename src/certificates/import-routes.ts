import { z } from 'zod';
import { localitiesInArea, mayWrite } from '../access/localities.ts';
import { ROLES, WRITERS } from '../access/principal.ts';
import { dayOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { localityAsked } from '../http/query.ts';
import { sheetPosted, takeSheetsAlone } from '../intake/sheet-posted.ts';
import { readUpload } from '../intake/sheet-read.ts';
import { contentTypeOf, MEDIA_TYPES } from '../sheets/formats.ts';
import { importCertificates, refuseKeys } from './import.ts';
import { importAnswer } from './schema.ts';
import { CERTIFICATE_LAYOUT } from './sheet.ts';

import { certificateTemplate } from './template.ts';

/** Certificates as rows of a sheet, and the sheet to fill in. */
export function certificateImportRoutes({ sql, bodyLimit }: { sql: RootSql; bodyLimit: number }): Routes {
  return async (app) => {
    takeSheetsAlone(app, bodyLimit);

    app.post(
      '/api/v1/certificates/imports',
      {
        config: { access: WRITERS, heavy: true },
        bodyLimit,
        schema: {
          tags: ['certificates'],
          summary: 'Import certificates from a CSV or XLSX sheet',
          description: `A row is a certificate: \`locality\`, \`kind\`, \`holder\`, \`issuer\`, \`serial\`, \`valid_from\`, \`valid_to\`. Valid rows are
stored in one transaction, faulty ones are \`rejected\` with every fault; with \`atomic=true\` any fault stores nothing and
answers 422 with the same body. Files, heads, days and hidden rows are read as \`POST /api/v1/imports\` says.`,
          ...sheetPosted(importAnswer),
        },
      },
      async (request, reply) => {
        const { registry, principal, receivedAt: now, query } = request;
        const body = request.body as Buffer | undefined;
        if (!body) throw new Problem('unsupported_media_type');
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        refuseKeys(body);
        const found = await readUpload(body, CERTIFICATE_LAYOUT, bodyLimit);
        const { hidden: takeHidden, ...how } = query;
        const options = { registry, principal, takeHidden, ...how };
        const answer = await importCertificates(sql, found, options, authorOf(request));
        return reply.code(query.atomic && answer.rejected > 0 ? 422 : 200).send(answer);
      },
    );

    app.get(
      '/api/v1/certificates/template',
      {
        config: { access: ROLES, heavy: true },
        schema: {
          tags: ['certificates'],
          summary: 'The sheet of certificates to fill in',
          produces: Object.values(MEDIA_TYPES),
          querystring: z.strictObject({
            format: z.enum(['xlsx', 'csv']).default('xlsx'),
            locality: localityAsked.optional(),
          }),
          response: {
            200: z.unknown().meta({ type: 'string', format: 'binary' }),
            ...problems(401, 404, 422, 429, 503),
          },
        },
      },
      async (request, reply) => {
        const { registry, principal, receivedAt: now } = request;
        const { format, locality: code } = request.query;
        const day = dayOf(now);
        const area = localitiesInArea(registry, principal, day);
        const chosen = area.filter((one) => code === undefined || one.code === code);
        if (chosen.length === 0) throw new Problem('not_found');
        const place = code ?? (principal.area === '*' ? 'toan-quoc' : principal.area);
        return reply
          .type(contentTypeOf(format))
          .header('content-disposition', `attachment; filename="chung-thu-${place}.${format}"`)
          .send(await certificateTemplate(format, registry, chosen, day));
      },
    );
  };
}
