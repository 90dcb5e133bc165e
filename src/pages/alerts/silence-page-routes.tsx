import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { areaWithin } from '../../access/areas.ts';
import { mayWrite } from '../../access/localities.ts';
import { ROLES } from '../../access/principal.ts';
import { areasOf, MAY_SILENCE, requireArea } from '../../alerts/silence-routes.ts';
import { findSilence, pageSilences } from '../../alerts/silence-store.ts';
import { endSilence, silence } from '../../alerts/silences.ts';
import { ALERT_KINDS } from '../../alerts/types.ts';
import { silenceSeenBy } from '../../alerts/visible.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { authorOf } from '../../http/author.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { own } from '../../own.ts';
import { withQuery } from '../addresses.ts';
import { sayFor } from '../language.tsx';
import { attempt, type Filled } from '../parts/filled.ts';
import { areaTyped } from '../parts/places.tsx';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { SILENCES } from './addresses.ts';
import { readSilence } from './silence-form.tsx';
import { SilencesPage } from './silence-page.tsx';

const LINES = 50;
const query = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  /** What the form for a new one is about. */
  area: z.string().max(5).optional(),
  kind: z.enum(ALERT_KINDS).optional(),
  done: z.string().optional(),
});
type Asked = z.infer<typeof query>;

/** Silences of one's area; those who may begin and end them there. */
export function silencePages({ sql, shell }: { sql: RootSql; shell: Shell }): Routes {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    asked: Asked,
    said: { status?: number; filled?: Filled } = {},
  ) => {
    const { registry, principal, formToken, receivedAt: now } = request;
    const say = sayFor(request);
    const maySilence = MAY_SILENCE.includes(principal.role) && mayWrite(registry, principal, now);
    const areas = areasOf(registry, principal);
    const { rows, count } = await pageSilences(sql, { areas, now, limit: LINES, page: asked.page });
    const pages = Math.max(1, Math.ceil(count / LINES));
    const first = rows.length === 0 ? 0 : (asked.page - 1) * LINES + 1;
    const withEnds = rows.map((one) => ({
      ...silenceSeenBy(principal, one),
      mayEnd: maySilence && areaWithin(registry, one.area, principal.area),
    }));
    const meant =
      asked.area !== undefined && areaWithin(registry, asked.area, principal.area) ? asked.area : null;
    const typed = {
      ...(meant === null ? {} : areaTyped(registry, meant, dayOf(now))),
      ...(asked.kind && { kind: asked.kind }),
    };
    const done: Record<string, string> = {
      moi: say('Đã tạm ngừng nhắc.', 'The silence has begun.'),
      het: say('Đã kết thúc. Việc nào chưa xong thì nhắc tiếp.', 'It is ended. What is not over goes on.'),
    };
    const content = (
      <SilencesPage
        {...{ registry, principal, now, maySilence, formToken }}
        page={{ rows: withEnds, page: Math.min(asked.page, pages), pages, first, count }}
        filled={said.filled ?? { typed }}
        done={own(done, asked.done)}
      />
    );
    return sendPage(reply, said.status ?? 200, shell(['Tạm ngừng nhắc', 'Silences'], content, principal));
  };
  const config = { access: MAY_SILENCE, form: true };

  return async (app) => {
    app.get(
      SILENCES,
      { config: { access: ROLES }, schema: { hide: true, querystring: query } },
      async (request, reply) => show(request, reply, request.query),
    );

    app.post(
      SILENCES,
      { config, schema: { hide: true, body: z.record(z.string(), z.string().max(2_000)) } },
      async (request, reply) => {
        const { registry, principal, body, receivedAt: now } = request;
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const objections = await attempt(async () => {
          await silence(sql, authorOf(request), readSilence(registry, principal, body, now));
        });
        if (!objections) return reply.redirect(withQuery(SILENCES, { done: 'moi' }), 303);
        return show(request, reply, { page: 1 }, { status: 422, filled: { typed: body, objections } });
      },
    );

    app.post(
      `${SILENCES}/:silence/ket-thuc`,
      {
        config,
        schema: {
          hide: true,
          params: z.object({ silence: z.coerce.number().int().min(1).max(2_147_483_647) }),
        },
      },
      async (request, reply) => {
        const { registry, principal, params, receivedAt: now } = request;
        const found = await findSilence(sql, params.silence);
        if (!found) throw new Problem('not_found');
        requireArea(registry, principal, found.area);
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const objections = await attempt(() => endSilence(sql, authorOf(request), found.id));
        if (!objections) return reply.redirect(withQuery(SILENCES, { done: 'het' }), 303);
        return show(request, reply, { page: 1 }, { status: 409, filled: { typed: {}, objections } });
      },
    );
  };
}
