import type { FastifyInstance } from 'fastify';
import { may } from '../../access/principal.ts';
import { countOpen } from '../../alerts/open-store.ts';
import { visibleAreas } from '../../alerts/visible.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { countWaitingFlags } from '../../review/queue-store.ts';
import { fileAsked } from '../parts/table-file.ts';

export interface Waits {
  /** Open alerts. */
  alerts: number;
  /** Figures that look odd and that nobody has looked at; none where somebody else looks at them. */
  flags: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What waits for who reads, for the navigation; null where no page is shown to anybody signed in. */
    waits: Waits | null;
  }
}

/** Pages show beside their ways how much waits behind each. */
export function addWaits(app: Pick<FastifyInstance, 'addHook' | 'decorateRequest'>, sql: RootSql): void {
  app.decorateRequest('waits', null);
  app.addHook('preHandler', async (request) => {
    const { principal, registry, receivedAt } = request;
    if (!principal || fileAsked(request) !== undefined) return;
    const [alerts, flags] = await Promise.all([
      countOpen(sql, visibleAreas(registry, principal)),
      may(principal.role, 'review') ? countWaitingFlags(sql, principal.area, dayOf(receivedAt)) : 0,
    ]);
    request.waits = { alerts, flags };
  });
}
