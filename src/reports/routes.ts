import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ROLES, rolesThatMay } from '../access/principal.ts';
import { daySchema } from '../day-schema.ts';
import { dayOf } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { listAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { findProgramme, requireProgramme } from '../http/lookup.ts';
import { Problem } from '../http/problems.ts';
import { codeAsked, cursor, firstPage, limit, provinceAsked, unpackCursor } from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import { APPROVERS, approves, approvesSome, readableBy, worksOn } from './access.ts';
import { presentHead, presentReport } from './present.ts';
import { params, requireReport } from './require.ts';
import { differencesAnswer, editBody, newReport, reasonBody, reportAnswer, reportItem } from './schema.ts';
import { findReport, listReports, type ReportRow, readHashes } from './store.ts';
import { subjectFrom } from './subject.ts';
import { REPORT_KINDS, REPORT_STATES } from './types.ts';
import {
  approveReport,
  correctReport,
  draftReport,
  editReport,
  returnReport,
  submitReport,
} from './verbs.ts';
import { differencesNow } from './view.ts';

const WRITERS = rolesThatMay('report');

/** Reports of an area and a period: drafted, submitted, approved, kept. */
export function reportRoutes(db: Clients): Routes {
  const require = requireReport(db.orm);
  /** One that the caller works on. @throws {Problem} not_found */
  async function requireOwn(request: FastifyRequest<{ Params: { id: string } }>): Promise<ReportRow> {
    const row = await require(request);
    if (!worksOn(request.registry, request.principal, row.province)) throw new Problem('not_found');
    return row;
  }
  /** One that the caller approves. @throws {Problem} not_found, forbidden */
  async function requireTheirs(request: FastifyRequest<{ Params: { id: string } }>): Promise<ReportRow> {
    const row = await requireOwn(request);
    if (!(await approves(db.orm, request.principal, row))) throw new Problem('forbidden');
    return row;
  }
  /** Who approves nothing anywhere is told so, whatever he sends. @throws {Problem} forbidden */
  const preValidation = async ({ principal }: Pick<FastifyRequest, 'principal'>) => {
    if (!(await approvesSome(db.orm, principal))) throw new Problem('forbidden');
  };
  const answer = async ({ registry, principal, receivedAt }: FastifyRequest, id: number) => {
    const row = await findReport(db.orm, readableBy(registry, principal), id);
    if (!row) throw new Problem('not_found');
    return await presentReport(db, registry, row, receivedAt);
  };

  return async (app) => {
    app.get(
      '/api/v1/reports',
      {
        config: { access: ROLES },
        schema: {
          tags: ['reports'],
          summary: 'Reports of your area, the newest period first',
          description: 'Drafts are listed to who writes and who approves them.',
          querystring: z.strictObject({
            kind: z.enum(REPORT_KINDS).optional(),
            province: provinceAsked.optional(),
            programme: codeAsked.optional(),
            state: z.enum(REPORT_STATES).optional(),
            from: daySchema.optional(),
            to: daySchema.optional(),
            limit,
            cursor,
          }),
          response: { 200: listAnswer(reportItem), ...problems(401, 422) },
        },
      },
      async (request) => {
        const { registry, principal, query } = request;
        const { limit: most, cursor: text, ...asked } = query;
        // One that there is not has no list, not an empty one.
        if (query.programme !== undefined) findProgramme(request, query.programme);
        const after = unpackCursor(text, z.object({ to: daySchema, id: z.int() }));
        const rows = await listReports(db.orm, readableBy(registry, principal), asked, {
          limit: most + 1,
          after,
        });
        const { page, nextCursor } = firstPage(rows, most, ({ periodTo: to, id }) => ({ to, id }));
        const hashes = await readHashes(
          db.orm,
          page.map((row) => row.id),
        );
        return { items: page.map((row) => presentHead(registry, row, hashes.get(row.id))), nextCursor };
      },
    );

    app.post(
      '/api/v1/reports',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['reports'],
          summary: 'Begin a report',
          body: newReport,
          response: { 201: reportAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request, reply) => {
        const { registry, principal, body, receivedAt: now } = request;
        if (body.province !== '*' && !registry.provinces.has(body.province)) throw new Problem('not_found');
        if (!worksOn(registry, principal, body.province)) throw new Problem('not_found');
        const programme = requireProgramme(request, body.programme, body.province);
        const subject = subjectFrom(programme, body, dayOf(now));
        const id = await orProblem(() => draftReport(db, authorOf(request), subject));
        return reply.code(201).send(await answer(request, id));
      },
    );

    app.get(
      '/api/v1/reports/:id',
      {
        config: { access: ROLES },
        schema: {
          tags: ['reports'],
          summary: 'A report with its figures',
          description: 'Figures of a draft are those of now; from its submission on they are kept.',
          params,
          response: { 200: reportAnswer, ...problems(401, 404) },
        },
      },
      async (request) =>
        await presentReport(db, request.registry, await require(request), request.receivedAt),
    );

    app.patch(
      '/api/v1/reports/:id',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['reports'],
          summary: 'Change what people wrote in a report; that takes a submission back',
          params,
          body: editBody,
          response: { 200: reportAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { id } = await requireOwn(request);
        await orProblem(() => editReport(db, authorOf(request), id, request.body));
        return await answer(request, id);
      },
    );

    const step = (
      name: 'submission' | 'approval',
      summary: string,
      access: typeof WRITERS,
      act: (request: FastifyRequest, row: ReportRow) => Promise<void>,
    ) =>
      app.post(
        `/api/v1/reports/:id/${name}`,
        {
          config: { access },
          ...(access === APPROVERS ? { preValidation } : {}),
          schema: {
            tags: ['reports'],
            summary,
            params,
            response: { 200: reportAnswer, ...problems(401, 403, 404, 409, 422, 503) },
          },
        },
        async (request) => {
          const row = await (access === APPROVERS ? requireTheirs : requireOwn)(request);
          await orProblem(() => act(request, row));
          return await answer(request, row.id);
        },
      );
    step('submission', 'Put a draft before whoever approves', WRITERS, (request, row) =>
      submitReport(db, authorOf(request), request.registry, row),
    );
    step(
      'approval',
      'Approve what was submitted: its files are kept as they are',
      APPROVERS,
      (request, row) => approveReport(db, authorOf(request), row),
    );

    app.post(
      '/api/v1/reports/:id/return',
      {
        config: { access: APPROVERS },
        preValidation,
        schema: {
          tags: ['reports'],
          summary: 'Send a submitted report back, with a reason',
          params,
          body: reasonBody,
          response: { 200: reportAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { id } = await requireTheirs(request);
        await orProblem(() => returnReport(db, authorOf(request), id, request.body.reason));
        return await answer(request, id);
      },
    );

    app.post(
      '/api/v1/reports/:id/correction',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['reports'],
          summary: 'Begin the next version of an approved report; the old one stays',
          params,
          response: { 201: reportAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request, reply) => {
        const { id } = await requireOwn(request);
        const made = await orProblem(() => correctReport(db, authorOf(request), id));
        return reply.code(201).send(await answer(request, made));
      },
    );

    app.get(
      '/api/v1/reports/:id/differences',
      {
        config: { access: ROLES },
        schema: {
          tags: ['reports'],
          summary: 'What a report would say otherwise by what is known now',
          params,
          response: { 200: differencesAnswer, ...problems(401, 404) },
        },
      },
      async (request) => {
        const row = await require(request);
        const found = await differencesNow(db, request.registry, row, request.receivedAt);
        return found ?? { localities: [], figures: [] };
      },
    );
  };
}
