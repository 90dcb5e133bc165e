import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findToken } from '../../access/store.ts';
import { hashToken } from '../../access/tokens.ts';
import { newSecret } from '../../accounts/secrets.ts';
import { endSession, insertSession } from '../../accounts/session-store.ts';
import { signIn } from '../../accounts/sign-in.ts';
import type { Orm, RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { refuseOtherSites } from '../../http/same-site.ts';
import { dropSession, keepSession, sessionSecret } from '../../http/session-cookie.ts';
import { landingOf, originOf, safeNext } from '../next.ts';
import { waitText } from '../parts/password-fault.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { SignIn, type SignInProps } from './sign-in.tsx';

const WRONG = 'Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra lại rồi nhập lại.';
const WRONG_TOKEN = 'Mã truy cập không đúng hoặc đã bị thu hồi. Kiểm tra lại mã rồi nhập lại.';

const next = z.string().max(2_000).default('').transform(safeNext);
const passwordForm = z.object({
  // No name holds a NUL, and the database takes none.
  login: z
    .string()
    .max(200)
    .default('')
    .transform((text) => text.replaceAll('\0', '')),
  password: z.string().max(200).default(''),
  next,
});
const tokenForm = z.object({ token: z.string().trim().max(200).default(''), next });

export interface SessionDeps {
  sql: RootSql;
  orm: Orm;
  publicUrl: string;
  requireSecondFactor: boolean;
  shell: Shell;
}

/** In, by password or by token, and out. */
export function sessionRoutes({ sql, orm, publicUrl, requireSecondFactor, shell }: SessionDeps): Routes {
  const again = (reply: FastifyReply, status: number, props: SignInProps) =>
    sendPage(reply, status, shell('Đăng nhập', <SignIn {...props} />));
  /** Every sign-in has a secret of its own; what the browser held before opens nothing any more. */
  const enter = async (request: FastifyRequest, reply: FastifyReply, secret: string, to: string) => {
    const before = sessionSecret(request, publicUrl);
    if (before !== undefined) await endSession(orm, before, request.receivedAt);
    keepSession(reply, secret, publicUrl);
    return reply.redirect(to, 303);
  };

  return async (app) => {
    // A reload after a sign-in that failed comes here.
    for (const path of ['/sign-in', '/sign-in/token'])
      app.get(
        path,
        { config: { access: 'public' }, schema: { hide: true, querystring: z.object({ next }) } },
        async ({ query }, reply) => again(reply, 200, { next: query.next }),
      );

    app.post(
      '/sign-in',
      { config: { access: 'public' }, schema: { hide: true, body: passwordForm } },
      async (request, reply) => {
        refuseOtherSites(request, publicUrl);
        const { login, password, next } = request.body;
        const now = request.receivedAt;
        const result = await signIn(orm, { login, password }, originOf(request), now, requireSecondFactor);
        if (result.kind === 'next')
          return enter(request, reply, result.secret, `/sign-in/code?${new URLSearchParams({ next })}`);
        if (result.kind === 'in') return enter(request, reply, result.secret, landingOf(next, result.person));
        const text = result.kind === 'wrong' ? WRONG : waitText(result.until, now);
        const error = { way: 'password', text } as const;
        return again(reply, result.kind === 'wrong' ? 401 : 429, { next, login, error });
      },
    );

    app.post(
      '/sign-in/token',
      { config: { access: 'public' }, schema: { hide: true, body: tokenForm } },
      async (request, reply) => {
        refuseOtherSites(request, publicUrl);
        const { token, next } = request.body;
        const found = token === '' ? undefined : await findToken(sql, hashToken(token));
        if (!found) return again(reply, 401, { next, error: { way: 'token', text: WRONG_TOKEN } });
        const secret = newSecret();
        const owner = { person: null, token: found.id };
        await insertSession(orm, secret, owner, originOf(request), request.receivedAt);
        return enter(request, reply, secret, landingOf(next, found.principal));
      },
    );

    app.post(
      '/sign-out',
      { config: { access: 'public' }, schema: { hide: true } },
      async (request, reply) => {
        refuseOtherSites(request, publicUrl);
        const secret = sessionSecret(request, publicUrl);
        if (secret !== undefined) await endSession(orm, secret, request.receivedAt);
        dropSession(reply, publicUrl);
        return reply.redirect('/', 303);
      },
    );
  };
}
