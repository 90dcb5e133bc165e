import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { areaCovers } from '../../../access/principal.ts';
import { EXCEPTION_FIELDS, endException, LONGEST_DAYS, openException } from '../../../changes/exceptions.ts';
import { addDays, type Day, dayOf, instantOf } from '../../../days.ts';
import { authorOf } from '../../../http/author.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import { own } from '../../../own.ts';
import { sayFor } from '../../language.tsx';
import { attempt, type Filled, readForm, together } from '../../parts/filled.ts';
import { lastNamed, placesOn, readPlace } from '../../parts/places.tsx';
import { sendPage } from '../../render.ts';
import { type AdministrationDeps, config } from '../deps.ts';
import { Exceptions } from './page.tsx';
import { listExceptions } from './store.ts';

const PATH = '/quan-tri/mo-lai';
/** Days that those which have ended are still listed. */
const LISTED_DAYS = 31;

/** Exceptions to the lock of days. */
export function exceptionRoutes({ db, shell }: AdministrationDeps): Routes {
  const load = async ({ registry, principal, receivedAt: now }: FastifyRequest) => {
    const since = instantOf(addDays(dayOf(now), -LISTED_DAYS));
    return (await listExceptions(db.orm, since)).flatMap((one) => {
      const locality = registry.localities.get(one.locality);
      if (!locality || !areaCovers(principal.area, locality)) return [];
      const { type, name } = lastNamed(registry, locality, dayOf(now));
      return [{ ...one, place: `${type} ${name}`, open: one.until > now }];
    });
  };
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    said: { status?: number; done?: string | undefined; filled?: Filled } = {},
  ) => {
    const { registry, principal, formToken, receivedAt: now } = request;
    const content = (
      <Exceptions
        exceptions={await load(request)}
        longestDays={LONGEST_DAYS}
        places={placesOn(registry, principal, dayOf(now))}
        formToken={formToken}
        filled={said.filled ?? { typed: {} }}
        done={said.done}
      />
    );
    const title = ['Mở lại ngày đã khoá', 'Reopened days'] as const;
    return sendPage(reply, said.status ?? 200, shell(title, content, principal));
  };

  return async (app) => {
    app.get(
      PATH,
      { config, schema: { hide: true, querystring: z.object({ done: z.string().optional() }) } },
      async (request, reply) => {
        const say = sayFor(request);
        const done: Record<string, string> = {
          mo: say('Đã mở lại ngày này cho đơn vị.', 'The day is reopened for the locality.'),
          dong: say('Đã đóng lại.', 'It is closed again.'),
        };
        return show(request, reply, { done: own(done, request.query.done) });
      },
    );

    app.post(
      PATH,
      { config, schema: { hide: true, body: z.record(z.string(), z.string().max(2_000)) } },
      async (request, reply) => {
        const { registry, principal, body } = request;
        const author = authorOf(request);
        const objections = await attempt(async () => {
          const places = placesOn(registry, principal, dayOf(author.now));
          const [place, fields] = together(
            () => readPlace('locality', body.locality ?? '', places),
            () => readForm<{ day: Day; until: Date; reason: string }>(EXCEPTION_FIELDS, body),
          );
          await openException(db, author, place, fields);
        });
        if (objections) return show(request, reply, { status: 422, filled: { typed: body, objections } });
        return reply.redirect(`${PATH}?done=mo`, 303);
      },
    );

    app.post(
      `${PATH}/:exception/dong`,
      {
        config,
        schema: {
          hide: true,
          params: z.object({ exception: z.coerce.number().int().min(1).max(2_147_483_647) }),
        },
      },
      async (request, reply) => {
        const { exception } = request.params;
        if (!(await load(request)).some((one) => one.id === exception)) throw new Problem('not_found');
        const author = authorOf(request);
        const objections = await attempt(() => endException(db, author, exception));
        if (objections) return show(request, reply, { status: 409, filled: { typed: {}, objections } });
        return reply.redirect(`${PATH}?done=dong`, 303);
      },
    );
  };
}
