import { z } from 'zod';
import { ROLES } from '../access/principal.ts';
import type { Clients } from '../db/connect.ts';
import { problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { isHeld } from '../lib/etag.ts';
import { params, requireReport } from './require.ts';
import type { FileFormat, ReportRow } from './store.ts';
import { fileOf } from './verbs.ts';

const TYPES: Record<FileFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
};

/** Reports as files: of an approved one the bytes that were approved. */
export function reportFileRoutes(db: Clients): Routes {
  const require = requireReport(db.orm);

  return async (app) => {
    app.get(
      '/api/v1/reports/:id/file',
      {
        config: { access: ROLES, heavy: true },
        schema: {
          tags: ['reports'],
          summary: 'A report as a file',
          description: 'Of an approved report the bytes that were approved; `ETag` is their SHA-256.',
          produces: Object.values(TYPES),
          params,
          querystring: z.strictObject({ format: z.enum(['docx', 'xlsx', 'json']).default('docx') }),
          response: {
            200: z.unknown().meta({ description: 'The file; as JSON its figures and texts' }),
            304: z.null(),
            ...problems(401, 404, 422, 429, 503),
          },
        },
      },
      async (request, reply) => {
        const row = await require(request);
        const { format } = request.query;
        const { bytes, sha256 } = await fileOf(db, request.registry, row, format, request.receivedAt);
        if (sha256 !== null) {
          const etag = `"${sha256}"`;
          reply.header('etag', etag);
          if (isHeld(request.headers['if-none-match'], etag)) return reply.code(304).send(null);
        }
        return reply
          .type(TYPES[format])
          .header('content-disposition', `attachment; filename="${fileName(row)}.${format}"`)
          .send(bytes as never);
      },
    );
  };
}

/** Without marks: a name of a file travels through mails and disks of all kinds. */
const fileName = ({ kind, province, periodTo, version }: ReportRow) =>
  `bao-cao-${kind.replace('_', '-')}-${province === '*' ? 'ca-nuoc' : province}-${periodTo}${version > 1 ? `-lan-${version}` : ''}`;
