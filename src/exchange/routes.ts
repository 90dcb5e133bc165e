import { z } from 'zod';
import { areaWithin } from '../access/areas.ts';
import { ADMINS, ROLES } from '../access/principal.ts';
import { isoLocal } from '../days.ts';
import type { Orm } from '../db/connect.ts';
import { listAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { cursor, firstPage, limit, unpackCursor } from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import { readCodes } from './code-store.ts';
import { areaOfCode, setCodes } from './codes.ts';
import { codeAnswer, codesBody } from './schema.ts';
import { CODE_KINDS } from './types.ts';

/** What other systems call ours. */
export function exchangeRoutes({ orm }: { orm: Orm }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/exchange/codes',
      {
        config: { access: ROLES },
        schema: {
          tags: ['exchange'],
          summary: 'Identifiers of other systems, with what they stand for',
          description: 'What is not listed is called by our own code.',
          querystring: z.strictObject({ kind: z.enum(CODE_KINDS).optional(), limit, cursor }),
          response: { 200: listAnswer(codeAnswer), ...problems(401, 422) },
        },
      },
      async ({ registry, principal, query }) => {
        const after = unpackCursor(query.cursor, z.string()) ?? '';
        const all = await readCodes(orm, query.kind && [query.kind]);
        const sorted = all.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
        const rows = sorted.filter((row) => {
          const area = areaOfCode(registry, row);
          const readable = row.kind !== 'org_unit' || areaWithin(registry, area, principal.area);
          return readable && keyOf(row) > after;
        });
        const { page, nextCursor } = firstPage(rows, query.limit, keyOf);
        return { items: page.map((row) => ({ ...row, updatedAt: isoLocal(row.updatedAt) })), nextCursor };
      },
    );

    app.post(
      '/api/v1/exchange/codes',
      {
        config: { access: ADMINS },
        schema: {
          tags: ['exchange'],
          summary: 'Set identifiers of other systems, all or none',
          description: 'A row without `uid` and `code` takes what there was away.',
          body: codesBody,
          response: {
            200: z.object({ set: z.int(), removed: z.int() }),
            ...problems(400, 401, 403, 413, 415, 422),
          },
        },
      },
      async (request) => {
        const { registry, principal, body } = request;
        return await orProblem(() =>
          setCodes({ orm }, authorOf(request), registry, principal.area, body.items),
        );
      },
    );
  };
}

const keyOf = ({ kind, ours }: { kind: string; ours: string }) => `${kind} ${ours}`;
