import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { authorOf } from '../../../http/author.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import { firstPage, unpackCursor } from '../../../http/query.ts';
import { retryMessage } from '../../../outbox/retry.ts';
import { findMessage, listOutbox } from '../../../outbox/store.ts';
import { sayFor } from '../../language.tsx';
import { sendPage } from '../../render.ts';
import { type AdministrationDeps, config } from '../deps.ts';
import { attempt, type Filled } from '../forms.ts';
import { Outbox } from './page.tsx';

const PATH = '/quan-tri/thu';
const PAGE = 50;
const query = z.object({
  state: z.enum(['waiting', 'sending', 'sent', 'dropped', 'failed']).optional(),
  cursor: z.string().optional(),
  done: z.string().optional(),
});
const outboxKey = z.strictObject({ createdAt: z.iso.datetime().regex(/^[1-9]/), id: z.uuid() });

/** Messages to people, and sending once more those that failed. */
export function outboxAdminRoutes({ db, shell }: AdministrationDeps): Routes {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    given: z.infer<typeof query>,
    said: { status?: number; filled?: Filled } = {},
  ) => {
    const { principal, formToken } = request;
    const say = sayFor(request);
    const { state } = given;
    const after = unpackCursor(given.cursor, outboxKey);
    const rows = await listOutbox(db.sql, { state, limit: PAGE + 1, after, area: principal.area });
    const { page, nextCursor } = firstPage(rows, PAGE, ({ createdAt, id }) => ({
      createdAt: createdAt.toISOString(),
      id,
    }));
    const content = (
      <Outbox
        messages={page}
        state={state}
        next={nextCursor && `${PATH}?${new URLSearchParams({ ...(state && { state }), cursor: nextCursor })}`}
        formToken={formToken}
        filled={said.filled ?? { typed: {} }}
        done={
          given.done === undefined
            ? undefined
            : say('Thư được gửi lại trong ít phút tới.', 'The message goes out again within minutes.')
        }
      />
    );
    return sendPage(reply, said.status ?? 200, shell(['Thư gửi đi', 'Outbox'], content, principal));
  };

  return async (app) => {
    app.get(PATH, { config, schema: { hide: true, querystring: query } }, async (request, reply) =>
      show(request, reply, request.query),
    );

    app.post(
      `${PATH}/:message/gui-lai`,
      { config, schema: { hide: true, params: z.object({ message: z.uuid() }) } },
      async (request, reply) => {
        const found = await findMessage(db.sql, request.params.message, request.principal.area);
        if (!found) throw new Problem('not_found');
        const author = authorOf(request);
        const objections = await attempt(() => retryMessage(db.orm, author, found.id));
        if (objections) return show(request, reply, {}, { status: 409, filled: { typed: {}, objections } });
        return reply.redirect(`${PATH}?done=gui-lai`, 303);
      },
    );
  };
}
