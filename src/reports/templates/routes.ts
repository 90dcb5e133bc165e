import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { may, ROLES, rolesThatMay } from '../../access/principal.ts';
import { isoLocal } from '../../days.ts';
import type { Clients } from '../../db/connect.ts';
import { instantAnswer, problems } from '../../http/answers.ts';
import { authorOf } from '../../http/author.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { flag, provinceAsked } from '../../http/query.ts';
import { orProblem } from '../../http/refusals.ts';
import { TEMPLATE_BYTES } from '../../papers/template/process.ts';
import { type ShownTag, showTags } from '../../papers/template/tag.ts';
import { readableBy, worksOn } from '../access.ts';
import { areaOfReport } from '../schema.ts';
import { findReport } from '../store.ts';
import { REPORT_KINDS } from '../types.ts';
import { findTemplate, listTemplates, type TemplateHead } from './store.ts';
import { REPORT_TAGS } from './tags.ts';
import { factsToTry, tryTemplate } from './trial.ts';
import { addTemplate, checkReportTemplate, useBuiltIn, useTemplate } from './verbs.ts';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const WRITERS = rolesThatMay('report');

const item = z
  .object({
    id: z.int(),
    province: z.string(),
    kind: z.enum(REPORT_KINDS),
    version: z.int(),
    name: z.string(),
    size: z.int(),
    sha256: z.string(),
    inUse: z.boolean(),
    uploadedAt: instantAnswer,
    uploadedBy: z.string(),
  })
  .meta({ id: 'ReportTemplate' });

const itemOf = (row: TemplateHead) => ({
  id: row.id,
  province: row.province,
  kind: row.kind,
  version: row.version,
  name: row.name,
  size: row.size,
  sha256: row.sha256,
  inUse: row.inUse,
  uploadedAt: isoLocal(row.uploadedAt),
  uploadedBy: row.uploadedBy,
});

const plainTag = z.object({ tag: z.string(), name: z.string(), nameVi: z.string(), nameEn: z.string() });
const shownTag = plainTag.extend({
  example: z.string().nullable(),
  tags: z
    .array(
      plainTag.extend({
        example: z.string().nullable(),
        tags: z.array(plainTag.extend({ example: z.string() })).optional(),
      }),
    )
    .optional(),
});

const tagAnswer = ({
  tag,
  name,
  words: [nameVi, nameEn],
  example,
  tags,
}: ShownTag): z.infer<typeof shownTag> =>
  ({
    tag,
    name,
    nameVi,
    nameEn,
    example: tags ? null : example,
    ...(tags ? { tags: tags.map(tagAnswer) } : {}),
  }) as z.infer<typeof shownTag>;

const params = z.object({ id: z.string().meta({ pattern: '^\\d+$', example: '1' }) });
const which = { province: areaOfReport, kind: z.enum(REPORT_KINDS) };
const asked = { province: provinceAsked, kind: z.enum(REPORT_KINDS) };

