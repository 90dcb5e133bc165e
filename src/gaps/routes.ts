import { z } from 'zod';
import { ROLES } from '../access/principal.ts';
import { dayOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { loadMarks } from '../funding/marks.ts';
import { colourAnswer, problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { programmeParameter, requireProgramme } from '../http/lookup.ts';
import { codeAsked, cursor, firstPage, limit, provinceAsked, unpackCursor } from '../http/query.ts';
import { contentTypeOf, MEDIA_TYPES } from '../sheets/formats.ts';
import { type Cell, sheetStream } from '../sheets/write.ts';
import { gapOf } from './answer.ts';
import { gapFilter } from './filter.ts';
import { gapListAnswer } from './schema.ts';
import { gapSheet } from './sheet.ts';
import { allGaps, type GapRow, readGapPage } from './store.ts';

const query = z.strictObject({
  province: provinceAsked.optional(),
  group: codeAsked.optional().meta({ description: 'Code of a condition' }),
  indicator: codeAsked.optional(),
  colour: colourAnswer.optional(),
  minAgeDays: z.coerce.number().int().min(0).max(10_000).optional(),
  owner: z.string().max(200).optional(),
  format: z.enum(['json', 'csv', 'xlsx']).default('json'),
  programme: programmeParameter,
  limit,
  cursor,
});

/** Who lacks what, since when, and how many units in all. */
export function gapRoutes({ sql }: { sql: RootSql }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/gaps',
      {
        config: {
          access: ROLES,
          heavy: ({ query: asked }) => (asked as { format?: string }).format !== 'json',
        },
        schema: {
          tags: ['gaps'],
          summary: 'Required indicators that are not met',
          description:
            'As CSV or XLSX the whole list is streamed, whatever the limit. Totals cover all of it.',
          produces: ['application/json', ...Object.values(MEDIA_TYPES)],
          querystring: query,
          response: { 200: gapListAnswer, ...problems(401, 404, 422, 429, 503) },
        },
      },
      async (request, reply) => {
        const { registry, principal, query: asked, receivedAt: now } = request;
        const today = dayOf(now);
        const programme = requireProgramme(request, asked.programme);
        const filter = gapFilter(registry, principal, programme, asked, today);

        if (asked.format !== 'json') {
          const { columns, cells } = gapSheet(registry, today, principal.area === '*');
          const mark = await loadMarks(sql, registry, filter.localities, today);
          const lines = linesOf(allGaps(sql, filter), (row) => cells(gapOf(registry, row, today, mark(row))));
          return (
            reply
              .type(contentTypeOf(asked.format))
              .header('content-disposition', `attachment; filename="con-thieu-${today}.${asked.format}"`)
              // A stream has no schema of its own: it goes out as it is.
              .send(sheetStream(asked.format, { sheetName: 'Còn thiếu', columns }, lines) as never)
          );
        }

        const after = unpackCursor(asked.cursor, z.object({ locality: z.string(), indicator: z.string() }));
        const [{ rows, totals }, mark] = await Promise.all([
          readGapPage(sql, filter, { after, limit: asked.limit + 1 }),
          loadMarks(sql, registry, filter.localities, today),
        ]);
        const { page, nextCursor } = firstPage(rows, asked.limit, ({ locality, indicator }) => ({
          locality,
          indicator,
        }));
        const items = page.map((row) => gapOf(registry, row, today, mark(row)));
        return reply.send({ items, totals, nextCursor });
      },
    );
  };
}

async function* linesOf(
  rows: AsyncIterable<GapRow>,
  cellsOf: (row: GapRow) => Cell[],
): AsyncGenerator<Cell[]> {
  for await (const row of rows) yield cellsOf(row);
}
