import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { linkOf } from '../../accounts/card-code.ts';
import { nameOf } from '../../accounts/names.ts';
import { minLength, type PasswordFault } from '../../accounts/password-rules.ts';
import { findByLink } from '../../accounts/person-store.ts';
import { setPasswordByLink } from '../../accounts/set-password.ts';
import type { Orm } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { refuseOtherSites } from '../../http/same-site.ts';
import { noteOpened } from '../../people/invitation-store.ts';
import { landingOf, originOf } from '../next.ts';
import { passwordFaultWords } from '../parts/password-fault.ts';
import { sendPage } from '../render.ts';
import type { Wrap } from '../wrap.tsx';
import { createEntry } from './entry.ts';
import { LinkIsGone, PasswordLink } from './password-link.tsx';

const link = z.string().max(100).default('');
/** The address holds the link, so it does not go into the log. */
const config = { config: { access: 'public' }, logLevel: 'warn' } as const;

/** The page of the link that an administrator hands out. */
export function passwordLinkRoutes({
  orm,
  publicUrl,
  requireSecondFactor,
  wrap,
}: {
  orm: Orm;
  publicUrl: string;
  requireSecondFactor: boolean;
  wrap: Wrap;
}): Routes {
  const enter = createEntry(orm, publicUrl);
  const show = async (
    reply: FastifyReply,
    status: number,
    link: string,
    now: Date,
    fault?: PasswordFault,
  ) => {
    const person = await findByLink(orm, linkOf(link), now);
    if (person && status === 200) await noteOpened(orm, person.id, now);
    if (!person)
      return sendPage(
        reply,
        404,
        wrap(['Liên kết không còn dùng được', 'The link is no longer good'], <LinkIsGone />),
      );
    const least = minLength(person.secondFactorSince !== null);
    const [vi, en] = fault ? passwordFaultWords(fault, least) : [];
    const who = { name: person.name, login: nameOf(person) };
    const content = <PasswordLink link={link} person={who} minLength={least} />;
    return sendPage(reply, status, wrap(['Đặt mật khẩu', 'Set the password'], content), {
      filled: vi && en ? { objections: [{ field: 'password', vi, en }] } : undefined,
    });
  };

  return async (app) => {
    app.get(
      '/mat-khau',
      { ...config, schema: { hide: true, querystring: z.object({ link }) } },
      async ({ query, receivedAt }, reply) => show(reply, 200, query.link, receivedAt),
    );

    // What stands on a printed card, short enough to be typed.
    app.get(
      '/moi/:code',
      { ...config, schema: { hide: true, params: z.object({ code: link }) } },
      async ({ params, receivedAt }, reply) => show(reply, 200, params.code, receivedAt),
    );

    app.post(
      '/mat-khau',
      {
        ...config,
        schema: { hide: true, body: z.object({ link, password: z.string().max(1_000).default('') }) },
      },
      async (request, reply) => {
        refuseOtherSites(request, publicUrl);
        const { body, receivedAt: now } = request;
        const sent = { ...body, link: linkOf(body.link) };
        const result = await setPasswordByLink(orm, sent, originOf(request), now, requireSecondFactor);
        if (result.kind === 'in') {
          const { secret, person, awaits } = result;
          if (awaits !== null) return enter(request, reply, secret, '/dang-nhap/ma-xac-thuc?next=%2F');
          return enter(request, reply, secret, landingOf('/', person), person);
        }
        if (result.kind === 'gone') return show(reply, 404, body.link, now);
        return show(reply, 422, body.link, now, result.fault);
      },
    );
  };
}
