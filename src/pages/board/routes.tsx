import { z } from 'zod';
import { ROLES, WRITERS } from '../../access/principal.ts';
import { daySchema } from '../../day-schema.ts';
import { dayOf, formatDay } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { programmeParameter, refuseFuture, requireProgramme } from '../../http/lookup.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { loadBoard } from './facts.ts';
import { Board } from './page.tsx';

/** The board: the same question as `GET /api/v1/status`, answered for people. */
export function boardRoutes({ sql, shell }: { sql: RootSql; shell: Shell }): Routes {
  return async (app) => {
    app.get(
      '/',
      {
        config: { access: ROLES },
        schema: {
          hide: true,
          querystring: z.strictObject({
            province: z.string().optional(),
            day: daySchema.optional(),
            programme: programmeParameter,
          }),
        },
      },
      async (request, reply) => {
        const { registry, principal, query, receivedAt: now } = request;
        const programme = requireProgramme(registry, query.programme);
        const today = dayOf(now);
        const { day = today } = query;
        // The form sends the field blank for all provinces.
        const province = query.province || undefined;
        refuseFuture(day, today);
        const facts = await loadBoard(sql, { registry, principal, programme, province, day, now });
        const reportLink = !WRITERS.includes(principal.role)
          ? undefined
          : registry.localities.has(principal.area)
            ? 'Gửi báo cáo hôm nay'
            : 'Mở báo cáo của một đơn vị';
        const content = <Board facts={facts} conditions={registry.conditions} reportLink={reportLink} />;
        return sendPage(reply, 200, shell(formatDay(day), content, principal));
      },
    );
  };
}
