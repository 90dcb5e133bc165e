import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayWrite } from '../../access/localities.ts';
import { ROLES, WRITERS } from '../../access/principal.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { beatAddress } from '../../heartbeat/address.ts';
import {
  changeRhythm,
  DEFAULT_RHYTHM,
  RHYTHM_FIELDS,
  removeHeartbeat,
  setUpHeartbeat,
} from '../../heartbeat/change.ts';
import type { Rhythm } from '../../heartbeat/types.ts';
import { authorOf } from '../../http/author.ts';
import type { Routes } from '../../http/context.ts';
import { requireLocality } from '../../http/lookup.ts';
import { Problem } from '../../http/problems.ts';
import { own } from '../../own.ts';
import { inForce, type Locality } from '../../registry/types.ts';
import { sayFor } from '../language.tsx';
import { attempt, type Filled, readForm } from '../parts/filled.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { networkAddress } from './addresses.ts';
import { loadNetwork } from './facts.ts';
import { Networks } from './list.tsx';
import { loadNetworks, SHOWN_ORDER } from './list-facts.ts';
import { NetworkPage } from './page.tsx';

const params = z.object({ code: z.string() });
const body = z.record(z.string(), z.string().max(2_000));
const forms = { access: WRITERS, form: true };
const listQuery = z.strictObject({
  province: z.string().optional(),
  state: z.enum(SHOWN_ORDER).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});

interface Said {
  status?: number;
  made?: string;
  done?: string | undefined;
  filled?: Filled;
}

/** The networks of communes: how they stand, and the addresses that they call. */
export function networkPages({
  sql,
  publicUrl,
  shell,
}: {
  sql: RootSql;
  publicUrl: string;
  shell: Shell;
}): Routes {
  async function show(request: FastifyRequest, reply: FastifyReply, locality: Locality, said: Said = {}) {
    const { registry, principal, formToken, receivedAt: now } = request;
    const network = await loadNetwork(sql, locality.code, now);
    const named = registry.nameOn(locality, dayOf(now));
    const { everyMinutes, graceMinutes } = network.view ?? DEFAULT_RHYTHM;
    const typed = { everyMinutes: String(everyMinutes), graceMinutes: String(graceMinutes) };
    const content = (
      <NetworkPage
        named={named}
        network={network}
        form={maySetUp(request, locality) ? { token: formToken, filled: said.filled ?? { typed } } : null}
        made={said.made}
        done={said.done}
      />
    );
    const title = [`Đường truyền ${named.name}`, `Network ${named.name}`] as const;
    return sendPage(reply, said.status ?? 200, shell(title, content, principal));
  }

  return async (app) => {
    app.get(
      '/duong-truyen',
      { config: { access: ROLES }, schema: { hide: true, querystring: listQuery } },
      async (request, reply) => {
        const { registry, principal, query, receivedAt: now } = request;
        // The form sends the field blank for all provinces.
        const province = query.province || undefined;
        const facts = await loadNetworks(sql, { registry, principal, province, state: query.state, now });
        const content = <Networks facts={facts} page={query.page} />;
        return sendPage(reply, 200, shell(['Đường truyền', 'Networks'], content, principal));
      },
    );

    app.get(
      '/duong-truyen/:code',
      {
        config: { access: ROLES },
        schema: { hide: true, params, querystring: z.object({ done: z.string().optional() }) },
      },
      async (request, reply) => {
        const say = sayFor(request);
        const done: Record<string, string> = {
          nhip: say('Đã lưu nhịp gọi.', 'Saved.'),
          go: say('Đã thôi theo dõi. Số liệu cũ vẫn giữ.', 'It is watched no more. What was counted stays.'),
        };
        const locality = requireLocality(request.registry, request.principal, request.params.code);
        return show(request, reply, locality, { done: own(done, request.query.done) });
      },
    );

    app.post(
      '/duong-truyen/:code',
      { config: forms, schema: { hide: true, params, body } },
      async (request, reply) => {
        const locality = requireOwn(request, request.params.code);
        let made: string | undefined;
        const objections = await attempt(async () => {
          const asked = 'everyMinutes' in request.body ? readForm<Rhythm>(RHYTHM_FIELDS, request.body) : {};
          const { token } = await setUpHeartbeat(sql, authorOf(request), locality.code, asked);
          made = beatAddress(publicUrl, token);
        });
        if (objections)
          return show(request, reply, locality, { status: 422, filled: { typed: request.body, objections } });
        // Not by way of a redirect: the address is shown this once.
        return show(request, reply, locality, made === undefined ? {} : { made });
      },
    );

    app.post(
      '/duong-truyen/:code/nhip',
      { config: forms, schema: { hide: true, params, body } },
      async (request, reply) => {
        const locality = requireOwn(request, request.params.code);
        const objections = await attempt(() =>
          changeRhythm(sql, authorOf(request), locality.code, readForm<Rhythm>(RHYTHM_FIELDS, request.body)),
        );
        if (objections)
          return show(request, reply, locality, { status: 422, filled: { typed: request.body, objections } });
        return reply.redirect(`${networkAddress(locality.code)}?done=nhip`, 303);
      },
    );

    app.post(
      '/duong-truyen/:code/go',
      { config: forms, schema: { hide: true, params } },
      async (request, reply) => {
        const locality = requireOwn(request, request.params.code);
        const objections = await attempt(() => removeHeartbeat(sql, authorOf(request), locality.code));
        if (objections)
          return show(request, reply, locality, { status: 409, filled: { typed: {}, objections } });
        return reply.redirect(`${networkAddress(locality.code)}?done=go`, 303);
      },
    );
  };
}

/** What ended is watched no more. */
function maySetUp({ registry, principal, receivedAt: now }: FastifyRequest, locality: Locality): boolean {
  return (
    WRITERS.includes(principal.role) && mayWrite(registry, principal, now) && inForce(locality, dayOf(now))
  );
}

/** @throws {Problem} not_found outside one's area, forbidden when the locality has ended */
function requireOwn(request: FastifyRequest, code: string): Locality {
  const locality = requireLocality(request.registry, request.principal, code);
  if (!maySetUp(request, locality)) throw new Problem('forbidden');
  return locality;
}
