import type { SessionLimits } from '../../accounts/types.ts';
import { addDays, dayOf, instantOf } from '../../days.ts';
import type { Routes } from '../../http/context.ts';
import { countFailed } from '../../outbox/store.ts';
import { failedRuns } from '../../scheduler/runs-store.ts';
import { sendPage } from '../render.ts';
import { agencyRoutes } from './agencies/routes.tsx';
import { auditAdminRoutes } from './audit/routes.tsx';
import { calendarRoutes } from './calendar/routes.tsx';
import { channelRoutes } from './channels/routes.tsx';
import { webhookRoutes } from './channels/webhook-routes.tsx';
import { contactRoutes } from './contacts/routes.tsx';
import { type AdministrationDeps, config } from './deps.ts';
import { digestAdminRoutes } from './digests/routes.tsx';
import { exceptionRoutes } from './exceptions/routes.tsx';
import { exchangeAdminRoutes } from './exchange/routes.tsx';
import { exemptionRoutes } from './exemptions/routes.tsx';
import { ADMINISTRATION } from './frame.tsx';
import { indicatorRoutes } from './indicators/routes.tsx';
import { jobAdminRoutes } from './jobs/routes.tsx';
import { ladderAdminRoutes } from './ladders/routes.tsx';
import { localityAdminRoutes } from './localities/routes.tsx';
import { localitySheetRoutes } from './localities/sheet-routes.tsx';
import { openDataAdminRoutes } from './open-data/routes.tsx';
import { outboxAdminRoutes } from './outbox/routes.tsx';
import { Overview } from './overview.tsx';
import { rolloutPages } from './people/rollout-routes.tsx';
import { peopleRoutes } from './people/routes.tsx';
import { peopleSheetPages } from './people/sheet-routes.tsx';
import { programmeMakingRoutes } from './programmes/make-routes.tsx';
import { programmeRoutes } from './programmes/routes.tsx';
import { reportScheduleRoutes } from './report-schedules/routes.tsx';
import { startRoutes } from './start/routes.tsx';
import { templateRoutes } from './templates/routes.tsx';
import { tokenRoutes } from './tokens/routes.tsx';

/** Counted no further; more than these are many. */
const MANY = 1_000;

/** What administrators look after, each part in a folder of its own. */
export function administrationRoutes(deps: AdministrationDeps & { sessions: SessionLimits }): Routes {
  const { db, wrap } = deps;
  return async (app) => {
    app.get(ADMINISTRATION, { config, schema: { hide: true } }, async (request, reply) => {
      const { principal, receivedAt: now } = request;
      const weekAgo = instantOf(addDays(dayOf(now), -7));
      const [runs, messages] = await Promise.all([
        failedRuns(db.sql, weekAgo, MANY),
        countFailed(db.sql, principal.area),
      ]);
      const content = <Overview troubles={{ jobs: runs.length, messages }} />;
      return sendPage(reply, 200, wrap(['Quản trị', 'Administration'], content, principal));
    });
    for (const part of [
      startRoutes(deps),
      peopleRoutes(deps),
      peopleSheetPages(deps),
      rolloutPages(deps),
      contactRoutes(deps),
      tokenRoutes(deps),
      localitySheetRoutes(deps),
      localityAdminRoutes(deps),
      agencyRoutes(deps),
      indicatorRoutes(deps),
      exemptionRoutes(deps),
      programmeMakingRoutes(deps),
      programmeRoutes(deps),
      calendarRoutes(deps),
      exceptionRoutes(deps),
      ladderAdminRoutes(deps),
      jobAdminRoutes(deps),
      templateRoutes(deps),
      outboxAdminRoutes(deps),
      channelRoutes(deps),
      webhookRoutes(deps),
      digestAdminRoutes(deps),
      reportScheduleRoutes(deps),
      openDataAdminRoutes(deps),
      exchangeAdminRoutes(deps),
      auditAdminRoutes(deps),
    ])
      await app.register(part);
  };
}
