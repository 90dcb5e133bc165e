import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayWrite } from '../../access/localities.ts';
import { ROLES, rolesThatMay } from '../../access/principal.ts';
import { CAN_ACT } from '../../alerts/routes.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { readableBy } from '../../documents/access.ts';
import { WRITERS } from '../../documents/routes.ts';
import { type Mention, readMentions } from '../../documents/store.ts';
import type { Routes } from '../../http/context.ts';
import { programmeInAddress, requireProgramme } from '../../http/lookup.ts';
import { contentTypeOf } from '../../sheets/formats.ts';
import { sheetStream } from '../../sheets/write.ts';
import { pageOf } from '../parts/pager.tsx';
import { screen } from '../parts/screen.tsx';
import { tableQuery } from '../parts/table-file.ts';
import { PROMISED, PROMISED_WORDS } from '../promises/words.ts';
import type { Wrap } from '../wrap.tsx';
import { type GapsFacts, loadGaps, readColours } from './facts.ts';
import { matrixFor } from './matrix-facts.ts';
import { GapsPage } from './page.tsx';
import { type GapsQuestion, gapsQuery, ROWS, TOTALS } from './question.ts';
import { gapKey, type ListedGap } from './rules.ts';
import { gapLines } from './sheet.ts';

/** Roles that urge localities. */
export const REMINDERS = rolesThatMay('remind');

/** What a request asks of the gap list, loaded. */
export async function gapsAsked(
  sql: RootSql,
  request: FastifyRequest,
  asked: GapsQuestion,
  only?: ReadonlySet<string>,
): Promise<GapsFacts> {
  const { registry, principal, receivedAt: now } = request;
  const programme = requireProgramme(request, asked.programme);
  const named = { ...asked, programme: programmeInAddress(request, programme) };
  return await loadGaps(sql, { registry, principal, programme, asked: named, now, only });
}

/** The gap list to work with, and as a file of exactly the rows that it shows. */
export function gapPages({ sql, wrap }: { sql: RootSql; wrap: Wrap }): Routes {
  return async (app) => {
    screen(app, wrap, {
      path: '/con-thieu',
      // The matrix of a nation is as long as its sheet.
      config: {
        access: ROLES,
        heavy: ({ query: asked }) => (asked as { view?: string }).view === 'matrix',
      },
      strict: true,
      query: {
        ...gapsQuery.shape,
        // Its tables are files, too.
        [`${TOTALS}.sort`]: tableQuery.sort,
        format: tableQuery.format,
        table: tableQuery.table,
      },
      done: { [PROMISED]: PROMISED_WORDS },
      load: async ({ request, registry, query }) => {
        const facts = await gapsAsked(sql, request, query);
        const colours =
          query.view === 'matrix' || facts.all.length === 0 ? await readColours(sql, facts) : undefined;
        const matrix = query.view === 'matrix' && colours ? matrixFor(registry, facts, colours) : undefined;
        const rows = matrix === undefined ? pageOf(facts.found, query.page, ROWS).rows : [];
        const known = colours === undefined || colours.size > 0;
        return { facts, matrix, known, urged: await urgedLast(sql, request, rows) };
      },
      view: ({ it, registry, principal }) => ({
        title: ['Còn thiếu', 'Gaps'],
        content: (
          <GapsPage
            {...it}
            may={{
              remind: REMINDERS.includes(principal.role),
              write: WRITERS.includes(principal.role),
              promise: CAN_ACT.includes(principal.role) && mayWrite(registry, principal, it.facts.now),
            }}
          />
        ),
      }),
    });

    app.get(
      '/con-thieu/tep',
      {
        config: { access: ROLES, heavy: true },
        schema: {
          hide: true,
          querystring: gapsQuery.extend({ format: z.enum(['csv', 'xlsx']).default('xlsx') }),
        },
      },
      async (request, reply) => {
        const { format } = request.query;
        const facts = await gapsAsked(sql, request, request.query);
        const { columns, lines } = gapLines(request.registry, facts, request.principal.area === '*');
        return reply
          .type(contentTypeOf(format))
          .header('content-disposition', `attachment; filename="con-thieu-${facts.today}.${format}"`)
          .header('cache-control', 'no-store')
          .send(sheetStream(format, { sheetName: 'Còn thiếu', columns }, lines));
      },
    );
  };
}

/** Of these gaps by which document each was urged last, by its key. */
async function urgedLast(
  sql: RootSql,
  { registry, principal, receivedAt }: FastifyRequest,
  gaps: readonly ListedGap[],
): Promise<Map<string, Mention>> {
  const codes = [...new Set(gaps.map(({ locality }) => locality))];
  const found = await readMentions(sql, readableBy(registry, principal), codes, dayOf(receivedAt));
  // The latest of each comes first; what was there no more since began anew after that.
  const standing = found.filter(({ closedOn }) => closedOn === null);
  return new Map(standing.reverse().map((one) => [gapKey(one), one]));
}
