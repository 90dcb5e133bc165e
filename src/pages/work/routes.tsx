import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Author } from '../../access/author.ts';
import { acknowledge } from '../../alerts/acknowledge.ts';
import { promiseGaps } from '../../alerts/promise.ts';
import { MOST_PROMISED } from '../../alerts/promise-routes.ts';
import { dayOf } from '../../days.ts';
import type { Routes } from '../../http/context.ts';
import { groupBy } from '../../lib/group-by.ts';
import { WORK_PATH } from '../../outbox/compose-for.ts';
import type { WorkMessage } from '../../outbox/work-store.ts';
import { refuse } from '../../refused.ts';
import { readAcknowledgement } from '../alerts/acknowledge-form.tsx';
import type { AlertPageDeps } from '../alerts/routes.tsx';
import { hasChosenLanguage, LANGUAGES, languageCookie } from '../language.tsx';
import { attempt, type Filled, together } from '../parts/filled.ts';
import { sendPage } from '../render.ts';
import { loadWork, type WorkFacts, type WorkGap } from './facts.ts';
import { WorkExpired, WorkPage, workGapKey } from './page.tsx';

const params = z.object({ token: z.string().max(200) });
const query = z.object({
  done: z.string().optional(),
  language: z.enum(LANGUAGES).optional().catch(undefined),
});
const body = z.object({
  alert: z.union([z.string().max(20), z.array(z.string().max(20)).max(1_000)]).default([]),
  gap: z.union([z.string().max(200), z.array(z.string().max(200)).max(MOST_PROMISED)]).default([]),
  owner: z.string().max(2_000).default(''),
  reason: z.string().max(2_000).default(''),
  promisedOn: z.string().max(50).default(''),
});
/** The address is the key to what it opens, so it does not go into the log. */
const config = { config: { access: 'public' }, logLevel: 'warn' } as const;

/**
 * What the signed link of a message opens, without signing in. To read it changes nothing, however often and by
 * whom: mail servers follow links. The form needs no token of its own, since its address is one that only who
 * has the message knows; nor could it say where it comes from, as its page hides that from everybody.
 */
export function workRoutes(deps: AlertPageDeps & { publicUrl: string }): Routes {
  const { sql, wrap, notify, registry: cache, publicUrl } = deps;
  const title = ['Nội dung cần xử lý', 'The work of this message'] as const;
  const show = (
    reply: FastifyReply,
    facts: WorkFacts | null,
    said: {
      status?: number;
      filled?: Filled;
      chosen?: ReadonlySet<number>;
      promised?: ReadonlySet<string>;
      done?: boolean;
    } = {},
  ) => {
    if (!facts)
      return sendPage(reply, 410, wrap(['Liên kết đã hết hạn', 'The link has expired'], <WorkExpired />));
    const open = facts.work.filter(({ row }) => row.state === 'open').map(({ row }) => row.id);
    const typed = { owner: facts.message.recipientName, reason: '', promisedOn: '' };
    const content = (
      <WorkPage
        facts={facts}
        typed={typed}
        chosen={said.chosen ?? new Set(open)}
        promised={said.promised ?? new Set()}
        done={said.done ?? false}
      />
    );
    return sendPage(reply, said.status ?? 200, wrap(title, content), { filled: said.filled });
  };

  return async (app) => {
    app.addHook('onSend', async (_, reply) => {
      reply.header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex, nofollow');
    });

    app.get(
      `${WORK_PATH}/:token`,
      { ...config, schema: { hide: true, params, querystring: query } },
      async (request, reply) => {
        const { params, query, receivedAt } = request;
        // A message in English opens in English, where its reader has chosen nothing else in this browser.
        if (query.language && !hasChosenLanguage(request))
          return reply
            .setCookie(...languageCookie(query.language, publicUrl.startsWith('https:')))
            .redirect(`${WORK_PATH}/${params.token}`, 303);
        return show(reply, await loadWork(deps, params.token, receivedAt), { done: query.done === 'nhan' });
      },
    );

    app.post(
      `${WORK_PATH}/:token`,
      { ...config, schema: { hide: true, params, body } },
      async (request, reply) => {
        const { params, body: posted, receivedAt: now } = request;
        const facts = await loadWork(deps, params.token, now);
        if (!facts) return show(reply, null);
        const { alert, gap, ...typed } = posted;
        const promised = new Set([gap].flat());
        const ticked = new Set([alert].flat().map(Number));
        const objections = await attempt(async () => {
          const [[ids, gaps], given] = together(
            // Whatever else is named is none of this message's.
            () => chosenOf(facts, ticked, promised),
            () => readAcknowledgement(typed, dayOf(now)),
          );
          const registry = await cache.fresh();
          const taking = { sql, registry, notify };
          const author = authorBy(request, facts.message);
          if (ids.length > 0) await acknowledge(taking, author, ids, given);
          for (const [programme, own] of groupBy(gaps, (one) => one.programme))
            await promiseGaps(
              taking,
              author,
              programme,
              own.map(({ row }) => row),
              given,
            );
        });
        if (!objections) return reply.redirect(`${WORK_PATH}/${params.token}?done=nhan`, 303);
        const again = await loadWork(deps, params.token, now);
        return show(reply, again, { status: 422, filled: { typed, objections }, chosen: ticked, promised });
      },
    );
  };
}

/** @throws {Refused} at `alert`, when nothing is chosen */
function chosenOf(
  { work, gaps }: WorkFacts,
  ticked: ReadonlySet<number>,
  promised: ReadonlySet<string>,
): [ids: number[], gaps: WorkGap[]] {
  const left = work.flatMap(({ row }) => (row.state === 'resolved' ? [] : [row.id]));
  const ids = left.filter((id) => ticked.has(id));
  const own = gaps.filter((one) => promised.has(workGapKey(one)));
  if (left.length + gaps.length === 0)
    refuse('', [
      'Việc này đã xong, không cần nhận nữa.',
      'It has ended already; nothing is left to take on.',
    ]);
  if (ids.length + own.length === 0) refuse('alert', ['Chọn ít nhất một việc.', 'Choose at least one.']);
  return [ids, own];
}

/** Whoever has the message acts as the one it was sent to. */
function authorBy({ receivedAt: now, ip: source }: FastifyRequest, message: WorkMessage): Author {
  const { recipientName: name, recipient } = message;
  return { now, source, kind: 'link', actor: `${name} <${recipient}>, qua liên kết trong thư`, name };
}
