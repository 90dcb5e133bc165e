import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ROLES, rolesThatMay } from '../access/principal.ts';
import type { Clients } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { flag, localityAsked } from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import { takeSheetsAlone } from '../intake/sheet-posted.ts';
import { readUpload } from '../intake/sheet-read.ts';
import { EVIDENCE_TYPES, FILE_BYTES } from '../review/evidence-rules.ts';
import { type Blank, blankSheet } from '../sheets/blank.ts';
import { contentTypeOf, MEDIA_TYPES } from '../sheets/formats.ts';
import { memberOf, worksOn } from './access.ts';
import { importTasks } from './import.ts';
import { partOf, requirePlan, requireTaskFor } from './require.ts';
import { fileParams, planParams, taskImportAnswer, taskParams } from './schema.ts';
import { TASK_COLUMNS, TASK_LAYOUT } from './sheet-rules.ts';
import { readFile } from './store.ts';
import { keepFile } from './verbs.ts';

const WRITERS = rolesThatMay('report');
const DOERS = rolesThatMay('carryOut');

/** Sheets of tasks in, and the sheet to fill in. */
export function planSheetRoutes({ db, bodyLimit }: { db: Clients; bodyLimit: number }): Routes {
  return async (app) => {
    takeSheetsAlone(app, bodyLimit);

    app.post(
      '/api/v1/plans/:code/import',
      {
        config: { access: WRITERS, heavy: true },
        bodyLimit,
        schema: {
          tags: ['plans'],
          summary: 'Tasks of a CSV or XLSX sheet',
          description: `A row is a task: \`no\`, \`title\`, \`content\`, \`leads\`, \`coordinators\`, \`followers\`, \`deadline\`, \`products\`, or the heads of such
tables in Vietnamese (TT, Nhiệm vụ, Cơ quan chủ trì, Cơ quan phối hợp, Thời hạn, Sản phẩm); several of a cell are parted by “;”. Tasks that the plan
has already are brought up to date by their number, none is removed; the same sheet again changes nothing. Deadlines are read by rule and shown
back. With any fault nothing is stored: 422 with the same body, each fault at its row and column. Where the sheet moves deadlines, \`reason\` is needed.`,
          consumes: Object.values(MEDIA_TYPES),
          params: planParams,
          querystring: z.strictObject({
            dryRun: flag.default(false),
            reason: z.string().trim().min(1).max(2_000).optional(),
            basis: z.string().trim().min(1).max(500).optional(),
          }),
          body: z.unknown().meta({ type: 'string', format: 'binary' }),
          response: {
            200: taskImportAnswer,
            422: taskImportAnswer,
            ...problems(401, 403, 404, 413, 415, 429, 503),
          },
        },
      },
      async (request, reply) => {
        const { registry, principal, caller, query, params } = request;
        const plan = await requirePlan(db.orm, request, params.code);
        if (!worksOn(registry, await memberOf(db.orm, registry, principal, caller), plan))
          throw new Problem('forbidden');
        const body = request.body as Buffer | undefined;
        if (!body) throw new Problem('unsupported_media_type');
        const found = await readUpload(body, TASK_LAYOUT, bodyLimit);
        const { dryRun, reason = null, basis = null } = query;
        const options = { registry, dryRun, reason, basis };
        const answer = await orProblem(() => importTasks(db, authorOf(request), plan, found, options));
        return reply.code(answer.rejected > 0 && !dryRun ? 422 : 200).send(answer);
      },
    );

    app.get(
      '/api/v1/plans/template',
      {
        config: { access: ROLES, heavy: true },
        schema: {
          tags: ['plans'],
          summary: 'The sheet of tasks to fill in',
          produces: Object.values(MEDIA_TYPES),
          querystring: z.strictObject({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
          response: {
            200: z.unknown().meta({ type: 'string', format: 'binary' }),
            ...problems(401, 403, 422, 429, 503),
          },
        },
      },
      async ({ query: { format } }, reply) =>
        reply
          .type(contentTypeOf(format))
          .header('content-disposition', `attachment; filename="nhiem-vu.${format}"`)
          .send(await blankSheet(BLANK, format)),
    );
  };
}

/** Without the last column: what a task is a part of, its number says. */
const BLANK: Blank = {
  sheetName: 'Nhiệm vụ',
  columns: TASK_COLUMNS.slice(0, -1),
  textColumns: ['no', 'deadline'],
};

const REFUSED = {
  empty: ['tệp trống', 'it is empty'],
  too_large: ['tệp lớn hơn 5 MB', 'it has more than 5 MB'],
  wrong_type: ['chỉ nhận PDF, JPEG, PNG, WebP', 'PDF, JPEG, PNG and WebP are taken'],
  too_many: ['nhiệm vụ này đã đủ số tệp hoặc dung lượng', 'the task has all the files that it may have'],
} as const;

/** Files that tasks bring. */
export function taskFileRoutes(db: Clients): Routes {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      [...EVIDENCE_TYPES, 'application/octet-stream'],
      { parseAs: 'buffer', bodyLimit: FILE_BYTES + 1 },
      (_, body, done) => done(null, body),
    );

    app.post(
      '/api/v1/tasks/:id/files',
      {
        config: { access: DOERS, heavy: true },
        bodyLimit: FILE_BYTES + 1,
        schema: {
          tags: ['plans'],
          summary: 'Send a file that a task brings, to be named by its claim',
          description:
            'PDF, JPEG, PNG or WebP of at most 5 MB, told by what it holds. The same file twice is kept once.',
          consumes: EVIDENCE_TYPES,
          params: taskParams,
          querystring: z.strictObject({
            name: z
              .string()
              .min(1)
              .max(300)
              .meta({ description: 'What it is called', example: 'bao-cao.pdf' }),
            locality: localityAsked.optional(),
          }),
          body: z.unknown().meta({ type: 'string', format: 'binary' }),
          response: {
            201: z.object({ file: z.int() }),
            ...problems(401, 403, 404, 409, 413, 415, 422, 429, 503),
          },
        },
      },
      async (request, reply) => {
        const { plan, id, view } = await requireTaskFor(db, request, 'do');
        const bytes = request.body as Buffer | undefined;
        if (!bytes) throw new Problem('unsupported_media_type');
        const locality = partOf(request, view, request.query.locality);
        const hash = createHash('sha256').update(bytes).digest('hex');
        const kept = await orProblem(() =>
          keepFile(db, authorOf(request), plan, id, { name: request.query.name, bytes, hash, locality }),
        );
        if (typeof kept === 'string') {
          const [whyVi, why] = REFUSED[kept];
          throw new Problem('invalid_body', [fault('', 'invalid_value', { why, whyVi })]);
        }
        return reply.code(201).send({ file: kept.id });
      },
    );

    app.get(
      '/api/v1/tasks/:id/files/:file',
      {
        config: { access: ROLES, heavy: true },
        schema: {
          tags: ['plans'],
          summary: 'A file that a task brought',
          produces: EVIDENCE_TYPES,
          params: fileParams,
          response: {
            200: z.unknown().meta({ type: 'string', format: 'binary' }),
            ...problems(401, 404, 429, 503),
          },
        },
      },
      async (request, reply) => {
        const { id } = await requireTaskFor(db, request, 'read');
        const { file: text } = request.params;
        const file = /^[1-9]\d{0,14}$/.test(text) ? await readFile(db.orm, id, Number(text)) : undefined;
        if (!file) throw new Problem('not_found');
        return reply
          .type(file.type)
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
          .send(file.body as never);
      },
    );
  };
}
