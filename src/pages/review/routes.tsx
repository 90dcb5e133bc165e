import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { localitiesInArea, mayWrite } from '../../access/localities.ts';
import { rolesThatMay } from '../../access/principal.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { authorOf } from '../../http/author.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { plainText } from '../../http/query.ts';
import { decide } from '../../review/decide.ts';
import { sayFor } from '../language.tsx';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { REASON_LIMIT } from './answer.tsx';
import { loadQueue } from './facts.ts';
import { QueuePage, type QueueProps } from './page.tsx';
import { PATH, type QueueQuestion, questionOf, queueAddress, queueQuery, VIEWS } from './question.ts';

/** Roles that verify and question. */
export const REVIEWERS = rolesThatMay('review');

const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const body = z.object({
  /** One flag of its own form, or those chosen. */
  flag: z.union([id.transform((one) => [one]), z.array(id).max(100)]).default([]),
  /** `none` keeps what is chosen and decides nothing. */
  decision: z.enum(['verified', 'questioned', 'none']),
  reason: plainText.trim().max(REASON_LIMIT).default(''),
  back: z.string().max(1_000).default(PATH),
});

/** What looks odd, for those who verify it or ask the locality to look again. */
export function reviewRoutes({ sql, shell }: { sql: RootSql; shell: Shell }): Routes {
  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    asked: QueueQuestion,
    more: Pick<QueueProps, 'fault' | 'chosen'> = {},
  ): Promise<FastifyReply> {
    const { registry, principal, receivedAt: now } = request;
    const facts = await loadQueue(sql, { registry, principal, asked, now });
    const content = <QueuePage facts={facts} {...more} />;
    return sendPage(reply, status, shell(['Rà soát số liệu', 'Review of figures'], content, principal));
  }

  return async (app) => {
    app.get(
      PATH,
      { config: { access: REVIEWERS }, schema: { hide: true, querystring: queueQuery } },
      (request, reply) => show(request, reply, 200, request.query),
    );

    app.post(
      PATH,
      { config: { access: REVIEWERS, form: true }, schema: { hide: true, body } },
      async (request, reply) => {
        const { registry, principal, receivedAt: now } = request;
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const { flag: ids, decision: state, reason, back } = request.body;
        const asked = questionOf(back);
        const say = sayFor(request);
        const refuse = (message: string) => {
          const [flag] = ids;
          return show(request, reply, 422, asked, { fault: { reason, message, ...(flag ? { flag } : {}) } });
        };
        if (state === 'none') return show(request, reply, 200, asked, { chosen: ids });
        if (ids.length === 0)
          return refuse(
            say(
              'Anh/chị chưa chọn chỉ tiêu nào. Đánh dấu ít nhất một chỉ tiêu.',
              'Nothing is chosen. Mark at least one.',
            ),
          );
        if (state === 'questioned' && reason === '')
          return refuse(
            say(
              'Nhập lý do để đơn vị biết cần xem lại điều gì.',
              'Write why, so that the locality knows what to look at.',
            ),
          );
        const localities = localitiesInArea(registry, principal, dayOf(now)).map(({ code }) => code);
        const result = await decide(
          sql,
          registry,
          { ids, localities, seen: VIEWS[asked.state], state, reason },
          authorOf(request),
        );
        const told = { done: state, count: result.decided, gone: result.gone };
        return reply.redirect(queueAddress(asked, { page: asked.page, ...told }), 303);
      },
    );
  };
}
