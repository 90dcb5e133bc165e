import { areaWithin } from '../../../access/areas.ts';
import { channelKind } from '../../../channels/all.ts';
import { readRate, resumeChannel, setChannelRate } from '../../../channels/settings.ts';
import { webhookKinds } from '../../../channels/webhook-kinds.ts';
import { listWebhooks } from '../../../channels/webhook-store.ts';
import {
  createWebhook,
  disableWebhook,
  type NewWebhook,
  rotateWebhook,
  WEBHOOK_FIELDS,
} from '../../../channels/webhooks.ts';
import type { Routes } from '../../../http/context.ts';
import { listTrials } from '../../../outbox/channel-states-store.ts';
import { tryWebhook } from '../../../outbox/trials.ts';
import { readForm, together } from '../../parts/filled.ts';
import { readArea } from '../../parts/places.tsx';
import { rowId, screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config, isNation } from '../deps.ts';
import { loadChannels } from './facts.ts';
import { kindField, type Made, WEBHOOKS, Webhooks } from './webhooks.tsx';
import { CHANNEL_DONE } from './words.ts';

const TRIALS = 10;
const { name, url } = WEBHOOK_FIELDS;

/** Other systems that hear of alerts, each looked after by the administrators of its area. */
export function webhookRoutes(deps: AdministrationDeps): Routes {
  const { db, vault, outgoing, wrap } = deps;
  return async (app) => {
    const page = screen(app, wrap, {
      path: WEBHOOKS,
      config,
      done: { ...CHANNEL_DONE, tat: ['Đã tắt webhook.', 'The webhook is disabled.'] },
      more: {} as { made?: Made },
      load: async ({ registry, principal }) =>
        (await listWebhooks(db.orm))
          .filter((one) => areaWithin(registry, one.area, principal.area))
          .sort((a, b) => Number(a.disabledAt !== null) - Number(b.disabledAt !== null) || b.id - a.id),
      view: async ({ it, more, principal, now }) => {
        const [channel] = await loadChannels(deps, ['webhook'], now);
        const ids = it.map(({ id }) => String(id));
        const trials = await listTrials(db.sql, 'webhook', ids, TRIALS);
        const fare = principal.area === '*' && channel ? { channel, now } : null;
        const content = <Webhooks webhooks={it} made={more.made} trials={trials} fare={fare} />;
        return { title: channelKind('webhook').words.name, content };
      },
    });
    page.post({
      read: (body, { registry, principal, today }) =>
        together(
          () => readForm<Omit<NewWebhook, 'area' | 'kinds'>>({ name, url }, body),
          () => readArea(registry, principal, body, today),
          () => webhookKinds.filter((kind) => body[kindField(kind)] === 'yes'),
        ),
      act: async (author, [given, area, kinds]) => {
        const hook = { ...given, area, ...(kinds.length > 0 ? { kinds } : {}) };
        const { secret } = await createWebhook(db.orm, vault, author, hook, outgoing.allowed);
        return { name: given.name, secret };
      },
      show: (made) => ({ made }),
    });
    page.post({
      at: '/:hook/doi-khoa',
      params: { hook: rowId },
      find: ({ it, params }) => it.find(({ id }) => id === params.hook),
      act: async (author, _, { it, params }) => ({
        name: it.find(({ id }) => id === params.hook)?.name ?? '',
        secret: await rotateWebhook(db.orm, vault, author, params.hook),
      }),
      show: (made) => ({ made }),
    });
    for (const [done, act] of [
      ['tat', disableWebhook],
      ['gui-thu-nghiem', tryWebhook],
    ] as const)
      page.post({
        at: `/:hook/${done}`,
        params: { hook: rowId },
        find: ({ it, params }) => it.some(({ id }) => id === params.hook),
        act: (author, _, { params }) => act(db.orm, author, params.hook),
        done,
      });
    page.post({
      at: '/gioi-han',
      form: 'rate',
      find: isNation,
      read: (body) => readRate('per-minute', body['per-minute'] ?? ''),
      act: (author, rate) => setChannelRate(db.orm, author, 'webhook', rate),
      done: 'gioi-han',
    });
    page.post({
      at: '/thu-lai',
      find: isNation,
      act: (author) => resumeChannel(db.orm, author, 'webhook'),
      done: 'thu-lai',
    });
  };
}
