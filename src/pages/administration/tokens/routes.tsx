import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { areaWithin } from '../../../access/areas.ts';
import { listTokens } from '../../../access/store.ts';
import { createToken, type NewToken, revokeTokenOf, TOKEN_FIELDS } from '../../../access/token-changes.ts';
import { addDays, dayOf } from '../../../days.ts';
import { authorOf } from '../../../http/author.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import { sayFor } from '../../language.tsx';
import { sendPage } from '../../render.ts';
import { type AdministrationDeps, config } from '../deps.ts';
import { attempt, type Filled, readForm, together } from '../forms.ts';
import { areaTyped, placesOn, readArea } from '../places.tsx';
import { areaWords } from '../words.ts';
import { Tokens, type TokensProps } from './page.tsx';

const PATH = '/quan-tri/ma-truy-cap';
const { name, role, expires } = TOKEN_FIELDS;
/** What the form begins with: whoever still needs the token by then makes another. */
const DAYS = 365;

/** The tokens of other systems. */
export function tokenRoutes({ db: { orm }, shell }: AdministrationDeps): Routes {
  const load = async ({ registry, principal }: FastifyRequest) =>
    (await listTokens(orm))
      .filter((one) => areaWithin(registry, one.area, principal.area))
      .sort((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null) || b.id - a.id);
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    said: { status?: number; filled?: Filled } & Pick<TokensProps, 'made' | 'done'>,
  ) => {
    const { registry, principal, formToken, receivedAt: now } = request;
    const say = sayFor(request);
    const area = principal.area === '*' ? '' : principal.area;
    const content = (
      <Tokens
        tokens={await load(request)}
        registry={registry}
        principal={principal}
        formToken={formToken}
        filled={
          said.filled ?? {
            typed: { expires: addDays(dayOf(now), DAYS), ...areaTyped(registry, area, dayOf(now)) },
          }
        }
        now={now}
        places={placesOn(registry, principal, dayOf(now))}
        made={said.made}
        done={said.done}
        areaOf={(one) => areaWords(registry, one, now, say)}
      />
    );
    return sendPage(reply, said.status ?? 200, shell(['Mã truy cập', 'Access tokens'], content, principal));
  };

  return async (app) => {
    app.get(
      PATH,
      { config, schema: { hide: true, querystring: z.object({ done: z.string().optional() }) } },
      async (request, reply) => {
        const done = sayFor(request)('Đã thu hồi mã.', 'The token is revoked.');
        return show(request, reply, request.query.done === 'thu-hoi' ? { done } : {});
      },
    );

    app.post(
      PATH,
      { config, schema: { hide: true, body: z.record(z.string(), z.string().max(2_000)) } },
      async (request, reply) => {
        const { registry, principal, body, receivedAt: now } = request;
        let made: TokensProps['made'];
        const objections = await attempt(async () => {
          const [given, area] = together(
            () => readForm<Pick<NewToken, 'name' | 'role' | 'expiresAt'>>({ name, role, expires }, body),
            () => readArea(registry, principal, body, dayOf(now)),
          );
          const token = await createToken(orm, authorOf(request), { ...given, area });
          made = { name: given.name, token };
        });
        if (objections) return show(request, reply, { status: 422, filled: { typed: body, objections } });
        return show(request, reply, { made });
      },
    );

    app.post(
      `${PATH}/:token/thu-hoi`,
      {
        config,
        schema: {
          hide: true,
          params: z.object({ token: z.coerce.number().int().min(1).max(2_147_483_647) }),
        },
      },
      async (request, reply) => {
        const { token } = request.params;
        if (!(await load(request)).some((one) => one.id === token)) throw new Problem('not_found');
        const author = authorOf(request);
        const objections = await attempt(async () => {
          await revokeTokenOf(orm, author, token);
        });
        if (objections) return show(request, reply, { status: 409, filled: { typed: {}, objections } });
        return reply.redirect(`${PATH}?done=thu-hoi`, 303);
      },
    );
  };
}
