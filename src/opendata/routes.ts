import { z } from 'zod';
import { ADMINS } from '../access/principal.ts';
import { summaryAnswer } from '../collect/schema.ts';
import type { Orm } from '../db/connect.ts';
import { colourAnswer, dayAnswer, instantAnswer, problems, reportingAnswer } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { provinceAsked } from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import { contentTypeOf, MEDIA_TYPES } from '../sheets/formats.ts';
import { type Cell, sheetStream } from '../sheets/write.ts';
import { mayKeep, sayKept } from './cached.ts';
import { setOpenData } from './settings.ts';
import type { OpenData, OpenSource } from './source.ts';
import { findOpenData } from './store.ts';

const fieldAnswer = z.object({
  field: z.string(),
  type: z.enum(['text', 'number', 'date', 'datetime']),
  unit: z.string().nullable(),
  meaningVi: z.string(),
  meaning: z.string(),
  sourceVi: z.string(),
  source: z.string(),
});

const openAnswer = z
  .object({
    province: z.string(),
    name: z.string(),
    programme: z.object({ code: z.string(), nameVi: z.string(), nameEn: z.string() }),
    day: dayAnswer,
    asOf: instantAnswer,
    publisher: z.string(),
    licence: z.string(),
    summary: summaryAnswer,
    conditions: z.array(
      z.object({
        code: z.string(),
        nameVi: z.string(),
        nameEn: z.string(),
        met: z.int(),
        unmet: z.int(),
        unknown: z.int(),
      }),
    ),
    localities: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        type: z.string(),
        colour: colourAnswer,
        percent: z.number().nullable(),
        reporting: reportingAnswer,
        conditions: z.record(z.string(), z.string()),
      }),
    ),
    dictionary: z.array(fieldAnswer),
  })
  .meta({ id: 'OpenData' });

const settingsAnswer = z.object({ on: z.boolean(), licence: z.string(), publisher: z.string() });
const format = z.enum(['json', 'csv']).default('json');
const params = z.object({ province: provinceAsked });

/** What anybody may read of a province that is open, and who opens it. */
export function openDataRoutes({ orm, source }: { orm: Orm; source: OpenSource }): Routes {
  return async (app) => {
    await app.register(readings(source));
    app.post(
      '/api/v1/open/:province/settings',
      {
        config: { access: ADMINS },
        schema: {
          tags: ['open'],
          summary: 'Open a province to anybody, or close it',
          params,
          body: z.strictObject({
            on: z.boolean(),
            licence: z.string().max(200),
            publisher: z.string().max(200),
          }),
          response: { 200: settingsAnswer, ...problems(400, 401, 403, 404, 413, 415, 422) },
        },
      },
      async (request) => {
        const { registry, principal, params: of, body } = request;
        await orProblem(() =>
          setOpenData({ orm }, authorOf(request), registry, principal.area, of.province, body),
        );
        const stored = await findOpenData(orm, of.province);
        if (!stored) throw new Problem('not_found');
        const { on, licence, publisher } = stored;
        return { on, licence, publisher };
      },
    );
  };
}

/** Without credentials; what is closed is as if it were not there. */
function readings(source: OpenSource): Routes {
  return async (open) => {
    open.addHook('onSend', sayKept);
    const require = async (province: string, now: Date): Promise<OpenData> => {
      const found = await source.read(province, now);
      if (!found) throw new Problem('not_found');
      return found;
    };

    open.get(
      '/api/v1/open/:province',
      {
        config: { access: 'public' },
        schema: {
          tags: ['open'],
          summary: 'How a province stands, for anybody, where it is open',
          description:
            'No person, note, value or amount of money. As CSV a line a locality. May be kept for a minute; `ETag` and `If-None-Match` are answered with 304.',
          produces: ['application/json', MEDIA_TYPES.csv],
          params,
          querystring: z.strictObject({ format }),
          response: { 200: openAnswer, 304: z.void(), ...problems(404, 422, 429) },
        },
      },
      async (request, reply) => {
        const found = await require(request.params.province, request.receivedAt);
        const { figures, dictionary, settings, etag } = found;
        reply.header('access-control-allow-origin', '*');
        if (mayKeep(request, reply, etag)) return reply.code(304).send();
        if (request.query.format === 'csv')
          return reply
            .type(contentTypeOf('csv'))
            .header('content-disposition', `attachment; filename="${figures.province}-${figures.day}.csv"`)
            .send(sheetStream('csv', sheetOf(found), linesOf(found)) as never);
        const { publisher, licence } = settings;
        return reply.send({ ...figures, publisher, licence, dictionary: dictionary.map(answerOf) });
      },
    );

    open.get(
      '/api/v1/open/:province/dictionary',
      {
        config: { access: 'public' },
        schema: {
          tags: ['open'],
          summary: 'What the fields of the open figures mean',
          produces: ['application/json', MEDIA_TYPES.csv],
          params,
          querystring: z.strictObject({ format }),
          response: {
            200: z.object({ items: z.array(fieldAnswer) }),
            304: z.void(),
            ...problems(404, 422, 429),
          },
        },
      },
      async (request, reply) => {
        const { dictionary, etag } = await require(request.params.province, request.receivedAt);
        reply.header('access-control-allow-origin', '*');
        if (mayKeep(request, reply, etag)) return reply.code(304).send();
        const items = dictionary.map(answerOf);
        if (request.query.format === 'json') return reply.send({ items });
        const columns = Object.keys(fieldAnswer.shape).map((header) => ({ header }));
        const lines = items.map((item): Cell[] =>
          columns.map(({ header }) => item[header as keyof typeof item]),
        );
        return reply
          .type(contentTypeOf('csv'))
          .send(sheetStream('csv', { sheetName: 'dictionary', columns }, lines) as never);
      },
    );
  };
}

function answerOf({ field, type, unit, meaning, source }: OpenData['dictionary'][number]) {
  return {
    field,
    type,
    unit,
    meaningVi: meaning[0],
    meaning: meaning[1],
    sourceVi: source[0],
    source: source[1],
  };
}

function sheetOf({ figures, dictionary }: OpenData) {
  return { sheetName: figures.day, columns: dictionary.map(({ field }) => ({ header: field })) };
}

/** In the order of the dictionary. */
function linesOf({ figures: { province, day, conditions, localities } }: OpenData): Cell[][] {
  return localities.map((one) => [
    province,
    one.code,
    one.name,
    one.type,
    day,
    one.colour,
    one.percent,
    one.reporting,
    ...conditions.map(({ code }) => one.conditions[code] ?? null),
  ]);
}
