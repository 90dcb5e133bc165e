import { z } from 'zod';
import { findToken } from '../../access/store.ts';
import { hashToken } from '../../access/tokens.ts';
import { needsSecondFactor } from '../../accounts/second-factor-rules.ts';
import { newSecret } from '../../accounts/secrets.ts';
import { endSession, insertSession } from '../../accounts/session-store.ts';
import { signIn } from '../../accounts/sign-in.ts';
import type { Orm, RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { isGuestForm } from '../../http/guest-form.ts';
import { refuseOtherSites } from '../../http/same-site.ts';
import { dropSession, sessionSecret } from '../../http/session-cookie.ts';
import type { Words } from '../language.tsx';
import { landingOf, nextField, originOf } from '../next.ts';
import { waitWords } from '../parts/password-fault.ts';
import { createEntry } from './entry.ts';
import type { SendSignIn } from './send-sign-in.tsx';

const WRONG: Words = [
  'Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra lại rồi nhập lại.',
  'The name or the password is not right. Check both and try again.',
];
const WRONG_TOKEN: Words = [
  'Mã truy cập không đúng hoặc đã bị thu hồi. Kiểm tra lại mã rồi nhập lại.',
  'The token is not right, or has been revoked. Check it and try again.',
];
const NOT_BY_TOKEN: Words = [
  'Vai trò này phải xác thực hai lớp: vui lòng đăng nhập bằng tài khoản cá nhân. Mã truy cập này chỉ dùng cho phần mềm.',
  'This role needs a second factor: please sign in with your own account. The token is for software alone.',
];
const STALE: Words = [
  'Trang đăng nhập đã mở quá lâu, hoặc trình duyệt đang chặn cookie. Anh/chị vui lòng nhập lại.',
  'The page was open too long, or the browser blocks cookies. Please try again.',
];

const passwordForm = z.object({
  // No name holds a NUL, and the database takes none.
  login: z
    .string()
    .max(200)
    .default('')
    .transform((text) => text.replaceAll('\0', '')),
  password: z.string().max(200).default(''),
  next: nextField,
  csrf: z.string().default(''),
});
const tokenForm = z.object({
  token: z.string().trim().max(200).default(''),
  next: nextField,
  csrf: z.string().default(''),
});

export interface SessionDeps {
  sql: RootSql;
  orm: Orm;
  publicUrl: string;
  requireSecondFactor: boolean;
  trustBrowserDays: number;
  sendSignIn: SendSignIn;
}

/** In, by password or by token, and out. */
export function sessionRoutes(deps: SessionDeps): Routes {
  const { sql, orm, publicUrl, requireSecondFactor, trustBrowserDays: trustDays, sendSignIn } = deps;
  const enter = createEntry(orm, publicUrl);

  return async (app) => {
    // A reload after a sign-in that failed comes here.
    for (const path of ['/dang-nhap', '/dang-nhap/ma-truy-cap'])
      app.get(
        path,
        { config: { access: 'public' }, schema: { hide: true, querystring: z.object({ next: nextField }) } },
        async (request, reply) => sendSignIn(request, reply, 200, { next: request.query.next }),
      );

    app.post(
      '/dang-nhap',
      { config: { access: 'public' }, schema: { hide: true, body: passwordForm } },
      async (request, reply) => {
        refuseOtherSites(request, publicUrl);
        const { login, password, next } = request.body;
        const again = (status: number, text: Words) =>
          sendSignIn(request, reply, status, { next, login, error: { way: 'password', text } });
        if (!isGuestForm(request, publicUrl)) return again(403, STALE);
        const now = request.receivedAt;
        const settings = { required: requireSecondFactor, trustDays };
        const result = await signIn(orm, { login, password }, originOf(request), now, settings);
        if (result.kind === 'next')
          return enter(
            request,
            reply,
            result.secret,
            `/dang-nhap/ma-xac-thuc?${new URLSearchParams({ next })}`,
          );
        if (result.kind === 'in')
          return enter(request, reply, result.secret, landingOf(next, result.person), result.person);
        return result.kind === 'wrong' ? again(401, WRONG) : again(429, waitWords(result.until, now));
      },
    );

    app.post(
      '/dang-nhap/ma-truy-cap',
      { config: { access: 'public' }, schema: { hide: true, body: tokenForm } },
      async (request, reply) => {
        refuseOtherSites(request, publicUrl);
        const { token, next } = request.body;
        const again = (status: number, text: Words) =>
          sendSignIn(request, reply, status, { next, error: { way: 'token', text } });
        if (!isGuestForm(request, publicUrl)) return again(403, STALE);
        const found = token === '' ? undefined : await findToken(sql, hashToken(token), request.receivedAt);
        if (!found) return again(401, WRONG_TOKEN);
        if (needsSecondFactor(found.principal.role, requireSecondFactor)) return again(403, NOT_BY_TOKEN);
        const secret = newSecret();
        const owner = { person: null, token: found.id };
        await insertSession(orm, secret, owner, originOf(request), request.receivedAt);
        return enter(request, reply, secret, landingOf(next, found.principal));
      },
    );

    app.post(
      '/dang-xuat',
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
