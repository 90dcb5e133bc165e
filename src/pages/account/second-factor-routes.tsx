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
import type { Vault } from '../../vault.ts';
import { sayFor, type Words } from '../language.tsx';
import { safeNext } from '../next.ts';
import { waitWords } from '../parts/password-fault.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { requireOwner } from './owner.ts';
import {
  CodeForm,
  RecoveryCodes,
  SECOND_FACTOR,
  SecretToEnrol,
  TURN_ON,
  WhyNeeded,
  WRONG_CODE,
} from './second-factor.tsx';

const PATH = '/account/second-factor';
/** Whoever must have one and has none comes here, and nowhere else until he has. */
const config = { access: ROLES, form: true, beforeSecondFactor: true };
/** The page to go on to; the account when none was asked for. */
const next = z
  .string()
  .default('')
  .transform((text) => (text === '' ? '/account' : safeNext(text)));
const body = z.object({ code: z.string().max(100).default(''), next });
const PHONE: Words = ['Mã 6 số trên điện thoại', '6-digit code on the phone'];

interface SecondFactorDeps {
  orm: Orm;
  vault: Vault;
  requireSecondFactor: boolean;
  shell: Shell;
}

/** A person's own second factor, on and off. */
export function secondFactorRoutes({ orm, vault, requireSecondFactor, shell }: SecondFactorDeps): Routes {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { status = 200, next, error }: { status?: number; next: string; error?: Words },
  ) => {
    const { person } = await requireOwner(orm, request);
    const { formToken } = request;
    const say = sayFor(request);
    const needed = needsSecondFactor(person.role, requireSecondFactor);
    const form = { formToken, error, next };
    let content = (
      <>
        <p>
          {say(
            'Đang bật. Khi đăng nhập, hệ thống hỏi thêm mã trên điện thoại của anh/chị.',
            'It is on. Signing in also asks for a code of your phone.',
          )}
        </p>
        {needed ? (
          <p>{say('Vai trò của anh/chị không được tắt.', 'Your role may not turn it off.')}</p>
        ) : (
          <CodeForm
            {...form}
            action={`${PATH}/off`}
            label={PHONE}
            hint={['Hoặc một mã dự phòng.', 'Or a recovery code.']}
            button={['Tắt', 'Turn off']}
          />
        )}
      </>
    );
    if (person.secondFactorSince === null) {
      const secret = await secretToEnrol(orm, vault, person);
      content = (
        <>
          {needed ? <WhyNeeded /> : null}
          <SecretToEnrol secret={secret} link={otpauthLink(secret, nameOf(person))} />
          <CodeForm {...form} {...TURN_ON} action={PATH} label={PHONE} />
        </>
      );
    }
    const page = (
      <section class="narrow">
        <h1>{say(...SECOND_FACTOR)}</h1>
        {content}
      </section>
    );
    return sendPage(reply, status, shell(SECOND_FACTOR, page, request.principal));
  };

  return async (app) => {
    app.get(
      PATH,
      { config, schema: { hide: true, querystring: z.object({ next }) } },
      async (request, reply) => show(request, reply, { next: request.query.next }),
    );

    app.post(PATH, { config, schema: { hide: true, body } }, async (request, reply) => {
      const { person, session } = await requireOwner(orm, request);
      const { receivedAt: now, ip } = request;
      const { code, next } = request.body;
      const codes = await orm.transaction(async (tx) => {
        const codes = await enrol(tx, vault, person, code, ip, now);
        if (codes) await endSessionsOf(tx, person.id, now, { keep: session });
        return codes;
      });
      if (!codes) return show(request, reply, { status: 422, next, error: WRONG_CODE });
      const content = <RecoveryCodes codes={codes} next={next} />;
      return sendPage(reply, 200, shell(['Mã dự phòng', 'Recovery codes'], content, request.principal));
    });

    app.post(`${PATH}/off`, { config, schema: { hide: true, body } }, async (request, reply) => {
      const { person, session } = await requireOwner(orm, request);
      const { receivedAt: now, ip } = request;
      const { code, next } = request.body;
      if (needsSecondFactor(person.role, requireSecondFactor))
        return show(request, reply, { status: 403, next });
      const result = await withdraw(orm, vault, { person, session }, code, ip, now);
      if (result.kind === 'wrong') return show(request, reply, { status: 422, next, error: WRONG_CODE });
      if (result.kind === 'wait')
        return show(request, reply, { status: 429, next, error: waitWords(result.until, now) });
      return reply.redirect('/account?done=off', 303);
    });
  };
}
