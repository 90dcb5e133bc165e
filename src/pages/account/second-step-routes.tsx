import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ComponentChildren, VNode } from 'preact';
import { z } from 'zod';
import { secretToEnrol } from '../../accounts/enrol.ts';
import { nameOf } from '../../accounts/names.ts';
import type { PasskeySite } from '../../accounts/passkey-site.ts';
import { listPasskeys } from '../../accounts/passkey-store.ts';
import { askPasskey, challengeOwner } from '../../accounts/passkeys.ts';
import { otpauthLink } from '../../accounts/second-factor.ts';
import { takeSecondStep } from '../../accounts/second-step.ts';
import { findAwaiting } from '../../accounts/session-store.ts';
import type { Orm } from '../../db/connect.ts';
import { keepMark, keepTrust } from '../../http/browser-marks.ts';
import type { Routes } from '../../http/context.ts';
import { formToken, refuseForgedForm } from '../../http/form-token.ts';
import { refuseOtherSites } from '../../http/same-site.ts';
import { keepSession, sessionSecret } from '../../http/session-cookie.ts';
import type { Vault } from '../../secrets/vault.ts';
import { useSay, type Words } from '../language.tsx';
import { landingOf, nextField, originOf } from '../next.ts';
import { Hidden } from '../parts/form.tsx';
import { waitWords } from '../parts/password-fault.ts';
import { sendPage } from '../render.ts';
import type { Wrap } from '../wrap.tsx';
import { PasskeyForm, type ToSign } from './passkey-form.tsx';
import {
  CodeForm,
  RecoveryCodes,
  SECOND_FACTOR,
  SecretToEnrol,
  TURN_ON,
  WhyNeeded,
  WRONG_CODE,
} from './second-factor.tsx';

const PATH = '/dang-nhap/ma-xac-thuc';
const ENTER_CODE: Words = ['Nhập mã', 'Enter the code'];
const SHOW_WHO: Words = ['Xác thực lớp thứ hai', 'Second factor'];

interface SecondStepDeps {
  orm: Orm;
  vault: Vault;
  publicUrl: string;
  trustBrowserDays: number;
  wrap: Wrap;
  /** Null where browsers have no passkeys for this address. */
  passkeys: { site: PasskeySite; script: string } | null;
}

/** What follows the password of who has a second factor, or has to take one. */
export function secondStepRoutes(deps: SecondStepDeps): Routes {
  const { orm, vault, publicUrl, trustBrowserDays: trustDays, wrap, passkeys } = deps;
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { status, next, error }: { status: number; next: string; error?: Words },
  ) => {
    const pending = sessionSecret(request, publicUrl);
    const found = pending && (await findAwaiting(orm, pending, request.receivedAt));
    // Too late, or here by chance: the page asked for begins anew.
    if (!pending || !found) return reply.redirect(next, 303);
    const { session, awaits, person } = found;
    const form = { action: PATH, next };
    const send = (title: Words, content: VNode) =>
      sendPage(reply, status, wrap(title, <Titled title={title}>{content}</Titled>), {
        formToken: formToken(pending),
        filled: error && { objections: [{ field: 'code', vi: error[0], en: error[1] }] },
      });
    if (awaits === 'code') {
      const own = passkeys ? await listPasskeys(orm, person.id) : [];
      const owner = challengeOwner.step(session);
      return send(
        own.length > 0 ? SHOW_WHO : ENTER_CODE,
        <>
          {passkeys && own.length > 0 ? (
            <PasskeyStep
              next={next}
              script={passkeys.script}
              toSign={{ ask: await askPasskey(orm, passkeys.site, owner, own, request.receivedAt) }}
            />
          ) : null}
          {person.totpSecret === null ? (
            <CodeForm
              {...form}
              label={['Mã dự phòng', 'Recovery code']}
              hint={['Khi không có máy giữ khóa đăng nhập.', 'Without the device that holds the passkey.']}
              button={['Đăng nhập', 'Sign in']}
            />
          ) : (
            <CodeForm
              {...form}
              label={['Mã 6 số trên điện thoại', '6-digit code on the phone']}
              hint={['Không có điện thoại: nhập một mã dự phòng.', 'Without the phone: a recovery code.']}
              button={['Đăng nhập', 'Sign in']}
              trustDays={trustDays}
            />
          )}
        </>,
      );
    }
    const secret = await secretToEnrol(orm, vault, session, request.receivedAt);
    return send(
      SECOND_FACTOR,
      <>
        <WhyNeeded />
        <SecretToEnrol secret={secret} link={otpauthLink(secret, nameOf(person))} />
        <CodeForm {...form} {...TURN_ON} />
      </>,
    );
  };

  return async (app) => {
    app.get(
      PATH,
      { config: { access: 'public' }, schema: { hide: true, querystring: z.object({ next: nextField }) } },
      async (request, reply) => show(request, reply, { status: 200, next: request.query.next }),
    );

    app.post(
      PATH,
      {
        config: { access: 'public' },
        schema: {
          hide: true,
          body: z.object({
            code: z.string().max(100).default(''),
            trust: z.string().max(10).optional(),
            next: nextField,
            csrf: z.string().default(''),
          }),
        },
      },
      async (request, reply) => {
        refuseOtherSites(request, publicUrl);
        const { body, receivedAt: now } = request;
        const { next } = body;
        const pending = sessionSecret(request, publicUrl);
        if (pending === undefined) return reply.redirect(next, 303);
        refuseForgedForm(request, formToken(pending));
        const shown = { pending, code: body.code, trust: trustDays > 0 && body.trust !== undefined };
        const result = await takeSecondStep(orm, vault, shown, originOf(request), now);
        if (result.kind === 'gone') return reply.redirect(next, 303);
        if (result.kind === 'wrong') return show(request, reply, { status: 401, next, error: WRONG_CODE });
        if (result.kind === 'wait')
          return show(request, reply, { status: 429, next, error: waitWords(result.until, now) });
        keepSession(reply, result.secret, publicUrl);
        keepMark(reply, result.person, publicUrl);
        if (result.trust !== null)
          keepTrust(reply, { person: result.person.id, secret: result.trust, days: trustDays }, publicUrl);
        const to = landingOf(next, result.person);
        if (result.recoveryCodes.length === 0) return reply.redirect(to, 303);
        const content = <RecoveryCodes codes={result.recoveryCodes} next={to} />;
        return sendPage(reply, 200, wrap(['Mã dự phòng', 'Recovery codes'], content));
      },
    );
  };
}

/** In place of a code. */
function PasskeyStep({ next, script, toSign }: { next: string; script: string; toSign: ToSign }) {
  const say = useSay();
  return (
    <PasskeyForm
      action={`${PATH}/khoa`}
      toSign={toSign}
      script={script}
      button={say('Dùng khóa đăng nhập', 'Use the passkey')}
    >
      <Hidden fields={{ next }} />
    </PasskeyForm>
  );
}

function Titled({ title, children }: { title: Words; children: ComponentChildren }) {
  const say = useSay();
  return (
    <section class="narrow">
      <h1>{say(...title)}</h1>
      {children}
    </section>
  );
}
