import { z } from 'zod';
import { ROLES } from '../access/principal.ts';
import type { RootSql } from '../db/connect.ts';
import { problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { orProblem } from '../http/refusals.ts';
import { isHeld } from '../lib/etag.ts';
import { readableBy } from './access.ts';
import { presentDocument } from './present.ts';
import { params, requireDocument, requireOwn } from './require.ts';
import { WRITERS } from './routes.ts';
import { documentAnswer } from './schema.ts';
import { type DocumentHead, findDocument, readFile } from './store.ts';
import { keepSigned, renderDocument, SIGNED_BYTES } from './verbs.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PDF = 'application/pdf';
/** What systems call such a file; what it is, its content says. */
const SIGNED_TYPES = [PDF, 'application/octet-stream'];

/** Documents as files: as they were issued, and as they came back signed. */
export function documentFileRoutes({ sql }: { sql: RootSql }): Routes {
  const require = requireDocument(sql);
  const own = requireOwn(sql);

  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(SIGNED_TYPES, { parseAs: 'buffer', bodyLimit: SIGNED_BYTES }, (_, body, done) =>
      done(null, body),
    );

    app.get(
      '/api/v1/documents/:id/file',
      {
        config: { access: ROLES, heavy: true },
        schema: {
          tags: ['documents'],
          summary: 'A document as a Word file',
          description: 'Of an issued document the bytes that were issued; `ETag` is their SHA-256.',
          produces: [DOCX],
          params,
          querystring: z.strictObject({ format: z.enum(['docx']).default('docx') }),
          response: { 200: z.unknown(), 304: z.null(), ...problems(401, 404, 422, 429, 503) },
        },
      },
      async (request, reply) => {
        const row = await require(request);
        const stored = row.state === 'issued' ? await readFile(sql, row.id, 'docx') : undefined;
        if (stored) {
          const etag = `"${stored.sha256}"`;
          reply.header('etag', etag);
          if (isHeld(request.headers['if-none-match'], etag)) return reply.code(304).send(null);
        }
        const bytes = stored?.bytes ?? (await renderDocument(request.registry, row));
        return reply
          .type(DOCX)
          .header('content-disposition', `attachment; filename="${fileName(row)}.docx"`)
          .send(bytes as never);
      },
    );

    app.post(
      '/api/v1/documents/:id/signed',
      {
        config: { access: WRITERS, heavy: true },
        bodyLimit: SIGNED_BYTES,
        schema: {
          tags: ['documents'],
          summary: 'Keep the file that came back signed',
          description: `A PDF of at most ${SIGNED_BYTES / 1024 / 1024} MB, told by its first bytes. It is kept as it is and never opened; a later one counts in its place.`,
          consumes: SIGNED_TYPES,
          params,
          body: z.unknown().meta({ type: 'string', format: 'binary' }),
          response: { 201: documentAnswer, ...problems(401, 403, 404, 409, 413, 415, 422, 429) },
        },
      },
      async (request, reply) => {
        const { id } = await own(request);
        const { registry, principal, receivedAt: now } = request;
        const bytes = request.body ?? Buffer.alloc(0);
        if (!Buffer.isBuffer(bytes)) throw new Problem('unsupported_media_type');
        await orProblem(() => keepSigned(sql, authorOf(request), id, bytes));
        const row = await findDocument(sql, readableBy(registry, principal), id);
        if (!row) throw new Problem('not_found');
        return reply.code(201).send(await presentDocument(sql, registry, row, now));
      },
    );

    app.get(
      '/api/v1/documents/:id/signed',
      {
        config: { access: ROLES, heavy: true },
        schema: {
          tags: ['documents'],
          summary: 'The file that came back signed',
          produces: [PDF],
          params,
          response: { 200: z.unknown(), ...problems(401, 404, 429) },
        },
      },
      async (request, reply) => {
        const row = await require(request);
        const file = await readFile(sql, row.id, 'signed');
        if (!file) throw new Problem('not_found');
        // Whatever it holds, no browser runs it: it is saved, never shown as a page of ours.
        return reply
          .type(PDF)
          .header('content-disposition', `attachment; filename="${fileName(row)}-da-ky.pdf"`)
          .header('x-content-type-options', 'nosniff')
          .header('content-security-policy', "sandbox; default-src 'none'")
          .header('cache-control', 'private, no-store')
          .send(file.bytes as never);
      },
    );
  };
}

/** Without marks: a name of a file travels through mails and disks of all kinds. */
const fileName = ({ kind, id, number, day }: Pick<DocumentHead, 'kind' | 'id' | 'number' | 'day'>) =>
  number === null || day === null
    ? `${kind.replace('_', '-')}-du-thao-${id}`
    : `${kind.replace('_', '-')}-${/^\d+/.exec(number)?.[0] ?? id}-${day}`;
