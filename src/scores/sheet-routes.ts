import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ROLES, rolesThatMay } from '../access/principal.ts';
import { isoLocal } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { instantAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { requireLocality, requireWriter } from '../http/lookup.ts';
import { Problem } from '../http/problems.ts';
import { flag, provinceAsked } from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import { takeSheetsAlone } from '../intake/sheet-posted.ts';
import { readUpload } from '../intake/sheet-read.ts';
import { Refused } from '../refused.ts';
import { EVIDENCE_TYPES, FILE_BYTES } from '../review/evidence-rules.ts';
import { type Blank, blankSheet } from '../sheets/blank.ts';
import { contentTypeOf, MEDIA_TYPES } from '../sheets/formats.ts';
import { worksOnSet } from './access.ts';
import { keepScoreEvidence } from './entries.ts';
import { presentSet } from './present.ts';
import { requirePeriod, requireSet } from './require.ts';
import { ofLocality, setAnswer } from './schema.ts';
import { readSetSheet } from './set-sheet.ts';
import { CRITERIA_COLUMNS, CRITERIA_LAYOUT } from './sheet-rules.ts';
import { findSet, listScoreEvidence, readScoreEvidence } from './store.ts';
import type { CriteriaSet } from './types.ts';
import { checkSet, putSet } from './verbs.ts';

const VERIFIERS = rolesThatMay('review');
const SCORERS = rolesThatMay('score');

/** Criteria sets as sheets, and the sheet to fill in. */
export function criteriaSheetRoutes({ db, bodyLimit }: { db: Clients; bodyLimit: number }): Routes {
  return async (app) => {
    takeSheetsAlone(app, bodyLimit);

    app.post(
      '/api/v1/criteria-sets/import',
      {
        config: { access: VERIFIERS, heavy: true },
        bodyLimit,
        schema: {
          tags: ['scores'],
          summary: 'A criteria set of a CSV or XLSX sheet: a new one, or the next version of one',
          description: `A row is a criterion: \`group\`, \`groupMax\`, \`code\`, \`nameVi\`, \`max\`, \`how\`, \`steps\`, \`evidence\`, \`verifier\`, or the heads of such tables in
Vietnamese (Nhóm, Điểm nhóm, Mã, Tiêu chí, Điểm tối đa, Cách chấm, Bậc điểm, Minh chứng, Cơ quan thẩm định); a group stands in its first row. Every
fault is told at its row, \`/rows/3\` as the sheet counts, or at its parameter; with any nothing is stored.`,
          consumes: Object.values(MEDIA_TYPES),
          querystring: z.strictObject({
            code: z.string().max(200),
            province: provinceAsked,
            nameVi: z.string().max(1_000),
            max: z.string().max(20).default('').meta({ description: 'Left out: what the groups add up to' }),
            grades: z
              .string()
              .max(2_000)
              .default('')
              .meta({ description: 'Grades by percent', example: 'Tốt: 80–100; Chưa đạt: 0–80' }),
            dryRun: flag.default(false),
          }),
          body: z.unknown().meta({ type: 'string', format: 'binary' }),
          response: {
            200: setAnswer.meta({ description: 'Of a dry run: the set as it would be' }),
            201: setAnswer,
            ...problems(401, 403, 404, 409, 413, 415, 422, 429, 503),
          },
        },
      },
      async (request, reply) => {
        const { registry, principal, query } = request;
        const isThere = query.province === '*' || registry.provinces.has(query.province);
        if (!isThere || !worksOnSet(registry, principal, query.province)) throw new Problem('not_found');
        const body = request.body as Buffer | undefined;
        if (!body) throw new Problem('unsupported_media_type');
        const found = await readUpload(body, CRITERIA_LAYOUT, bodyLimit);
        const { dryRun, ...head } = query;
        const made = await orProblem(async () => {
          const { set, placed } = readSetSheet(head, found);
          try {
            return dryRun ? await wouldBe(set) : await putSet(db, authorOf(request), set);
          } catch (error) {
            throw error instanceof Refused ? new Refused(error.objections.map(placed)) : error;
          }
        });
        return reply.code(dryRun ? 200 : 201).send(presentSet(made));
      },
    );

    /** @throws {Refused} with each place that does not add up @throws {Problem} conflict */
    const wouldBe = async (set: Omit<CriteriaSet, 'version'>): Promise<CriteriaSet> => {
      checkSet(set);
      const before = await findSet(db.orm, set.code);
      if (before && before.province !== set.province) throw new Problem('conflict');
      return { ...set, version: (before?.version ?? 0) + 1 };
    };

    app.get(
      '/api/v1/criteria-sets/template',
      {
        config: { access: ROLES, heavy: true },
        schema: {
          tags: ['scores'],
          summary: 'The sheet of criteria to fill in',
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
          .header('content-disposition', `attachment; filename="tieu-chi.${format}"`)
          .send(await blankSheet(BLANK, format)),
    );
  };
}

const BLANK: Blank = {
  sheetName: 'Tiêu chí',
  columns: CRITERIA_COLUMNS,
  textColumns: ['code', 'steps'],
};

const fileAnswer = z.object({
  id: z.int(),
  criterion: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  sha256: z.string(),
  at: instantAnswer,
  by: z.string(),
});

/** Files that show what a locality says of a criterion. */
export function scoreEvidenceRoutes(db: Clients): Routes {
  const PATH = '/api/v1/scores/:set/:period/:locality/evidence';
  type Asking = FastifyRequest<{ Params: z.infer<typeof ofLocality> }>;
  const ofRequest = async (request: Asking) => {
    const { set, period, locality: code } = request.params;
    const of = { set: await requireSet(db, request, set), period: requirePeriod(period, '/period') };
    return { of, locality: requireLocality(request.registry, request.principal, code) };
  };
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      [...EVIDENCE_TYPES, 'application/octet-stream'],
      { parseAs: 'buffer', bodyLimit: FILE_BYTES + 1 },
      (_, body, done) => done(null, body),
    );

    app.post(
      PATH,
      {
        config: { access: SCORERS, heavy: true },
        bodyLimit: FILE_BYTES + 1,
        schema: {
          tags: ['scores'],
          summary: 'Send a file that shows what a locality says of a criterion',
          description:
            'PDF, JPEG, PNG or WebP of at most 5 MB, told by what it holds. It stands for the evidence that the criterion asks for. The same file twice is kept once.',
          consumes: EVIDENCE_TYPES,
          params: ofLocality,
          querystring: z.strictObject({
            criterion: z.string().min(1).max(40),
            name: z
              .string()
              .min(1)
              .max(300)
              .meta({ description: 'What it is called', example: 'bien-ban.pdf' }),
          }),
          body: z.unknown().meta({ type: 'string', format: 'binary' }),
          response: {
            201: z.object({ file: z.int() }),
            ...problems(401, 403, 404, 409, 413, 415, 422, 429, 503),
          },
        },
      },
      async (request, reply) => {
        const { of, locality } = await ofRequest(request as unknown as Asking);
        requireWriter(request);
        const bytes = request.body as Buffer | undefined;
        if (!bytes) throw new Problem('unsupported_media_type');
        const given = { ...request.query, bytes, person: request.session?.person ?? null };
        const file = await orProblem(() => keepScoreEvidence(db, authorOf(request), of, locality, given));
        return reply.code(201).send({ file });
      },
    );

    app.get(
      PATH,
      {
        config: { access: ROLES },
        schema: {
          tags: ['scores'],
          summary: 'The files of a locality in a period',
          params: ofLocality,
          response: { 200: z.object({ items: z.array(fileAnswer) }), ...problems(401, 404, 422) },
        },
      },
      async (request) => {
        const { of, locality } = await ofRequest(request as unknown as Asking);
        const key = { set: of.set.code, period: of.period.label, locality: locality.code };
        const files = await listScoreEvidence(db.orm, key);
        return {
          items: files.map(({ id, criterion, fileName, type, size, hash, at, by }) => ({
            ...{ id, criterion, name: fileName, type, size, sha256: hash, at: isoLocal(at), by },
          })),
        };
      },
    );

    app.get(
      `${PATH}/:file`,
      {
        config: { access: ROLES, heavy: true },
        schema: {
          tags: ['scores'],
          summary: 'A file that a locality has sent',
          produces: EVIDENCE_TYPES,
          params: ofLocality.extend({ file: z.string().meta({ pattern: '^\\d+$', example: '1' }) }),
          response: {
            200: z.unknown().meta({ type: 'string', format: 'binary' }),
            ...problems(401, 404, 422, 429, 503),
          },
        },
      },
      async (request, reply) => {
        const { of, locality } = await ofRequest(request as unknown as Asking);
        const { file: text } = request.params;
        const file = /^[1-9]\d{0,8}$/.test(text) ? await readScoreEvidence(db.orm, Number(text)) : undefined;
        const isOfIt =
          file?.set === of.set.code && file.period === of.period.label && file.locality === locality.code;
        if (!file || !isOfIt) throw new Problem('not_found');
        return reply
          .type(file.type)
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
          .send(file.body as never);
      },
    );
  };
}
