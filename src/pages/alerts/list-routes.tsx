import { ROLES } from '../../access/principal.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { ALERTS } from './addresses.ts';
import { loadAlerts } from './list-facts.ts';
import { AlertsPage } from './list-page.tsx';
import { alertsQuery } from './question.ts';

/** The list of alerts of one's area. */
export function alertListRoutes({ sql, shell }: { sql: RootSql; shell: Shell }): Routes {
  return async (app) => {
    app.get(
      ALERTS,
      { config: { access: ROLES }, schema: { hide: true, querystring: alertsQuery } },
      async (request, reply) => {
        const { registry, principal, receivedAt: now, query } = request;
        const facts = await loadAlerts(sql, { registry, principal, now }, query);
        return sendPage(reply, 200, shell(['Cảnh báo', 'Alerts'], <AlertsPage facts={facts} />, principal));
      },
    );
  };
}
