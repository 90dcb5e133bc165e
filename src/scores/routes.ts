import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ROLES, rolesThatMay } from '../access/principal.ts';
import { daySchema } from '../day-schema.ts';
import { dayOf } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { listAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { refuseFuture, requireLocality, requireWriter } from '../http/lookup.ts';
import { Problem } from '../http/problems.ts';
import { cursor, firstPage, limit, localityAsked, provinceAsked, unpackCursor } from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import type { Locality } from '../registry/types.ts';
import { setsOf, worksOnSet } from './access.ts';
import { selfScore, verifyScore } from './entries.ts';
import { answerTo, objectTo } from './objections.ts';
import { scoresFile } from './paper.ts';
import { presentScores, presentSet, presentSheet } from './present.ts';
import { requirePeriod, requireSet, scoresFor } from './require.ts';
import type { Scored } from './round-change.ts';
import {
  answerBody,
  objectionBody,
  ofLocality,
  ofPeriod,
  periodParameter,
  publicationBody,
  scoreItem,
  scoresAnswer,
  selfBody,
  setAnswer,
  setBody,
  setCode,
  verificationBody,
} from './schema.ts';
import { listSets } from './store.ts';
import { approveScores, correctScores, publishScores, putSet } from './verbs.ts';

const SCORERS = rolesThatMay('score');
const VERIFIERS = rolesThatMay('review');
const APPROVERS = rolesThatMay('approve');

const FILE_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** Criteria sets, and the scores of localities by them: self-scored, verified, published, objected to, approved. */
export function scoreRoutes(db: Clients): Routes {
  type Params = { set: string; period: string };

  async function scoredOf(request: FastifyRequest<{ Params: Params }>): Promise<Scored> {
    const { set, period } = request.params;
    return { set: await requireSet(db, request, set), period: requirePeriod(period, '/period') };
  }
  /** Of a set on whose whole province the caller works. @throws {Problem} not_found */
  async function workedOn(request: FastifyRequest<{ Params: Params }>): Promise<Scored> {
    const of = await scoredOf(request);
    if (!worksOnSet(request.registry, request.principal, of.set.province)) throw new Problem('not_found');
    return of;
  }
  async function sheetNow(request: FastifyRequest, { set, period }: Scored, { code }: Locality) {
    const scores = await scoresFor(db, request, set, period);
    const sheet = scores.sheets.find((one) => one.locality.code === code);
    if (!sheet) throw new Problem('not_found');
    return presentSheet(sheet, scores);
  }

  return async (app) => {
    app.get(
      '/api/v1/criteria-sets',
      {
        config: { access: ROLES },
        schema: {
          tags: ['scores'],
          summary: 'Criteria sets of your area, each in its latest version',
          querystring: z.strictObject({ limit, cursor }),
          response: { 200: listAnswer(setAnswer), ...problems(401, 422) },
        },
      },
      async ({ registry, principal, query }) => {
        const after = unpackCursor(query.cursor, z.string());
        const all = await listSets(db.orm, setsOf(registry, principal));
        const rest = after === null ? all : all.filter((one) => one.code > after);
        const { page, nextCursor } = firstPage(rest, query.limit, (last) => last.code);
        return { items: page.map(presentSet), nextCursor };
      },
    );

    app.post(
      '/api/v1/criteria-sets',
      {
        config: { access: VERIFIERS },
        schema: {
          tags: ['scores'],
          summary: 'Make a criteria set, or the next version of one; periods that have begun keep theirs',
          body: setBody,
          response: { 201: setAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request, reply) => {
        const { registry, principal, body } = request;
        const isThere = body.province === '*' || registry.provinces.has(body.province);
        if (!isThere || !worksOnSet(registry, principal, body.province)) throw new Problem('not_found');
        const made = await orProblem(() => putSet(db, authorOf(request), body));
        return reply.code(201).send(presentSet(made));
      },
    );

    app.get(
      '/api/v1/scores',
      {
        config: { access: ROLES },
        schema: {
          tags: ['scores'],
          summary: 'Scores of a period, the first first, with the arithmetic of every criterion',
          description:
            'What is published is read by everybody of the province; before that by who verifies and approves, and by a locality its own. With `on` as they could be read at the end of that day.',
          querystring: z.strictObject({
            set: setCode,
            period: periodParameter,
            province: provinceAsked.optional(),
            locality: localityAsked.optional(),
            on: daySchema.optional().meta({ description: 'A past day' }),
            limit,
            cursor,
          }),
          response: { 200: scoresAnswer, ...problems(401, 404, 422) },
        },
      },
      async (request) => {
        const { registry, query, receivedAt } = request;
        const set = await requireSet(db, request, query.set);
        const period = requirePeriod(query.period);
        if (query.on !== undefined) refuseFuture(query.on, dayOf(receivedAt));
        const { province, locality } = query;
        if (province !== undefined && !registry.provinces.has(province)) throw new Problem('not_found');
        if (province !== undefined && set.province !== '*' && set.province !== province)
          throw new Problem('not_found');
        const asked = locality === undefined ? undefined : registry.localities.get(locality);
        if (locality !== undefined && (!asked || ![asked.province, '*'].includes(set.province)))
          throw new Problem('not_found');
        const scores = await scoresFor(db, request, set, period, query.on);
        const chosen = scores.sheets.filter(
          ({ locality: of }) =>
            (province === undefined || of.province === province) &&
            (locality === undefined || of.code === locality),
        );
        const after = unpackCursor(query.cursor, z.string());
        const at = after === null ? -1 : chosen.findIndex((one) => one.locality.code === after);
        const { page, nextCursor } = firstPage(
          chosen.slice(at + 1),
          query.limit,
          (last) => last.locality.code,
        );
        return presentScores(scores, page, nextCursor);
      },
    );

    app.get(
      '/api/v1/scores/file',
      {
        config: { access: ROLES, heavy: true },
        schema: {
          tags: ['scores'],
          summary: 'Scores of a period as a workbook, or as an annex in Word',
          produces: Object.values(FILE_TYPES),
          querystring: z.strictObject({
            set: setCode,
            period: periodParameter,
            on: daySchema.optional(),
            format: z.enum(['xlsx', 'docx']).default('xlsx'),
          }),
          response: {
            200: z.unknown().meta({ description: 'The file' }),
            ...problems(401, 404, 422, 429, 503),
          },
        },
      },
      async (request, reply) => {
        const { query, receivedAt, registry } = request;
        const set = await requireSet(db, request, query.set);
        const period = requirePeriod(query.period);
        if (query.on !== undefined) refuseFuture(query.on, dayOf(receivedAt));
        const scores = await scoresFor(db, request, set, period, query.on);
        const bytes = await scoresFile(registry, scores, query.format, receivedAt);
        return reply
          .type(FILE_TYPES[query.format])
          .header(
            'content-disposition',
            `attachment; filename="cham-diem-${set.code}-${period.label}.${query.format}"`,
          )
          .send(bytes as never);
      },
    );

    /** What is done to one locality's sheet. */
    const ofOne = <B extends z.ZodType>(
      name: 'self' | 'verification' | 'objection' | 'answer',
      summary: string,
      access: typeof SCORERS,
      body: B,
      act: (request: FastifyRequest, of: Scored, locality: Locality, given: z.infer<B>) => Promise<void>,
      whole = false,
    ) =>
      app.post(
        `/api/v1/scores/:set/:period/:locality/${name}`,
        {
          config: { access },
          schema: {
            tags: ['scores'],
            summary,
            params: ofLocality,
            body,
            response: { 200: scoreItem, ...problems(401, 403, 404, 409, 422) },
          },
        },
        async (request) => {
          const { registry, principal, params } = request;
          const asking = request as unknown as FastifyRequest<{ Params: Params }>;
          const locality = requireLocality(registry, principal, params.locality);
          const of = await (whole ? workedOn(asking) : scoredOf(asking));
          requireWriter(request);
          await orProblem(() => act(request, of, locality, request.body as z.infer<B>));
          return await sheetNow(request, of, locality);
        },
      );
    ofOne(
      'self',
      'A locality scores itself, with evidence',
      SCORERS,
      selfBody,
      (request, of, locality, given) => selfScore(db, authorOf(request), of, locality, given),
    );
    ofOne(
      'verification',
      'The department verifies what a locality says of itself',
      VERIFIERS,
      verificationBody,
      (request, of, locality, given) => verifyScore(db, authorOf(request), of, locality, given),
      true,
    );
    ofOne(
      'objection',
      'A locality objects to what is published of it, until the day that was said',
      SCORERS,
      objectionBody,
      (request, of, locality, given) => objectTo(db, authorOf(request), of, locality, given),
    );
    ofOne(
      'answer',
      'The department answers an objection; points that it changes are published at once',
      VERIFIERS,
      answerBody,
      (request, of, locality, given) => answerTo(db, authorOf(request), of, locality, given),
      true,
    );

    /** What is done to the whole period. */
    const ofAll = <B extends z.ZodType>(
      name: 'publication' | 'approval' | 'correction',
      summary: string,
      access: typeof SCORERS,
      body: B,
      act: (request: FastifyRequest, of: Scored, given: z.infer<B>) => Promise<void>,
    ) =>
      app.post(
        `/api/v1/scores/:set/:period/${name}`,
        {
          config: { access },
          schema: {
            tags: ['scores'],
            summary,
            params: ofPeriod,
            body,
            response: { 200: scoresAnswer, ...problems(401, 403, 404, 409, 422) },
          },
        },
        async (request) => {
          const of = await workedOn(request as unknown as FastifyRequest<{ Params: Params }>);
          await orProblem(() => act(request, of, request.body as z.infer<B>));
          const scores = await scoresFor(db, request, of.set, of.period);
          return presentScores(scores, scores.sheets, null);
        },
      );
    const nothing = z.strictObject({}).nullish();
    ofAll(
      'publication',
      'Publish provisionally what is verified; objections count until a day',
      VERIFIERS,
      publicationBody,
      (request, of, given) =>
        publishScores(db, authorOf(request), request.registry, of, given?.objectionsUntil),
    );
    ofAll('approval', 'Approve: nothing of it changes any more', APPROVERS, nothing, (request, of) =>
      approveScores(db, authorOf(request), of),
    );
    ofAll('correction', 'Begin the next version of approved scores', VERIFIERS, nothing, (request, of) =>
      correctScores(db, authorOf(request), of),
    );
  };
}
