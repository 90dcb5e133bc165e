import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { lastRightsChange } from '../../accounts/identity-store.ts';
import type { Provider } from '../../accounts/oidc.ts';
import { signInVouched } from '../../accounts/vouched-sign-in.ts';
import type { Orm } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import type { Vault } from '../../secrets/vault.ts';
import type { Words } from '../language.tsx';
import { landingOf, originOf, safeNext } from '../next.ts';
import { createEntry } from './entry.ts';
import type { SendSignIn } from './send-sign-in.tsx';

const PATH = '/sign-in/oidc';
/** Browsers drop a cookie above 4 kB, and sealing makes it longer. */
const LONGEST_IN_COOKIE = 2_000;
export const CALLBACK = `${PATH}/callback`;
/** The address holds the provider's code, so it does not go into the log. */
const config = { config: { access: 'public' }, logLevel: 'warn' } as const;

const UNREACHABLE: Words = [
  'Chưa kết nối được với hệ thống đăng nhập của cơ quan. Anh/chị vui lòng thử lại sau, hoặc dùng mật khẩu.',
  'The office’s sign-in cannot be reached. Try again later, or use your password.',
];
const BROKEN: Words = [
  'Lần đăng nhập này đã hết hạn hoặc bị hủy. Anh/chị vui lòng đăng nhập lại.',
  'This sign-in took too long or was given up. Please sign in again.',
];
const UNKNOWN: Words = [
  'Tài khoản cơ quan này chưa liên kết với tài khoản nào trên hệ thống. Anh/chị vui lòng đề nghị quản trị viên mời bằng đúng địa chỉ email đó.',
  'This office account belongs to no account here. Ask the administrator to invite that very address.',
];

const COOKIE = 'phuxanh-oidc';
const LASTS_MS = 10 * 60_000;
/** What the browser keeps while the provider is asked, sealed. */
const kept = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  /** See `VouchedRound`. */
  begunAfter: z.number(),
  until: z.number(),
});

interface ProviderDeps {
  orm: Orm;
  vault: Vault;
  provider: Provider;
  publicUrl: string;
  requireSecondFactor: boolean;
  trustBrowserDays: number;
  sendSignIn: SendSignIn;
}

/** In, through the provider of the office. */
export function providerRoutes(deps: ProviderDeps): Routes {
  const {
    orm,
    vault,
    provider,
    publicUrl,
    requireSecondFactor: required,
    trustBrowserDays: trustDays,
    sendSignIn,
  } = deps;
  const enter = createEntry(orm, publicUrl);
  const cookie = {
    path: PATH,
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
  } as const;
  const refuse = (request: FastifyRequest, reply: FastifyReply, status: number, next: string, text: Words) =>
    sendSignIn(request, reply, status, { next, error: { way: 'provider', text } });
  /** What this browser began, while it may still be finished. */
  const roundOf = (request: FastifyRequest) => {
    try {
      const round = kept.parse(JSON.parse(vault.open(request.cookies[COOKIE] ?? '', COOKIE)));
      return round.until > request.receivedAt.getTime() ? round : undefined;
    } catch {
      // Missing, of another key, or made up: to whoever brings it, it is the same.
      return undefined;
    }
  };

  return async (app) => {
    const next = z
      .string()
      .default('')
      .transform((text) => (text.length > LONGEST_IN_COOKIE ? '/' : safeNext(text)));
    app.get(
      PATH,
      { ...config, schema: { hide: true, querystring: z.object({ next }) } },
      async (request, reply) => {
        const { next } = request.query;
        const begunAfter = await lastRightsChange(orm);
        try {
          const { address, round } = await provider.begin();
          const until = request.receivedAt.getTime() + LASTS_MS;
          const sealed = vault.seal(JSON.stringify({ ...round, next, begunAfter, until }), COOKIE);
          return reply.setCookie(COOKIE, sealed, cookie).redirect(address, 303);
        } catch (error) {
          request.log.error({ err: error }, 'the sign-in provider cannot be reached');
          return refuse(request, reply, 503, next, UNREACHABLE);
        }
      },
    );

    app.get(CALLBACK, { ...config, schema: { hide: true } }, async (request, reply) => {
      const round = roundOf(request);
      reply.clearCookie(COOKIE, cookie);
      if (!round) return refuse(request, reply, 400, '/', BROKEN);
      const { next, begunAfter } = round;
      let vouched: Awaited<ReturnType<Provider['finish']>>;
      try {
        vouched = await provider.finish(new URL(request.url, publicUrl), round);
      } catch (error) {
        request.log.warn({ err: error }, 'the sign-in provider vouched for nobody');
        return refuse(request, reply, 400, next, BROKEN);
      }
      const { receivedAt: now } = request;
      const back = { vouched, begunAfter, origin: originOf(request) };
      const result = await signInVouched(orm, back, now, { required, trustDays });
      if (result.kind === 'wrong') return refuse(request, reply, 403, next, UNKNOWN);
      const to =
        result.kind === 'in'
          ? landingOf(next, result.person)
          : `/dang-nhap/ma-xac-thuc?${new URLSearchParams({ next })}`;
      return enter(request, reply, result.secret, to);
    });
  };
}
