import { z } from 'zod';
import { everInArea } from '../access/localities.ts';
import { ROLES } from '../access/principal.ts';
import { daySchema } from '../day-schema.ts';
import { addDays, dayOf, isoLocal } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { dayAnswer, listAnswer, localityAnswer, problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { requireLocality } from '../http/lookup.ts';
import { cursor, firstPage, limit, localityAsked, unpackCursor } from '../http/query.ts';
import { revisionAnswer } from './schema.ts';
import { type RecordRow, readDays, readRevisions } from './store.ts';

/** Days back from today that are listed where the caller names no first one. */
const DAYS_LISTED = 31;

/** Records read back: the latest revisions of an area, and every revision of a day. */
export function historyRoutes({ sql }: { sql: RootSql }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/records',
      {
        config: { access: ROLES },
        schema: {
          tags: ['records'],
          summary: 'Latest revisions, newest day first',
          querystring: z.strictObject({
            locality: localityAsked.optional(),
            from: daySchema.optional(),
            to: daySchema.optional(),
            limit,
            cursor,
          }),
          response: {
            200: listAnswer(revisionAnswer.extend({ locality: localityAnswer, day: dayAnswer })),
            ...problems(401, 404, 422),
          },
        },
      },
      async (request) => {
        const { registry, principal, query } = request;
        const localities =
          query.locality === undefined
            ? everInArea(registry, principal)
            : [requireLocality(registry, principal, query.locality)];
        const today = dayOf(request.receivedAt);
        const rows = await readDays(sql, {
          localities: localities.map((one) => one.code),
          from: query.from ?? addDays(today, -DAYS_LISTED),
          to: query.to ?? today,
          limit: query.limit + 1,
          after: unpackCursor(query.cursor, z.object({ day: daySchema, locality: z.string() })),
        });
        const { page, nextCursor } = firstPage(rows, query.limit, ({ day, locality }) => ({ day, locality }));
        return {
          items: page.map((row) => {
            const locality = registry.localities.get(row.locality);
            if (!locality) throw new Error(`Record of an unknown locality ${row.locality}`);
            return { locality: registry.nameOn(locality, row.day), day: row.day, ...revisionOf(row) };
          }),
          nextCursor,
        };
      },
    );

    app.get(
      '/api/v1/localities/:code/records/:day',
      {
        config: { access: ROLES },
        schema: {
          tags: ['records'],
          summary: 'Every revision of a day',
          params: z.object({ code: localityAsked, day: daySchema }),
          querystring: z.strictObject({}),
          response: {
            200: z.object({ locality: localityAnswer, day: dayAnswer, revisions: z.array(revisionAnswer) }),
            ...problems(401, 404),
          },
        },
      },
      async (request) => {
        const { registry, principal, params } = request;
        const locality = requireLocality(registry, principal, params.code);
        const rows = await readRevisions(sql, locality.code, params.day);
        return {
          locality: registry.nameOn(locality, params.day),
          day: params.day,
          revisions: rows.map(revisionOf),
        };
      },
    );
  };
}

function revisionOf(row: RecordRow): z.infer<typeof revisionAnswer> {
  const { revision, receivedAt, by, channel, values, note } = row;
  return { revision, receivedAt: isoLocal(receivedAt), by, channel, values, note };
}
