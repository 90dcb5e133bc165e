import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';
import { insertAudit } from '../../access/store.ts';
import { auditedAs, nameOf } from '../../accounts/names.ts';
import { minLength } from '../../accounts/password-rules.ts';
import { endSessionsOf, listSessions } from '../../accounts/session-store.ts';
import { changePassword } from '../../accounts/set-password.ts';
import type { SessionLimits } from '../../accounts/types.ts';
import type { Orm } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import type { Words } from '../language.tsx';
import { passwordFaultWords, WRONG_PRESENT, waitWords } from '../parts/password-fault.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { requireOwner } from './owner.ts';
import { Account, type AccountProps, NoAccount } from './page.tsx';

const DONE = ['password', 'session', 'off'] as const;
const NOTICES: Record<(typeof DONE)[number], Words> = {
  password: [
    'Đã đổi mật khẩu. Các máy khác phải đăng nhập lại.',
    'The password is changed. Other devices sign in again.',
  ],
  session: ['Đã kết thúc phiên đăng nhập đó.', 'That session is ended.'],
  off: ['Đã tắt xác thực hai lớp.', 'The second factor is off.'],
};
const TITLE: Words = ['Tài khoản', 'Account'];
const config = { access: ROLES, form: true };
const password = z.string().max(1_000).default('');

/** A person's own account. Who came with a token has none. */
export function accountRoutes({
  orm,
  sessions: limits,
  shell,
}: {
  orm: Orm;
  sessions: SessionLimits;
  shell: Shell;
}): Routes {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    said: Pick<AccountProps, 'notice' | 'error'>,
  ) => {
    const { person, session } = await requireOwner(orm, request);
    const open = await listSessions(orm, person.id, request.receivedAt, limits);
    const content = (
      <Account
        formToken={request.formToken}
        person={{
          name: person.name,
          login: nameOf(person),
          position: person.position,
          secondFactor: person.secondFactorSince !== null,
        }}
        minLength={minLength(person.secondFactorSince !== null)}
        sessions={open.map((one) => ({ ...one, own: one.id === session }))}
        {...said}
      />
    );
    return sendPage(reply, status, shell(TITLE, content, request.principal));
  };

  return async (app) => {
    app.get(
      '/account',
      {
        config,
        schema: { hide: true, querystring: z.object({ done: z.enum(DONE).optional().catch(undefined) }) },
      },
      async (request, reply) => {
        const { principal, query, session } = request;
        if (session?.person) return show(request, reply, 200, { notice: query.done && NOTICES[query.done] });
        return sendPage(reply, 200, shell(TITLE, <NoAccount name={principal.name} />, principal));
      },
    );

    app.post(
      '/account/password',
      { config, schema: { hide: true, body: z.object({ present: password, password }) } },
      async (request, reply) => {
        const { person, session } = await requireOwner(orm, request);
        const { body, receivedAt: now } = request;
        const result = await changePassword(orm, { person: person.id, session }, body, request.ip, now);
        if (result.kind === 'set') return reply.redirect('/account?done=password', 303);
        if (result.kind === 'fault') {
          const text = passwordFaultWords(result.fault, minLength(person.secondFactorSince !== null));
          return show(request, reply, 422, { error: { field: 'password', text } });
        }
        const text = result.kind === 'wrong' ? WRONG_PRESENT : waitWords(result.until, now);
        return show(request, reply, result.kind === 'wrong' ? 422 : 429, {
          error: { field: 'present', text },
        });
      },
    );

    app.post(
      '/account/sessions/end',
      {
        config,
        schema: {
          hide: true,
          body: z.object({
            session: z.coerce
              .number()
              .int()
              .min(1)
              .max(2 ** 31 - 1),
          }),
        },
      },
      async (request, reply) => {
        const { person } = await requireOwner(orm, request);
        const { body, receivedAt: now } = request;
        await orm.transaction(async (tx) => {
          const ended = await endSessionsOf(tx, person.id, now, { only: body.session });
          if (ended === 0) throw new Problem('not_found');
          const change = { action: 'account.session_end', after: { session: body.session } };
          await insertAudit(tx, { ...auditedAs(person), at: now, source: request.ip, ...change });
        });
        return reply.redirect('/account?done=session', 303);
      },
    );
  };
}