/** Word templates of a province: kept by version, tried, put in use. */
export function reportTemplateRoutes(db: Clients): Routes {
  type Asking = Pick<FastifyRequest, 'registry' | 'principal'>;
  /** Templates are for who writes reports of a province, and who approves them. */
  const reads = ({ registry, principal }: Asking, province: string) =>
    (may(principal.role, 'report') || may(principal.role, 'approve')) &&
    worksOn(registry, principal, province);
  /** @throws {Problem} not_found outside one's area */
  function requireProvince(request: Asking, province: string): void {
    const isThere = province === '*' || request.registry.provinces.has(province);
    if (!isThere || !reads(request, province)) throw new Problem('not_found');
  }
  async function requireTemplate(request: Asking & { params: { id: string } }) {
    const { id } = request.params;
    const row = /^[1-9]\d{0,14}$/.test(id) ? await findTemplate(db.orm, Number(id)) : undefined;
    if (!row) throw new Problem('not_found');
    requireProvince(request, row.province);
    return row;
  }
  async function reportNamed({ registry, principal }: Asking, id: number | undefined) {
    if (id === undefined) return undefined;
    const row = await findReport(db.orm, readableBy(registry, principal), id);
    if (!row) throw new Problem('not_found');
    return row;
  }

  return async (app) => {
    app.get(
      '/api/v1/report-templates',
      {
        config: { access: ROLES },
        schema: {
          tags: ['reports'],
          summary: 'Word templates of your area, each kind’s latest version first',
          querystring: z.strictObject({
            province: provinceAsked.optional(),
            kind: z.enum(REPORT_KINDS).optional(),
          }),
          response: { 200: z.object({ items: z.array(item) }), ...problems(401, 403, 404, 422) },
        },
      },
      async (request) => {
        const { registry, query } = request;
        if (query.province !== undefined) requireProvince(request, query.province);
        const all = ['*', ...registry.provinces.keys()].filter((one) => reads(request, one));
        const provinces = query.province === undefined ? all : [query.province];
        return { items: (await listTemplates(db.orm, provinces, query.kind)).map(itemOf) };
      },
    );

    app.get(
      '/api/v1/report-templates/tags',
      {
        config: { access: ROLES },
        schema: {
          tags: ['reports'],
          summary: 'Tags that a template may have, with what each would say',
          description: `Examples are of the report that is named, else of the latest of its kind. A list is written
\`{#name}…{/name}\` around what is repeated for each of its rows, and any tag as a condition; \`{^name}…{/name}\` is where
there is none. A table's row is repeated when the list begins and ends in its cells.`,
          querystring: z.strictObject({ ...asked, report: z.coerce.number().int().min(1).optional() }),
          response: {
            200: z.object({ report: z.int().nullable(), items: z.array(shownTag) }),
            ...problems(401, 403, 404, 422),
          },
        },
      },
      async (request) => {
        const { query } = request;
        requireProvince(request, query.province);
        const named = await reportNamed(request, query.report);
        const { report, values } = await factsToTry(db, request, query, named);
        return { report, items: showTags(REPORT_TAGS, values).map(tagAnswer) };
      },
    );

    app.get(
      '/api/v1/report-templates/:id/file',
      {
        config: { access: ROLES },
        schema: {
          tags: ['reports'],
          summary: 'A template as it was uploaded',
          produces: [DOCX],
          params,
          response: { 200: z.unknown().meta({ description: 'The document' }), ...problems(401, 403, 404) },
        },
      },
      async (request, reply) => {
        const { bytes, kind, version } = await requireTemplate(request);
        return reply
          .type(DOCX)
          .header(
            'content-disposition',
            `attachment; filename="mau-${kind.replace('_', '-')}-${version}.docx"`,
          )
          .send(bytes as never);
      },
    );

    app.get(
      '/api/v1/report-templates/:id/trial',
      {
        config: { access: ROLES, heavy: true },
        schema: {
          tags: ['reports'],
          summary: 'The report that a template would make, before it is in use',
          produces: [DOCX],
          params,
          querystring: z.strictObject({ report: z.coerce.number().int().min(1).optional() }),
          response: {
            200: z.unknown().meta({ description: 'The document' }),
            ...problems(401, 403, 404, 422, 429, 503),
          },
        },
      },
      async (request, reply) => {
        const row = await requireTemplate(request);
        const named = await reportNamed(request, request.query.report);
        const bytes = await tryTemplate(row.bytes, await factsToTry(db, request, row, named));
        return reply
          .type(DOCX)
          .header('content-disposition', `attachment; filename="thu-${row.kind.replace('_', '-')}.docx"`)
          .send(bytes as never);
      },
    );

    app.post(
      '/api/v1/report-templates/:id/use',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['reports'],
          summary: 'Render drafts of its kind and province by this template',
          description: 'Reports that were submitted or approved stay as they are.',
          params,
          response: { 200: item, ...problems(401, 403, 404, 422) },
        },
      },
      async (request) => {
        const row = await requireTemplate(request);
        await orProblem(() => useTemplate(db, authorOf(request), row));
        return itemOf({ ...row, inUse: true });
      },
    );

    app.post(
      '/api/v1/report-templates/built-in',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['reports'],
          summary: 'Go back to the built-in template',
          body: z.strictObject(which),
          response: { 200: z.object({ items: z.array(item) }), ...problems(401, 403, 404, 422) },
        },
      },
      async (request) => {
        const { body } = request;
        requireProvince(request, body.province);
        await orProblem(() => useBuiltIn(db, authorOf(request), body));
        return { items: (await listTemplates(db.orm, [body.province], body.kind)).map(itemOf) };
      },
    );

    await app.register(async (files) => {
      files.removeAllContentTypeParsers();
      const types = [DOCX, 'application/octet-stream', 'application/vnd.ms-word.document.macroenabled.12'];
      files.addContentTypeParser(types, { parseAs: 'buffer', bodyLimit: TEMPLATE_BYTES }, (_, body, done) =>
        done(null, body),
      );
      upload(files as typeof app);
    });

    function upload(files: typeof app): void {
      files.post(
        '/api/v1/report-templates',
        {
          config: { access: WRITERS, heavy: true },
          bodyLimit: TEMPLATE_BYTES,
          schema: {
            tags: ['reports'],
            summary: 'Upload a Word template as the next version; it is not in use by that',
            description: `At most ${TEMPLATE_BYTES / 1024 / 1024} MB. Everything that is wrong with it is told at once: unknown tags,
loops that are not closed, raw XML, macros, what refers to something outside. With \`dryRun=true\` it is only checked.`,
            consumes: [DOCX],
            querystring: z.strictObject({
              ...asked,
              name: z.string().max(300).default('mau.docx'),
              dryRun: flag.default(false),
            }),
            body: z.unknown().meta({ type: 'string', format: 'binary' }),
            response: {
              200: z.object({ checked: z.literal(true) }),
              201: item,
              ...problems(401, 403, 404, 413, 415, 422, 429, 503),
            },
          },
        },
        async (request, reply) => {
          const { province, kind, name, dryRun } = request.query;
          requireProvince(request, province);
          if (!Buffer.isBuffer(request.body)) throw new Problem('unsupported_media_type');
          if (dryRun) {
            await checkReportTemplate(kind, request.body);
            return reply.code(200).send({ checked: true as const });
          }
          const bytes = request.body;
          const id = await orProblem(() =>
            addTemplate(db, authorOf(request), { province, kind }, { name, bytes }),
          );
          const row = await findTemplate(db.orm, id);
          if (!row) throw new Problem('not_found');
          return reply.code(201).send(itemOf(row));
        },
      );
    }
  };
}
