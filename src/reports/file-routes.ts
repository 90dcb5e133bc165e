import { z } from 'zod';
import { ROLES } from '../access/principal.ts';
import type { Clients } from '../db/connect.ts';
import { problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import type { Registry } from '../registry/snapshot.ts';
import { renderReport } from './drawing.ts';
import { params, requireReport } from './require.ts';
import { type FileFormat, type ReportRow, readFile } from './store.ts';
import { currentSnapshot } from './view.ts';

const TYPES: Record<FileFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
};

/** Reports as files: of an approved one the bytes that were approved. */
export function reportFileRoutes(db: Clients): Routes {
  const require = requireReport(db.orm);

  async function renderNow(
    registry: Registry,
    row: ReportRow,
    format: FileFormat,
    now: Date,
  ): Promise<Buffer> {
    const snapshot = await currentSnapshot(db.sql, registry, row, now);
    if (!snapshot) throw new Problem('not_found');
    return (await renderReport(db.orm, row, snapshot, [format]))[format];
  }

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
        const stored = row.state === 'approved' ? await readFile(db.orm, row.id, format) : undefined;
        if (stored) {
          const etag = `"${stored.sha256}"`;
          reply.header('etag', etag);
          if (request.headers['if-none-match'] === etag) return reply.code(304).send(null);
        }
        const bytes = stored?.bytes ?? (await renderNow(request.registry, row, format, request.receivedAt));
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
