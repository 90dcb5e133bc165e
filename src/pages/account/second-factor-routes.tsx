import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';
import { enrol, secretToEnrol, withdraw } from '../../accounts/enrol.ts';
import { nameOf } from '../../accounts/names.ts';
import { otpauthLink } from '../../accounts/second-factor.ts';
import { needsSecondFactor } from '../../accounts/second-factor-rules.ts';
import { endSessionsOf } from '../../accounts/session-store.ts';
import type { Orm } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { waitText } from '../parts/password-fault.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { requireOwner } from './owner.ts';
import { CodeForm, RecoveryCodes, SecretToEnrol } from './second-factor.tsx';
import { WRONG_CODE } from './second-step-routes.tsx';

const PATH = '/account/second-factor';
const config = { access: ROLES, form: true };
const body = z.object({ code: z.string().max(100).default('') });

interface SecondFactorDeps {
  orm: Orm;
  requireSecondFactor: boolean;
  shell: Shell;
}

/** A person's own second factor, on and off. */
export function secondFactorRoutes({ orm, requireSecondFactor, shell }: SecondFactorDeps): Routes {
  const show = async (request: FastifyRequest, reply: FastifyReply, status: number, error?: string) => {
    const { person } = await requireOwner(orm, request);
    const { formToken } = request;
    const on = person.secondFactorSince !== null;
    const secret = on ? '' : await secretToEnrol(orm, person);
    const form = { formToken, error, label: 'Mã 6 số trên điện thoại' };
    const content = (
      <section class="narrow">
        <h1>Xác thực hai lớp</h1>
        {on ? (
          <>
            <p>Đang bật. Khi đăng nhập, hệ thống hỏi thêm mã trên điện thoại của anh/chị.</p>
            {needsSecondFactor(person.role, requireSecondFactor) ? (
              <p>Vai trò của anh/chị không được tắt.</p>
            ) : (
              <CodeForm {...form} action={`${PATH}/off`} hint="Hoặc một mã dự phòng." button="Tắt" />
            )}
          </>
        ) : (
          <>
            <SecretToEnrol secret={secret} link={otpauthLink(secret, nameOf(person))} />
            <CodeForm {...form} action={PATH} hint="Mã đổi sau mỗi 30 giây." button="Bật" />
          </>
        )}
      </section>
    );
    return sendPage(reply, status, shell('Xác thực hai lớp', content, request.principal));
  };

  return async (app) => {
    app.get(PATH, { config, schema: { hide: true } }, async (request, reply) => show(request, reply, 200));

    app.post(PATH, { config, schema: { hide: true, body } }, async (request, reply) => {
      const { person, session } = await requireOwner(orm, request);
      const { receivedAt: now, ip } = request;
      const codes = await orm.transaction(async (tx) => {
        const codes = await enrol(tx, person, request.body.code, ip, now);
        if (codes) await endSessionsOf(tx, person.id, now, { keep: session });
        return codes;
      });
      if (!codes) return show(request, reply, 422, WRONG_CODE);
      const content = <RecoveryCodes codes={codes} next="/account" />;
      return sendPage(reply, 200, shell('Mã dự phòng', content, request.principal));
    });

    app.post(`${PATH}/off`, { config, schema: { hide: true, body } }, async (request, reply) => {
      const { person } = await requireOwner(orm, request);
      const { receivedAt: now, ip } = request;
      if (needsSecondFactor(person.role, requireSecondFactor)) return show(request, reply, 403);
      const result = await withdraw(orm, person, request.body.code, ip, now);
      if (result.kind === 'wrong') return show(request, reply, 422, WRONG_CODE);
      if (result.kind === 'wait') return show(request, reply, 429, waitText(result.until, now));
      return reply.redirect('/account?done=off', 303);
    });
  };
}
