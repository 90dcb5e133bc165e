import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  ENDING_FIELDS,
  endLocalityOn,
  RENAMING_FIELDS,
  renameLocality,
} from '../../../changes/localities.ts';
import { earliestOpen, programmesOf } from '../../../changes/registry.ts';
import { type Day, dayOf } from '../../../days.ts';
import { authorOf } from '../../../http/author.ts';
import type { Routes } from '../../../http/context.ts';
import { requireLocality } from '../../../http/lookup.ts';
import { own } from '../../../own.ts';
import type { Locality, LocalityType } from '../../../registry/types.ts';
import { sayFor } from '../../language.tsx';
import { attempt, type Filled, readForm } from '../../parts/filled.ts';
import { lastNamed, placesOn, readPlace } from '../../parts/places.tsx';
import { sendPage } from '../../render.ts';
import { type AdministrationDeps, config } from '../deps.ts';
import { findLocalities } from './facts.ts';
import { Localities } from './list.tsx';
import { LocalityPage } from './page.tsx';

const PATH = '/quan-tri/don-vi';
const params = z.object({ code: z.string() });
const body = z.record(z.string(), z.string().max(2_000));

/** Names, types and ends of localities. */
export function localityAdminRoutes({ db, shell }: AdministrationDeps): Routes {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locality: Locality,
    said: { status?: number; done?: string | undefined; renaming?: Filled; ending?: Filled } = {},
  ) => {
    const { registry, principal, formToken, receivedAt: now } = request;
    const today = dayOf(now);
    const named = lastNamed(registry, locality, today);
    const next = registry.localities.get(locality.successor ?? '');
    const content = (
      <LocalityPage
        locality={locality}
        named={named}
        successor={next && lastNamed(registry, next, today)}
        formToken={formToken}
        renaming={said.renaming ?? { typed: { type: named.type, name: named.name, from: today } }}
        ending={said.ending ?? { typed: {} }}
        places={placesOn(registry, principal, today)}
        earliest={earliestOpen(registry, programmesOf(registry, locality.province), now, locality.province)}
        done={said.done}
      />
    );
    return sendPage(reply, said.status ?? 200, shell(`${named.type} ${named.name}`, content, principal));
  };

  return async (app) => {
    app.get(
      PATH,
      { config, schema: { hide: true, querystring: z.object({ q: z.string().max(100).default('') }) } },
      async ({ registry, principal, query: { q }, receivedAt: now }, reply) => {
        const content = <Localities q={q} {...findLocalities(registry, principal, q, dayOf(now))} />;
        return sendPage(reply, 200, shell(['Đơn vị', 'Localities'], content, principal));
      },
    );

    app.get(
      `${PATH}/:code`,
      { config, schema: { hide: true, params, querystring: z.object({ done: z.string().optional() }) } },
      async (request, reply) => {
        const locality = requireLocality(request.registry, request.principal, request.params.code);
        const say = sayFor(request);
        const done: Record<string, string> = {
          ten: say('Đã lưu tên mới.', 'The name is saved.'),
          'ket-thuc': say('Đã ghi ngày kết thúc.', 'The last day is saved.'),
        };
        return show(request, reply, locality, { done: own(done, request.query.done) });
      },
    );

    app.post(
      `${PATH}/:code/ten`,
      { config, schema: { hide: true, params, body } },
      async (request, reply) => {
        const locality = requireLocality(request.registry, request.principal, request.params.code);
        const author = authorOf(request);
        const objections = await attempt(async () => {
          const given = readForm<{ name: string; type: LocalityType; from: Day }>(
            RENAMING_FIELDS,
            request.body,
          );
          await renameLocality(db, author, locality.code, given);
        });
        if (!objections) return reply.redirect(`${PATH}/${locality.code}?done=ten`, 303);
        return show(request, reply, locality, { status: 422, renaming: { typed: request.body, objections } });
      },
    );

    app.post(
      `${PATH}/:code/ket-thuc`,
      { config, schema: { hide: true, params, body } },
      async (request, reply) => {
        const { registry, principal, body } = request;
        const locality = requireLocality(registry, principal, request.params.code);
        const author = authorOf(request);
        const objections = await attempt(async () => {
          const { lastDay } = readForm<{ lastDay: Day }>(ENDING_FIELDS, body);
          const text = body.successor ?? '';
          const places = placesOn(registry, principal, dayOf(author.now));
          const successor = text.trim() === '' ? null : readPlace('successor', text, places);
          await endLocalityOn(db, author, locality.code, { lastDay, successor });
        });
        if (!objections) return reply.redirect(`${PATH}/${locality.code}?done=ket-thuc`, 303);
        return show(request, reply, locality, { status: 422, ending: { typed: body, objections } });
      },
    );
  };
}
