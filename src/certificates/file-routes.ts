import { z } from 'zod';
import { WRITERS } from '../access/principal.ts';
import type { RootSql } from '../db/connect.ts';
import { problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { flag, localityAsked } from '../http/query.ts';
import { FILE_BYTES, faultOfFile } from './file/faults.ts';
import { readCertificates } from './file/read-aside.ts';
import { type FileOfLocality, keepFromFile } from './from-file.ts';
import { requireOwn } from './routes.ts';
import { fileAnswer, kind } from './schema.ts';

/** What systems call such files; what a file is, its content says. */
const MEDIA_TYPES = [
  'application/pkix-cert',
  'application/x-x509-ca-cert',
  'application/x-x509-user-cert',
  'application/x-pem-file',
  'application/x-pkcs7-certificates',
  'application/pkcs7-mime',
  'application/octet-stream',
];

/** Certificates out of their files. */
export function certificateFileRoutes({ sql }: { sql: RootSql }): Routes {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(MEDIA_TYPES, { parseAs: 'buffer', bodyLimit: FILE_BYTES }, (_, body, done) =>
      done(null, body),
    );

    app.post(
      '/api/v1/certificates/files',
      {
        config: { access: WRITERS, heavy: true },
        bodyLimit: FILE_BYTES,
        schema: {
          tags: ['certificates'],
          summary: 'Put the certificates of a file into the register',
          description: `\`.cer\`, \`.crt\`, \`.der\`, \`.pem\`, \`.p7b\`, \`.p7c\` of at most ${FILE_BYTES / 1024} kB, told by what it holds. With
\`dryRun=true\` it is only said what it holds. \`kind\`, \`holder\` are of every certificate that is put in; without them what
the file seems to say. The file itself is never kept, and one with a private key, in whatever form, is refused whole.`,
          consumes: MEDIA_TYPES,
          querystring: z.strictObject({
            locality: localityAsked,
            kind: kind.optional(),
            holder: z
              .string()
              .max(1_000)
              .optional()
              .meta({ description: 'Position of the person, never the name' }),
            serial: z
              .string()
              .max(1_000)
              .optional()
              .meta({ description: 'Of the only certificate to put in, where the file holds several' }),
            dryRun: flag.default(false),
          }),
          body: z.unknown().meta({ type: 'string', format: 'binary' }),
          response: { 200: fileAnswer, ...problems(401, 403, 404, 413, 415, 422, 429, 503) },
        },
      },
      async (request) => {
        const { locality: code, dryRun, ...asked } = request.query;
        const { code: locality } = requireOwn(request, code);
        if (!Buffer.isBuffer(request.body)) throw new Problem('unsupported_media_type');
        const read = await readCertificates(request.body);
        if (!read.ok) throw new Problem('invalid_certificate', [faultOfFile(read.fault)]);
        const found = read.found.filter(
          ({ serial }) => asked.serial === undefined || serial === asked.serial,
        );
        const saidOf: FileOfLocality['saidOf'] = (one, known) => ({
          kind: asked.kind ?? known?.kind ?? one.kind,
          holder: asked.holder ?? known?.holder ?? one.title,
        });
        const file = { locality, all: found, saidOf };
        const outcomes = await keepFromFile(sql, file, authorOf(request), { dryRun });
        return {
          items: outcomes.map(({ found: one, ...became }) => ({
            outcome: became.outcome,
            id: became.outcome === 'not_offered' ? null : became.id,
            notes: became.notes,
            kind: became.kind,
            holder: became.holder,
            subject: one.subject,
            issuer: one.issuer,
            serial: one.serial,
            validFrom: one.validFrom,
            validTo: one.validTo,
            keyUsage: one.keyUsage,
            errors: became.outcome === 'not_offered' ? [] : became.faults,
          })),
        };
      },
    );
  };
}
