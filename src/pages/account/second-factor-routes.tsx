import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';
import { isFresh } from '../../accounts/confirm.ts';
import { type NotChanged, planSecondFactor, turnOff, turnOn } from '../../accounts/enrol.ts';
import { nameOf } from '../../accounts/names.ts';
import { otpauthLink } from '../../accounts/second-factor.ts';
import { needsSecondFactor } from '../../accounts/second-factor-rules.ts';
import type { Orm } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import type { Vault } from '../../secrets/vault.ts';
import { sayFor, type Words } from '../language.tsx';
import { safeNext } from '../next.ts';
import { WRONG_PRESENT, waitWords } from '../parts/password-fault.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { requireOwner } from './owner.ts';
import {
  BeginForm,
  CodeForm,
  NewKey,
  RecoveryCodes,
  SECOND_FACTOR,
  SecretToEnrol,
  SHOW_AGAIN,
  SignInAgain,
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
const body = z.object({
  present: z.string().max(1_000).default(''),
  code: z.string().max(100).default(''),
  next,
});
const PHONE: Words = ['Mã 6 số trên điện thoại', '6-digit code on the phone'];

interface Said {
  status?: number;
  next: string;
  error?: { field: 'present' | 'code'; text: Words };
  /** What was just made for who has shown his password. */
  secret?: string;
}

interface SecondFactorDeps {
  orm: Orm;
  vault: Vault;
  requireSecondFactor: boolean;
  shell: Shell;
}

/** A person's own second factor, on and off. */
export function secondFactorRoutes({ orm, vault, requireSecondFactor, shell }: SecondFactorDeps): Routes {
  const show = async (request: FastifyRequest, reply: FastifyReply, said: Said) => {
    const { status = 200, next, error, secret } = said;
    const { person, session } = await requireOwner(orm, request);
    const { formToken, receivedAt: now } = request;
    const say = sayFor(request);
    const needed = needsSecondFactor(person.role, requireSecondFactor);
    const confirmed = person.password !== null || (await isFresh(orm, session, now));
    const form = {
      formToken,
      next,
      error: error?.field === 'code' ? error.text : undefined,
      passwordOf: person.password === null ? undefined : nameOf(person),
      passwordError: error?.field === 'present' ? error.text : undefined,
    };
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
        ) : !confirmed ? (
          <SignInAgain next={PATH} />
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
    if (person.secondFactorSince === null && !confirmed) {
      content = <SignInAgain next={`${PATH}?${new URLSearchParams({ next })}`} />;
    } else if (person.secondFactorSince === null) {
      content = (
        <>
          {needed ? <WhyNeeded /> : null}
          {secret === undefined ? null : (
            <SecretToEnrol secret={secret} link={otpauthLink(secret, nameOf(person))} />
          )}
          {secret === undefined && error?.field !== 'code' ? (
            <BeginForm {...form} action={`${PATH}/begin`} />
          ) : (
            <CodeForm {...form} {...TURN_ON} passwordOf={undefined} action={PATH} label={PHONE} />
          )}
          {error?.field === 'code' ? <NewKey action={PATH} next={next} /> : null}
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

  const shownBy = async (request: FastifyRequest<{ Body: z.infer<typeof body> }>) => {
    const { present: password, code } = request.body;
    return { ...(await requireOwner(orm, request)), password, code };
  };

  /** The page again, with what was wrong at its field. Who has to sign in again reads so instead of a form. */
  const refuse = async (
    request: FastifyRequest<{ Body: z.infer<typeof body> }>,
    reply: FastifyReply,
    result: NotChanged,
  ) => {
    const { next } = request.body;
    const { person } = await requireOwner(orm, request);
    switch (result.kind) {
      case 'stale':
        return show(request, reply, { status: 403, next });
      case 'wrong':
        return show(request, reply, { status: 422, next, error: { field: 'present', text: WRONG_PRESENT } });
      case 'wrong_code':
        return show(request, reply, { status: 422, next, error: { field: 'code', text: WRONG_CODE } });
      case 'wait': {
        const field = person.password === null ? 'code' : 'present';
        const text = waitWords(result.until, request.receivedAt);
        return show(request, reply, { status: 429, next, error: { field, text } });
      }
    }
  };

  return async (app) => {
    app.get(
      PATH,
      { config, schema: { hide: true, querystring: z.object({ next }) } },
      async (request, reply) => show(request, reply, { next: request.query.next }),
    );

    app.post(`${PATH}/begin`, { config, schema: { hide: true, body } }, async (request, reply) => {
      const { next } = request.body;
      const result = await planSecondFactor(orm, vault, await shownBy(request), request.receivedAt);
      if (result.kind === 'on') return reply.redirect(PATH, 303);
      if (result.kind !== 'planned') return refuse(request, reply, result);
      return show(request, reply, { next, secret: result.secret });
    });

    app.post(PATH, { config, schema: { hide: true, body } }, async (request, reply) => {
      const { next } = request.body;
      const result = await turnOn(orm, vault, await shownBy(request), request.ip, request.receivedAt);
      if (result.kind === 'unplanned')
        return show(request, reply, { status: 422, next, error: { field: 'present', text: SHOW_AGAIN } });
      if (result.kind !== 'on') return refuse(request, reply, result);
      const content = <RecoveryCodes codes={result.codes} next={next} />;
      return sendPage(reply, 200, shell(['Mã dự phòng', 'Recovery codes'], content, request.principal));
    });

    app.post(`${PATH}/off`, { config, schema: { hide: true, body } }, async (request, reply) => {
      const { next } = request.body;
      const shown = await shownBy(request);
      if (needsSecondFactor(shown.person.role, requireSecondFactor))
        return show(request, reply, { status: 403, next });
      const result = await turnOff(orm, vault, shown, request.ip, request.receivedAt);
      if (result.kind !== 'off') return refuse(request, reply, result);
      return reply.redirect('/account?done=off', 303);
    });
  };
}
