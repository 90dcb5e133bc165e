import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';
import { acknowledge } from '../../alerts/acknowledge.ts';
import type { Notify } from '../../alerts/notify.ts';
import { CAN_ACT } from '../../alerts/routes.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { authorOf } from '../../http/author.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { attempt, type Filled } from '../parts/filled.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { readAcknowledgement } from './acknowledge-form.tsx';
import { ALERTS, alertAddress } from './addresses.ts';
import { loadAlert } from './story-facts.ts';
import { AlertPage } from './story-page.tsx';

const params = z.object({ alert: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });

/** The page of one alert, and taking it on there. */
export function alertStoryRoutes({
  sql,
  shell,
  notify,
}: {
  sql: RootSql;
  shell: Shell;
  notify: Notify;
}): Routes {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: number,
    said: { status?: number; filled?: Filled; done?: boolean } = {},
  ) => {
    const { registry, principal, formToken, receivedAt: now } = request;
    const facts = await loadAlert(sql, { registry, principal, now }, id);
    const { row, texts } = facts;
    // What was promised before is the start of what is promised anew; else it is the reader himself.
    const typed = { owner: row.owner ?? principal.name, reason: row.acknowledgement ?? '', promisedOn: '' };
    const content = (
      <AlertPage
        facts={facts}
        formToken={formToken}
        filled={said.filled ?? { typed }}
        done={said.done ?? false}
      />
    );
    return sendPage(reply, said.status ?? 200, shell([texts.reasonVi, texts.reason], content, principal));
  };

  return async (app) => {
    app.get(
      `${ALERTS}/:alert`,
      {
        config: { access: ROLES },
        schema: { hide: true, params, querystring: z.object({ done: z.string().optional() }) },
      },
      async (request, reply) =>
        show(request, reply, request.params.alert, { done: request.query.done === 'nhan' }),
    );

    app.post(
      `${ALERTS}/:alert/nhan-viec`,
      {
        config: { access: CAN_ACT, form: true },
        schema: { hide: true, params, body: z.record(z.string(), z.string().max(2_000)) },
      },
      async (request, reply) => {
        const { registry, principal, body, receivedAt: now } = request;
        const { row, mayAct } = await loadAlert(sql, { registry, principal, now }, request.params.alert);
        if (!mayAct) throw new Problem('forbidden');
        const objections = await attempt(async () => {
          const given = readAcknowledgement(body, dayOf(now));
          await acknowledge({ sql, registry, notify }, authorOf(request), [row.id], given);
        });
        if (!objections) return reply.redirect(alertAddress(row.id, 'nhan'), 303);
        const ended = objections.some(({ field }) => field === '');
        return show(request, reply, row.id, {
          status: ended ? 409 : 422,
          filled: { typed: body, objections },
        });
      },
    );
  };
}
