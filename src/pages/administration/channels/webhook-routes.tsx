import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { areaWithin } from '../../../access/areas.ts';
import { channelKind } from '../../../channels/all.ts';
import { readRate, resumeChannel, setChannelRate } from '../../../channels/settings.ts';
import { listTrials } from '../../../channels/store.ts';
import { listWebhooks, type WebhookFacts } from '../../../channels/webhook-store.ts';
import {
  createWebhook,
  disableWebhook,
  type NewWebhook,
  rotateWebhook,
  WEBHOOK_FIELDS,
} from '../../../channels/webhooks.ts';
import { dayOf } from '../../../days.ts';
import { authorOf } from '../../../http/author.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import { tryWebhook } from '../../../outbox/trials.ts';
import { own } from '../../../own.ts';
import { sayFor, type Words } from '../../language.tsx';
import { sendPage } from '../../render.ts';
import { type AdministrationDeps, config, requireNation } from '../deps.ts';
import { attempt, type Filled, readForm, together } from '../forms.ts';
import { areaTyped, placesOn, readArea } from '../places.tsx';
import { areaWords } from '../words.ts';
import { loadChannels } from './facts.ts';
import { WEBHOOKS, Webhooks, type WebhooksProps } from './webhooks.tsx';

const TRIALS = 10;
const hook = z.object({ hook: z.coerce.number().int().min(1).max(2_147_483_647) });
const form = z.record(z.string(), z.string().max(2_000));
const { name, url } = WEBHOOK_FIELDS;

const DONE: Record<string, Words> = {
  tat: ['Đã tắt webhook.', 'The webhook is disabled.'],
  'gui-thu': ['Tin thử đang chờ gửi.', 'The test waits to be sent.'],
  muc: ['Đã lưu giới hạn.', 'The limit is saved.'],
  'thu-lai': ['Kênh sẽ thử lại trong ít phút tới.', 'The channel tries again within minutes.'],
};

/** Other systems that hear of alerts, each looked after by the administrators of its area. */
export function webhookRoutes(deps: AdministrationDeps): Routes {
  const { db, vault, outgoing, shell } = deps;

  const load = async ({ registry, principal }: FastifyRequest) =>
    (await listWebhooks(db.orm))
      .filter((one) => areaWithin(registry, one.area, principal.area))
      .sort((a, b) => Number(a.disabledAt !== null) - Number(b.disabledAt !== null) || b.id - a.id);
  const find = async (request: FastifyRequest, id: number): Promise<WebhookFacts> => {
    const found = (await load(request)).find((one) => one.id === id);
    if (!found) throw new Problem('not_found');
    return found;
  };

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    said: { status?: number; filled?: Filled; rate?: Filled; done?: string | undefined } & Pick<
      WebhooksProps,
      'made'
    >,
  ) => {
    const { registry, principal, formToken, receivedAt: now } = request;
    const say = sayFor(request);
    const isNation = principal.area === '*';
    const webhooks = await load(request);
    const [channel] = await loadChannels(deps, ['webhook'], now);
    const rate = said.rate ?? { typed: { 'per-minute': channel?.perMinute?.toString() ?? '' } };
    const done = own(DONE, said.done);
    const content = (
      <Webhooks
        webhooks={webhooks}
        registry={registry}
        principal={principal}
        formToken={formToken}
        filled={said.filled ?? { typed: areaTyped(registry, isNation ? '' : principal.area, dayOf(now)) }}
        places={placesOn(registry, principal, dayOf(now))}
        made={said.made}
        trials={
          await listTrials(
            db.sql,
            'webhook',
            webhooks.map(({ id }) => String(id)),
            TRIALS,
          )
        }
        fare={isNation && channel ? { channel, now, rate } : null}
        done={done && say(...done)}
        areaOf={(one) => areaWords(registry, one, now, say)}
      />
    );
    return sendPage(reply, said.status ?? 200, shell(channelKind('webhook').words.name, content, principal));
  };

  return async (app) => {
    app.get(
      WEBHOOKS,
      { config, schema: { hide: true, querystring: z.object({ done: z.string().optional() }) } },
      async (request, reply) => show(request, reply, request.query),
    );

    app.post(WEBHOOKS, { config, schema: { hide: true, body: form } }, async (request, reply) => {
      const { registry, principal, body, receivedAt: now } = request;
      let made: WebhooksProps['made'];
      const objections = await attempt(async () => {
        const [given, area] = together(
          () => readForm<Omit<NewWebhook, 'area'>>({ name, url }, body),
          () => readArea(registry, principal, body, dayOf(now)),
        );
        const hook = { ...given, area };
        const { secret } = await createWebhook(db.orm, vault, authorOf(request), hook, outgoing.allowed);
        made = { name: given.name, secret };
      });
      if (objections) return show(request, reply, { status: 422, filled: { typed: body, objections } });
      return show(request, reply, { made });
    });

    app.post(
      `${WEBHOOKS}/:hook/doi-khoa`,
      { config, schema: { hide: true, params: hook } },
      async (request, reply) => {
        const found = await find(request, request.params.hook);
        let made: WebhooksProps['made'];
        const objections = await attempt(async () => {
          const secret = await rotateWebhook(db.orm, vault, authorOf(request), found.id);
          made = { name: found.name, secret };
        });
        if (objections) return show(request, reply, { status: 409, filled: { typed: {}, objections } });
        return show(request, reply, { made });
      },
    );

    app.post(`${WEBHOOKS}/muc`, { config, schema: { hide: true, body: form } }, async (request, reply) => {
      requireNation(request);
      const { body } = request;
      const objections = await attempt(async () => {
        const rate = readRate('per-minute', body['per-minute'] ?? '');
        await setChannelRate(db.orm, authorOf(request), 'webhook', rate);
      });
      if (objections) return show(request, reply, { status: 422, rate: { typed: body, objections } });
      return reply.redirect(`${WEBHOOKS}?done=muc`, 303);
    });

    app.post(`${WEBHOOKS}/thu-lai`, { config, schema: { hide: true } }, async (request, reply) => {
      requireNation(request);
      const objections = await attempt(() => resumeChannel(db.orm, authorOf(request), 'webhook'));
      if (objections) return show(request, reply, { status: 409, filled: { typed: {}, objections } });
      return reply.redirect(`${WEBHOOKS}?done=thu-lai`, 303);
    });

    for (const [word, act] of [
      ['tat', disableWebhook],
      ['gui-thu', tryWebhook],
    ] as const)
      app.post(
        `${WEBHOOKS}/:hook/${word}`,
        { config, schema: { hide: true, params: hook } },
        async (request, reply) => {
          const { id } = await find(request, request.params.hook);
          const objections = await attempt(() => act(db.orm, authorOf(request), id));
          if (objections) return show(request, reply, { status: 409, filled: { typed: {}, objections } });
          return reply.redirect(`${WEBHOOKS}?done=${word}`, 303);
        },
      );
  };
}
