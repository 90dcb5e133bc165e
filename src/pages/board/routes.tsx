import { z } from 'zod';
import { ROLES, WRITERS } from '../../access/principal.ts';
import { daySchema } from '../../day-schema.ts';
import { dayOf, formatDay } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { programmeParameter, refuseFuture, requireProgramme } from '../../http/lookup.ts';
import { sayFor } from '../language.tsx';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { loadBoard } from './facts.ts';
import { Board } from './page.tsx';
import { SHOWN } from './shown.ts';
import { createTrends } from './trend.ts';

const which = { province: z.string().optional(), day: daySchema.optional(), programme: programmeParameter };
const query = z.strictObject({
  ...which,
  show: z.enum(SHOWN).optional(),
  sort: z.enum(['rank', 'name']).default('rank'),
  map: z.enum(['tiles', 'areas']).default('tiles'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** The board: the same question as `GET /api/v1/status`, answered for people. */
export function boardRoutes({ sql, shell }: { sql: RootSql; shell: Shell }): Routes {
  const trends = createTrends(sql);
  return async (app) => {
    app.get(
      '/',
      { config: { access: ROLES }, schema: { hide: true, querystring: query } },
      async (request, reply) => {
        const { registry, principal, query: asked, receivedAt: now } = request;
        const programme = requireProgramme(registry, asked.programme);
        const { day = dayOf(now), show: shown, sort, map, page } = asked;
        // The form sends the field blank for all provinces.
        const province = asked.province || undefined;
        refuseFuture(day, dayOf(now));
        const facts = await loadBoard(
          { sql, trends },
          { registry, principal, programme, province, day, now },
        );
        const say = sayFor(request);
        const reportLink = !WRITERS.includes(principal.role)
          ? undefined
          : registry.localities.has(principal.area)
            ? say('Gửi báo cáo hôm nay', "Send today's report")
            : say('Mở báo cáo của một đơn vị', 'Open the report of a commune');
        const view = { shown, sort, map, page };
        const content = (
          <Board facts={facts} view={view} conditions={registry.conditions} reportLink={reportLink} />
        );
        return sendPage(reply, 200, shell(formatDay(day), content, principal));
      },
    );
  };
}
