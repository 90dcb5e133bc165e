import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ROLES, rolesThatMay } from '../access/principal.ts';
import { daySchema } from '../day-schema.ts';
import { dayOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { listAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import {
  codeAsked,
  cursor,
  firstPage,
  limit,
  localityAsked,
  provinceAsked,
  unpackCursor,
} from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import { readableBy } from './access.ts';
import { draftFrom } from './draft.ts';
import { presentDocument, presentHead, readEffects } from './present.ts';
import { params, requireDocument, requireOwn } from './require.ts';
import { documentAnswer, documentItem, editBody, issueBody, newDocument } from './schema.ts';
import { findDocument, listDocuments } from './store.ts';
import { DOCUMENT_KINDS, DOCUMENT_STATES } from './types.ts';
import { discardDocument, draftDocument, editDocument, issueDocument, refreshDocument } from './verbs.ts';

export const WRITERS = rolesThatMay('report');

/** Documents: papers that urge and propose, drafted from what is lacking, issued under a number. */
export function documentRoutes({ sql }: { sql: RootSql }): Routes {
  const require = requireDocument(sql);
  const own = requireOwn(sql);
  const answer = async ({ registry, principal, receivedAt }: FastifyRequest, id: number) => {
    const row = await findDocument(sql, readableBy(registry, principal), id);
    if (!row) throw new Problem('not_found');
    return await presentDocument(sql, registry, row, receivedAt);
  };

  return async (app) => {
    app.get(
      '/api/v1/documents',
      {
        config: { access: ROLES },
        schema: {
          tags: ['documents'],
          summary: 'Documents of your area, the latest first',
          description: 'Issued ones are read by everyone of the area; drafts are listed to who writes them.',
          querystring: z.strictObject({
            kind: z.enum(DOCUMENT_KINDS).optional(),
            state: z.enum(DOCUMENT_STATES).optional(),
            province: provinceAsked.optional(),
            from: daySchema.optional(),
            to: daySchema.optional(),
            locality: localityAsked.optional().meta({ description: 'Those that say something of it' }),
            indicator: codeAsked.optional().meta({ description: 'Of that locality' }),
            addressee: localityAsked
              .optional()
              .meta({ description: 'Those that are addressed to this locality, or to all of its province' }),
            limit,
            cursor,
          }),
          response: { 200: listAnswer(documentItem), ...problems(401, 422) },
        },
      },
      async ({ registry, principal, query, receivedAt }) => {
        const { limit: most, cursor: text, ...asked } = query;
        const before = unpackCursor(text, z.int());
        const rows = await listDocuments(sql, readableBy(registry, principal), asked, {
          limit: most + 1,
          before,
        });
        const { page, nextCursor } = firstPage(rows, most, ({ id }) => id);
        const effects = await readEffects(sql, page, dayOf(receivedAt));
        return { items: page.map((row) => presentHead(registry, row, effects.get(row.id))), nextCursor };
      },
    );

    app.post(
      '/api/v1/documents',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['documents'],
          summary: 'Draft a document from gaps, from missing reports, or of localities',
          body: newDocument,
          response: { 201: documentAnswer, ...problems(401, 403, 404, 413, 422) },
        },
      },
      async (request, reply) => {
        const draft = await draftFrom(sql, request, request.body);
        const id = await orProblem(() => draftDocument(sql, authorOf(request), request.registry, draft));
        return reply.code(201).send(await answer(request, id));
      },
    );

    app.get(
      '/api/v1/documents/:id',
      {
        config: { access: ROLES },
        schema: {
          tags: ['documents'],
          summary: 'A document with its annexes, and what came of it',
          params,
          response: { 200: documentAnswer, ...problems(401, 404) },
        },
      },
      async (request) =>
        await presentDocument(sql, request.registry, await require(request), request.receivedAt),
    );

    app.patch(
      '/api/v1/documents/:id',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['documents'],
          summary: 'Change what people write in a draft',
          params,
          body: editBody,
          response: { 200: documentAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { id } = await own(request);
        await orProblem(() => editDocument(sql, authorOf(request), id, request.body));
        return await answer(request, id);
      },
    );

    app.delete(
      '/api/v1/documents/:id',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['documents'],
          summary: 'Take a draft away; what was issued stays',
          params,
          response: { 204: z.null(), ...problems(401, 403, 404, 409) },
        },
      },
      async (request, reply) => {
        const { id } = await own(request);
        await orProblem(() => discardDocument(sql, authorOf(request), id));
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/api/v1/documents/:id/refresh',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['documents'],
          summary: 'Look the figures of a draft up anew; what is lacking no more is left out',
          params,
          response: { 200: documentAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const row = await own(request);
        await orProblem(() => refreshDocument(sql, authorOf(request), request.registry, row));
        return await answer(request, row.id);
      },
    );

    app.post(
      '/api/v1/documents/:id/issue',
      {
        config: { access: WRITERS, heavy: true },
        schema: {
          tags: ['documents'],
          summary: 'Issue a document: it never changes from then on, and goes to its addressees',
          params,
          body: issueBody,
          response: { 200: documentAnswer, ...problems(401, 403, 404, 409, 422, 429, 503) },
        },
      },
      async (request) => {
        const row = await own(request);
        await orProblem(() => issueDocument(sql, authorOf(request), request.registry, row, request.body));
        return await answer(request, row.id);
      },
    );
  };
}
