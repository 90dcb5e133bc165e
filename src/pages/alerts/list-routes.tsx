import { ROLES } from '../../access/principal.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { screen } from '../parts/screen.tsx';
import { rowsAsked } from '../parts/table-file.ts';
import type { Wrap } from '../wrap.tsx';
import { ALERTS } from './addresses.ts';
import { loadAlerts } from './list-facts.ts';
import { AlertsPage } from './list-page.tsx';
import { alertsQuery } from './question.ts';

/** Lines of one page. */
const LINES = 50;

/** The list of alerts of one's area. */
export function alertListRoutes({ sql, wrap }: { sql: RootSql; wrap: Wrap }): Routes {
  return async (app) => {
    screen(app, wrap, {
      path: ALERTS,
      config: { access: ROLES },
      query: alertsQuery.shape,
      done: { nhan: ['Đã ghi nhận người xử lý và ngày hẹn.', 'Who does it and the date are noted.'] },
      view: async ({ query, request }) => {
        const lines = rowsAsked(request, LINES);
        const facts = await loadAlerts(sql, request, query, lines);
        return { title: ['Cảnh báo', 'Alerts'], content: <AlertsPage facts={facts} /> };
      },
    });
  };
}
