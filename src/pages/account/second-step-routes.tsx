import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { z } from 'zod';
import { secretToEnrol } from '../../accounts/enrol.ts';
import { nameOf } from '../../accounts/names.ts';
import { otpauthLink } from '../../accounts/second-factor.ts';
import { takeSecondStep } from '../../accounts/second-step.ts';
import { findAwaiting } from '../../accounts/session-store.ts';
import type { Orm } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { formToken, refuseForgedForm } from '../../http/form-token.ts';
import { refuseOtherSites } from '../../http/same-site.ts';
import { keepSession, sessionSecret } from '../../http/session-cookie.ts';
import { landingOf, originOf, safeNext } from '../next.ts';
import { waitText } from '../parts/password-fault.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { CodeForm, RecoveryCodes, SecretToEnrol } from './second-factor.tsx';

const PATH = '/sign-in/code';
const next = z.string().max(2_000).default('').transform(safeNext);
export const WRONG_CODE = 'Mã không đúng hoặc đã dùng. Chờ mã mới trên điện thoại rồi nhập lại.';

interface SecondStepDeps {
  orm: Orm;
  publicUrl: string;
  shell: Shell;
}

/** What follows the password of who has a second factor, or has to take one. */
export function secondStepRoutes({ orm, publicUrl, shell }: SecondStepDeps): Routes {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { status, next, error }: { status: number; next: string; error?: string },
  ) => {
    const pending = sessionSecret(request, publicUrl);
    const found = pending && (await findAwaiting(orm, pending, request.receivedAt));
    // Too late, or here by chance: the page asked for begins anew.
    if (!pending || !found) return reply.redirect(next, 303);
    const { awaits, person } = found;
    const form = { action: PATH, formToken: formToken(pending), next, error };
    if (awaits === 'code') {
      const hint = 'Không có điện thoại: nhập một mã dự phòng.';
      const content = <CodeForm {...form} label="Mã 6 số trên điện thoại" hint={hint} button="Đăng nhập" />;
      return sendPage(reply, status, shell('Nhập mã', titled('Nhập mã', content)));
    }
    const secret = await secretToEnrol(orm, person);
    const content = (
      <>
        <p>Vai trò của anh/chị cần thêm một lớp bảo vệ ngoài mật khẩu.</p>
        <SecretToEnrol secret={secret} link={otpauthLink(secret, nameOf(person))} />
        <CodeForm {...form} label="Mã 6 số ứng dụng hiện ra" hint="Mã đổi sau mỗi 30 giây." button="Bật" />
      </>
    );
    return sendPage(reply, status, shell('Xác thực hai lớp', titled('Xác thực hai lớp', content)));
  };

  return async (app) => {
    app.get(
      PATH,
      { config: { access: 'public' }, schema: { hide: true, querystring: z.object({ next }) } },
      async (request, reply) => show(request, reply, { status: 200, next: request.query.next }),
    );

    app.post(
      PATH,
      {
        config: { access: 'public' },
        schema: {
          hide: true,
          body: z.object({ code: z.string().max(100).default(''), next, csrf: z.string().default('') }),
        },
      },
      async (request, reply) => {
        refuseOtherSites(request, publicUrl);
        const { body, receivedAt: now } = request;
        const { next } = body;
        const pending = sessionSecret(request, publicUrl);
        if (pending === undefined) return reply.redirect(next, 303);
        refuseForgedForm(request, formToken(pending));
        const result = await takeSecondStep(orm, { pending, code: body.code }, originOf(request), now);
        if (result.kind === 'gone') return reply.redirect(next, 303);
        if (result.kind === 'wrong') return show(request, reply, { status: 401, next, error: WRONG_CODE });
        if (result.kind === 'wait')
          return show(request, reply, { status: 429, next, error: waitText(result.until, now) });
        keepSession(reply, result.secret, publicUrl);
        const to = landingOf(next, result.person);
        if (result.recoveryCodes.length === 0) return reply.redirect(to, 303);
        const content = <RecoveryCodes codes={result.recoveryCodes} next={to} />;
        return sendPage(reply, 200, shell('Mã dự phòng', content));
      },
    );
  };
}

function titled(title: string, content: VNode) {
  return (
    <section class="narrow">
      <h1>{title}</h1>
      {content}
    </section>
  );
}
