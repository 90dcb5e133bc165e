import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { findToken } from '../access/store.ts';
import { hashToken } from '../access/tokens.ts';
import type { RootSql } from '../db/connect.ts';
import { TOKEN_COOKIE } from '../http/access-control.ts';
import type { Routes } from '../http/context.ts';
import { sendPage } from './render.ts';
import { refuseOtherSites } from '../http/same-site.ts';
import type { Shell } from './shell.tsx';
import { SignIn } from './signin.tsx';

const WRONG = 'Mã truy cập không đúng hoặc đã bị thu hồi. Kiểm tra lại mã rồi nhập lại.';

/** Signs in with a token, which the browser then keeps where no script can read it, and out again. */
export function sessionRoutes({
  sql,
  publicUrl,
  shell,
}: {
  sql: RootSql;
  publicUrl: string;
  shell: Shell;
}): Routes {
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict' as const,
    secure: publicUrl.startsWith('https:'),
  };
  const leave = (reply: FastifyReply) => reply.clearCookie(TOKEN_COOKIE, cookie);

  return async (app) => {
    app.post(
      '/sign-in',
      {
        config: { access: 'public' },
        schema: {
          hide: true,
          body: z.object({ token: z.string().trim().default(''), next: z.string().max(500).default('') }),
        },
      },
      async (request, reply) => {
        refuseOtherSites(request, publicUrl);
        const { token, next } = request.body;
        const found = token === '' ? undefined : await findToken(sql, hashToken(token));
        if (!found) {
          leave(reply);
          return sendPage(reply, 401, shell('Đăng nhập', <SignIn next={next} error={WRONG} />));
        }
        reply.setCookie(TOKEN_COOKIE, token, cookie);
        // Only the query is the form's to choose: the path is ours, so nobody is sent elsewhere.
        return reply.redirect(next === '' ? '/' : `/?${new URLSearchParams(next)}`, 303);
      },
    );

    app.post(
      '/sign-out',
      { config: { access: 'public' }, schema: { hide: true } },
      async (request, reply) => {
        refuseOtherSites(request, publicUrl);
        return leave(reply).redirect('/', 303);
      },
    );
  };
}
