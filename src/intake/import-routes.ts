import { z } from 'zod';
import { mayWrite } from '../access/localities.ts';
import { WRITERS } from '../access/principal.ts';
import type { RootSql } from '../db/connect.ts';
import { moreErrors } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { sheetNotesAnswer } from '../sheets/found.ts';
import type { PreviewOf } from './batch.ts';
import { BATCH_LIMIT, previewAnswer } from './schema.ts';
import { recordLayout } from './sheet-columns.ts';
import { importSheet } from './sheet-import.ts';
import { sheetPosted, takeSheetsAlone } from './sheet-posted.ts';
import { readUpload } from './sheet-read.ts';
import type { AfterStore } from './submit.ts';
import { templateRoutes } from './template-routes.ts';

export interface ImportDeps<S> {
  sql: RootSql;
  /** Bytes of a sheet. */
  bodyLimit: number;
  afterStore: AfterStore<S>;
  previewOf: PreviewOf<S>;
}

const cellFault = z.object({
  column: z.string(),
  code: z.string(),
  message: z.string(),
  messageVi: z.string(),
});

const importAnswer = z.object({
  accepted: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
  rejected: z.int(),
  moreErrors,
  ...sheetNotesAnswer,
  results: z.array(
    z.object({
      sheet: z.string().optional().meta({ description: 'Where several sheets are read' }),
      row: z.int().meta({ description: 'As the sheet counts, from 1' }),
      outcome: z.enum(['accepted', 'unchanged', 'skipped', 'rejected']),
      revision: z.int().optional(),
      errors: z.array(cellFault).optional(),
      notices: z.array(cellFault).optional(),
      ...previewAnswer,
      moreErrors,
    }),
  ),
});

const DESCRIPTION = `A row is a record: \`locality\`, \`day\`, a column a value (\`network.lan\`, a ratio \`certificate.personal.have\` and
\`….need\`), \`note\`. The template has them all; its Vietnamese names do as well as the codes, in any of the first 20 rows.
Up to ${BATCH_LIMIT.toLocaleString('en')} rows. A workbook (.xlsx) or a text (UTF-8, UTF-16, Windows-1258; comma, semicolon or tab), told by
how the file begins. Every visible sheet with the columns is read. What is not read is named in the answer: sheets, columns,
titles, totals, signatures. Rows and columns that are hidden or filtered out are taken with \`hidden=true\` only.

Days: \`d/m/yyyy\`, \`d-m-yyyy\`, \`d.m.yyyy\`, \`d/m/yy\`, with a time, \`YYYY-MM-DD\`, or what a spreadsheet holds; a day that can be read in two ways
is refused with both. Numbers: decimal comma or point, spaces between thousands; \`95%\` where the unit is %. An empty cell is not
reported; \`?\`, \`chưa rõ\` or \`không rõ\` is not known, in one half of a ratio it makes the whole not known; \`không phát sinh\` counts 0.
Yes: \`có\`, \`đã có\`, \`x\`, \`v\`, \`✓\`, \`đạt\`, \`true\`, \`yes\`, \`1\`; no: \`không\`, \`chưa\`, \`chưa có\`, \`không đạt\`, \`chưa đạt\`, \`false\`, \`no\`, \`0\`; with or without
marks. Codes: \`10507\`, \`10507 - Thành Đông\`, also without their leading zeros. A formula without a stored value is refused.

A row without values is \`skipped\`. Valid rows are stored in one transaction, faulty ones are \`rejected\`; a row tells at most 100 faults, and
after 5,000 in all each row its first only; \`moreErrors\` counts the rest. With \`atomic=true\` any fault stores nothing and answers 422
with the same body. A column that is missing, repeated, nameless though it holds data, or named almost as ours refuses the whole
sheet: 422 \`invalid_import\`.`;

/** Sheets in, and the template to fill in. The only routes that take a sheet as their body. */
export function importRoutes<S>(deps: ImportDeps<S>): Routes {
  return async (app) => {
    takeSheetsAlone(app, deps.bodyLimit);

    app.post(
      '/api/v1/imports',
      {
        config: { access: WRITERS, heavy: true },
        bodyLimit: deps.bodyLimit,
        schema: {
          tags: ['imports'],
          summary: 'Import records from a CSV or XLSX sheet',
          description: DESCRIPTION,
          ...sheetPosted(importAnswer),
        },
      },
      async (request, reply) => {
        const { registry, principal, caller, receivedAt: now, query } = request;
        const { hidden: takeHidden, ...how } = query;
        // Without a content type nothing is parsed, and nothing says what the body would be.
        const body = request.body as Buffer | undefined;
        if (!body) throw new Problem('unsupported_media_type');
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const found = await readUpload(body, recordLayout(registry.indicators), deps.bodyLimit);
        const answer = await importSheet(deps.sql, deps.afterStore, found, {
          registry,
          principal,
          caller,
          now,
          takeHidden,
          previewOf: deps.previewOf,
          ...how,
        });
        return reply.code(query.atomic && answer.rejected > 0 ? 422 : 200).send(answer);
      },
    );

    await app.register(templateRoutes(deps));
  };
}
