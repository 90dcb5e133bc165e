import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CHANNELS } from '../../../channels/all.ts';
import { authorOf } from '../../../http/author.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import { firstPage, unpackCursor } from '../../../http/query.ts';
import { retryAll, retryMessage } from '../../../outbox/retry.ts';
import { countFailed, findMessage, listFailed, listOutbox } from '../../../outbox/store.ts';
import { type Say, sayFor } from '../../language.tsx';
import { attempt, type Filled } from '../../parts/filled.ts';
import { sendPage } from '../../render.ts';
import { type AdministrationDeps, config } from '../deps.ts';
import { Outbox, outboxAddress } from './page.tsx';

const PATH = '/quan-tri/thu';
const PAGE = 50;
/** So many at once; who has more failed messages presses the button again. */
const MOST_RETRIED = 500;
const query = z.object({
  state: z.enum(['waiting', 'sending', 'sent', 'dropped', 'failed']).optional(),
  channel: z.enum(CHANNELS).optional(),
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
    const { state, channel } = given;
    const after = unpackCursor(given.cursor, outboxKey);
    const { area } = principal;
    const rows = await listOutbox(db.sql, { state, channel, limit: PAGE + 1, after, area });
    const failed = channel === undefined ? 0 : await countFailed(db.sql, area, channel);
    const { page, nextCursor } = firstPage(rows, PAGE, ({ createdAt, id }) => ({
      createdAt: createdAt.toISOString(),
      id,
    }));
    const content = (
      <Outbox
        messages={page}
        filter={{ state, channel }}
        failed={failed}
        next={nextCursor && outboxAddress({ state, channel }, { cursor: nextCursor })}
        formToken={formToken}
        filled={said.filled ?? { typed: {} }}
        done={doneWords(given.done, say)}
      />
    );
    return sendPage(reply, said.status ?? 200, shell(['Thư gửi đi', 'Outbox'], content, principal));
  };

  return async (app) => {
    app.get(PATH, { config, schema: { hide: true, querystring: query } }, async (request, reply) =>
      show(request, reply, request.query),
    );

    app.post(
      `${PATH}/gui-lai`,
      { config, schema: { hide: true, body: z.object({ channel: z.enum(CHANNELS) }) } },
      async (request, reply) => {
        const { channel } = request.body;
        const { area } = request.principal;
        const ids = await listFailed(db.sql, channel, area, MOST_RETRIED);
        const count = await retryAll(db.orm, authorOf(request), ids, area);
        return reply.redirect(outboxAddress({ channel }, { done: String(count) }), 303);
      },
    );

    app.post(
      `${PATH}/:message/gui-lai`,
      { config, schema: { hide: true, params: z.object({ message: z.uuid() }) } },
      async (request, reply) => {
        const { area } = request.principal;
        const found = await findMessage(db.sql, request.params.message, area);
        if (!found) throw new Problem('not_found');
        const author = authorOf(request);
        const objections = await attempt(() => retryMessage(db.orm, author, found.id, area));
        if (objections) return show(request, reply, {}, { status: 409, filled: { typed: {}, objections } });
        return reply.redirect(`${PATH}?done=gui-lai`, 303);
      },
    );
  };
}

function doneWords(done: string | undefined, say: Say): string | undefined {
  if (done === undefined) return undefined;
  return /^\d{1,6}$/.test(done)
    ? say(`${done} thư được gửi lại trong ít phút tới.`, `${done} messages go out again within minutes.`)
    : say('Thư được gửi lại trong ít phút tới.', 'The message goes out again within minutes.');
}
