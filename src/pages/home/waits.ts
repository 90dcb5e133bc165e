import type { FastifyInstance } from 'fastify';
import { may } from '../../access/principal.ts';
import { countOpen } from '../../alerts/open-store.ts';
import { visibleAreas } from '../../alerts/visible.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { own } from '../../lib/own.ts';
import { countWaitingFlags } from '../../review/queue-store.ts';
import { HOME } from '../addresses.ts';
import { fileAsked } from '../parts/table-file.ts';
import { SAVABLE } from '../saved/pages.ts';
import { readSaved, type SavedFilter } from '../saved/store.ts';

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
    /** What he keeps of lists; null where he keeps nothing, having no account. */
    saved: readonly SavedFilter[] | null;
  }
}

/** Pages show beside their ways how much waits behind each. */
export function addWaits(app: Pick<FastifyInstance, 'addHook' | 'decorateRequest'>, sql: RootSql): void {
  app.decorateRequest('waits', null);
  app.decorateRequest('saved', null);
  app.addHook('preHandler', async (request) => {
    const { principal, registry, receivedAt, session } = request;
    const person = session?.person ?? null;
    const keeps =
      own(SAVABLE, request.url.split('?')[0]) !== undefined ||
      request.url.startsWith('/?') ||
      request.url === HOME;
    if (!principal || fileAsked(request) !== undefined) return;
    const [alerts, flags, saved] = await Promise.all([
      countOpen(sql, visibleAreas(registry, principal)),
      may(principal.role, 'review') ? countWaitingFlags(sql, principal.area, dayOf(receivedAt)) : 0,
      person !== null && keeps ? readSaved(sql, person) : null,
    ]);
    request.saved = saved;
    request.waits = { alerts, flags };
  });
}
