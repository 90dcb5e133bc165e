import { z } from 'zod';
import { ROLES, WRITERS } from '../../access/principal.ts';
import { formatDay } from '../../days.ts';
import type { Orm, RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { readableBy } from '../../reports/access.ts';
import { listReports } from '../../reports/store.ts';
import { BOARD } from '../addresses.ts';
import { sayFor } from '../language.tsx';
import { tableQuery } from '../parts/table-file.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { createAreas } from './areas.ts';
import { loadBoard } from './facts.ts';
import { LeaderPage } from './leader.tsx';
import { Board } from './page.tsx';
import { PROVINCES } from './province-table.tsx';
import { boardQuestion, which } from './question.ts';
import { SHOWN } from './shown.ts';
import { createTrends } from './trend.ts';

const boardQuery = z.strictObject({
  ...which,
  show: z.enum(SHOWN).optional(),
  ...tableQuery,
  [`${PROVINCES}.sort`]: tableQuery.sort,
});
const leaderQuery = z.strictObject(which);

/** The board: the same question as `GET /api/v1/status`, answered for people; and on one sheet for leaders. */
export function boardRoutes({ sql, orm, shell }: { sql: RootSql; orm: Orm; shell: Shell }): Routes {
  const deps = { sql, trends: createTrends(sql), areas: createAreas(orm) };
  return async (app) => {
    app.get(
      BOARD,
      { config: { access: ROLES }, schema: { hide: true, querystring: boardQuery } },
      async (request, reply) => {
        const { registry, principal, query } = request;
        const question = boardQuestion(request, query);
        const facts = await loadBoard(deps, question);
        const say = sayFor(request);
        const reportLink = !WRITERS.includes(principal.role)
          ? undefined
          : registry.localities.has(principal.area)
            ? say('Gửi báo cáo hôm nay', "Send today's report")
            : say('Mở báo cáo của một đơn vị', 'Open the report of a commune');
        const content = (
          <Board facts={facts} shown={query.show} conditions={registry.conditions} reportLink={reportLink} />
        );
        return sendPage(reply, 200, shell(formatDay(question.day), content, principal));
      },
    );

    app.get(
      '/lanh-dao',
      { config: { access: ROLES }, schema: { hide: true, querystring: leaderQuery } },
      async (request, reply) => {
        const { registry, principal } = request;
        const question = boardQuestion(request, request.query);
        const ofProvince = { state: 'approved', province: request.query.province } as const;
        const [facts, [latest = null]] = await Promise.all([
          loadBoard(deps, question),
          listReports(orm, readableBy(registry, principal), ofProvince, { limit: 1, after: null }),
        ]);
        const content = <LeaderPage facts={facts} conditions={registry.conditions} latest={latest} />;
        return sendPage(reply, 200, shell(['Tóm tắt 1 trang', 'One page'], content, request.principal));
      },
    );
  };
}
