import { z } from 'zod';
import { mayWrite } from '../access/localities.ts';
import { WRITERS } from '../access/principal.ts';
import type { RootSql } from '../db/connect.ts';
import { moreErrors, problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { flag } from '../http/query.ts';
import { MEDIA_TYPES, type SheetFormat } from '../sheets/formats.ts';
import { BATCH_LIMIT } from './schema.ts';
import { importSheet } from './sheet-import.ts';
import { readUpload, type Upload } from './sheet-read.ts';
import type { AfterStore } from './submit.ts';
import { templateRoutes } from './template-routes.ts';

export interface ImportDeps<S> {
  sql: RootSql;
  /** Bytes of a sheet. */
  bodyLimit: number;
  afterStore: AfterStore<S>;
}

const importAnswer = z.object({
  accepted: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
  rejected: z.int(),
  moreErrors,
  results: z.array(
    z.object({
      row: z.int().meta({ description: 'As the sheet counts; row 1 holds the codes' }),
      outcome: z.enum(['accepted', 'unchanged', 'skipped', 'rejected']),
      revision: z.int().optional(),
      errors: z
        .array(z.object({ column: z.string(), code: z.string(), message: z.string(), messageVi: z.string() }))
        .optional(),
      moreErrors,
    }),
  ),
});

const DESCRIPTION = `A row is a record: \`locality\`, \`day\` (\`YYYY-MM-DD\` or \`d/m/yyyy\`), a column a value (\`network.lan\`,
a ratio \`certificate.personal.have\` and \`….need\`), \`note\`. The template has them all. Up to ${BATCH_LIMIT.toLocaleString('en')} rows;
CSV in UTF-8, with comma, semicolon or tab.

An empty cell is not reported; \`?\` or \`không rõ\` is not known, in one half of a ratio it makes the whole not known. Yes: \`true\`, \`1\`, \`x\`, \`có\`, \`đạt\`,
\`yes\`; no: \`false\`, \`0\`, \`không\`, \`chưa\`, \`không đạt\`, \`chưa đạt\`, \`no\`. Codes that lost their leading zeros are understood.

A row without values is \`skipped\`, blank rows and the names in row 2 are passed over. Valid rows are stored in one
transaction, faulty ones are \`rejected\`; a row tells at most 100 faults, and after 5,000 in all each row its first only; \`moreErrors\` counts the rest. With \`atomic=true\` any fault stores nothing and answers 422 with the same body.
A column that is missing, unknown (other than \`name\`, \`type\`, \`province\`, \`stt\`), nameless or repeated refuses the whole
sheet: 422 \`invalid_import\`.`;

/** Sheets in, and the template to fill in. The only routes that take a sheet as their body. */
export function importRoutes<S>(deps: ImportDeps<S>): Routes {
  return async (app) => {
    app.removeAllContentTypeParsers();
    for (const format of Object.keys(MEDIA_TYPES) as SheetFormat[])
      app.addContentTypeParser(
        MEDIA_TYPES[format],
        { parseAs: 'buffer', bodyLimit: deps.bodyLimit },
        (_, body, done) => done(null, { format, body: body as Buffer } satisfies Upload),
      );

    app.post(
      '/api/v1/imports',
      {
        config: { access: WRITERS, heavy: true },
        bodyLimit: deps.bodyLimit,
        schema: {
          tags: ['imports'],
          summary: 'Import records from a CSV or XLSX sheet',
          description: DESCRIPTION,
          consumes: Object.values(MEDIA_TYPES),
          querystring: z.strictObject({ atomic: flag.default(false), dryRun: flag.default(false) }),
          body: z.unknown().meta({ type: 'string', format: 'binary' }),
          response: {
            200: importAnswer,
            422: importAnswer,
            ...problems(401, 403, 413, 415, 429, 503),
          },
        },
      },
      async (request, reply) => {
        const { registry, principal, caller, receivedAt: now, query } = request;
        // Without a content type nothing is parsed, and nothing says what the body would be.
        const upload = request.body as Upload | undefined;
        if (!upload) throw new Problem('unsupported_media_type');
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const cells = await readUpload(upload, deps.bodyLimit);
        const answer = await importSheet(deps.sql, deps.afterStore, cells, {
          registry,
          principal,
          caller,
          now,
          ...query,
        });
        return reply.code(query.atomic && answer.rejected > 0 ? 422 : 200).send(answer);
      },
    );

    await app.register(templateRoutes(deps));
  };
}
