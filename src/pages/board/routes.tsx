import { z } from 'zod';
import { ROLES, WRITERS } from '../../access/principal.ts';
import { formatDay } from '../../days.ts';
import type { Orm, RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { readableBy } from '../../reports/access.ts';
import { listReports } from '../../reports/store.ts';
import { BOARD } from '../addresses.ts';
import { screen } from '../parts/screen.tsx';
import { tableQuery } from '../parts/table-file.ts';
import type { Wrap } from '../wrap.tsx';
import { createAreas } from './areas.ts';
import { loadBoard } from './facts.ts';
import { LeaderPage } from './leader.tsx';
import { Board } from './page.tsx';
import { PROVINCES } from './province-table.tsx';
import { boardQuestion, which } from './question.ts';
import { SHOWN } from './shown.ts';
import { createTrends } from './trend.ts';

/** The board: the same question as `GET /api/v1/status`, answered for people; and on one sheet for leaders. */
export function boardRoutes({ sql, orm, wrap }: { sql: RootSql; orm: Orm; wrap: Wrap }): Routes {
  const deps = { sql, trends: createTrends(sql), areas: createAreas(orm) };
  return async (app) => {
    screen(app, wrap, {
      path: BOARD,
      config: { access: ROLES },
      strict: true,
      query: {
        ...which,
        show: z.enum(SHOWN).optional(),
        ...tableQuery,
        [`${PROVINCES}.sort`]: tableQuery.sort,
      },
      load: ({ request, query }) => loadBoard(deps, boardQuestion(request, query)),
      view: ({ it: facts, query, registry, principal, say }) => {
        const reportLink = !WRITERS.includes(principal.role)
          ? undefined
          : registry.localities.has(principal.area)
            ? say('Gửi báo cáo hôm nay', "Send today's report")
            : say('Mở báo cáo của một đơn vị', 'Open the report of a commune');
        return {
          title: formatDay(facts.day),
          content: (
            <Board
              facts={facts}
              shown={query.show}
              conditions={registry.conditions}
              reportLink={reportLink}
            />
          ),
        };
      },
    });

    screen(app, wrap, {
      path: '/lanh-dao',
      config: { access: ROLES },
      strict: true,
      query: which,
      load: async ({ request, registry, principal, query }) => {
        const ofProvince = { state: 'approved', province: query.province } as const;
        const [facts, [latest = null]] = await Promise.all([
          loadBoard(deps, boardQuestion(request, query)),
          listReports(orm, readableBy(registry, principal), ofProvince, { limit: 1, after: null }),
        ]);
        return { facts, latest };
      },
      view: ({ it, registry }) => ({
        title: ['Tóm tắt 1 trang', 'One page'],
        content: <LeaderPage {...it} conditions={registry.conditions} />,
      }),
    });
  };
}
