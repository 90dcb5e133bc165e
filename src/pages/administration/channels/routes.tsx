import { z } from 'zod';
import {
  CHANNELS,
  channelKind,
  PERSON_CHANNELS,
  SET_CHANNELS,
  TYPED_CHANNELS,
} from '../../../channels/all.ts';
import { shownSettings } from '../../../channels/fields.ts';
import { openSettings } from '../../../channels/seal.ts';
import {
  clearChannel,
  readRate,
  resumeChannel,
  setChannel,
  setChannelRate,
} from '../../../channels/settings.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import { listTrials } from '../../../outbox/channel-states-store.ts';
import { tryChannel, tryPush } from '../../../outbox/trials.ts';
import { screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config, isNation } from '../deps.ts';
import { ChannelPage } from './channel.tsx';
import { loadChannels } from './facts.ts';
import { Channels } from './list.tsx';
import { OfWhole } from './of-whole.tsx';
import { CHANNEL_DONE } from './words.ts';

const PATH = '/quan-tri/kenh';
const TRIALS = 10;

/** The ways by which messages go: how they fare, what they have to know, and tests of them. */
export function channelRoutes(deps: AdministrationDeps): Routes {
  const { db, vault, wrap } = deps;
  return async (app) => {
    screen(app, wrap, {
      path: PATH,
      config,
      load: ({ now }) => loadChannels(deps, CHANNELS, now),
      view: ({ it, principal, now }) => ({
        title: ['Kênh gửi', 'Channels'],
        content: <Channels channels={it} full={principal.area === '*'} now={now} />,
      }),
    });

    const page = screen(app, wrap, {
      path: `${PATH}/:channel`,
      config,
      // Webhooks have a page of their own.
      params: { channel: z.enum(PERSON_CHANNELS) },
      done: CHANNEL_DONE,
      view: async ({ params: { channel: name }, principal, now }) => {
        const { words, fields } = channelKind(name);
        const title = words.name;
        if (principal.area !== '*') return { title, content: <OfWhole title={title} /> };
        const [channel] = await loadChannels(deps, [name], now);
        if (!channel) throw new Problem('not_found');
        const settings = channel.settings && openSettings(vault, name, channel.settings);
        const initial = Object.fromEntries((fields ?? []).map((one) => [one.name, one.initial ?? '']));
        const content = (
          <ChannelPage
            channel={channel}
            now={now}
            fields={fields}
            kept={new Set(Object.keys(settings || {}))}
            locked={channel.settings !== null && settings === null}
            settings={{ ...initial, ...shownSettings(fields, settings || {}) }}
            trials={await listTrials(db.sql, name, null, TRIALS)}
          />
        );
        return { title, content };
      },
    });
    const params = { channel: z.enum(SET_CHANNELS) };
    page.post({
      params,
      form: 'settings',
      longest: 4_000,
      find: isNation,
      read: (body) => body,
      act: (author, body, { params }) => setChannel(db.orm, vault, author, params.channel, body),
      done: 'luu',
    });
    page.post({
      at: '/tat',
      params,
      find: isNation,
      act: (author, _, { params }) => clearChannel(db.orm, author, params.channel),
      refused: 422,
      done: 'tat',
    });
    page.post({
      at: '/gioi-han',
      form: 'rate',
      find: isNation,
      read: (body) => readRate('per-minute', body['per-minute'] ?? ''),
      act: (author, rate, { params }) => setChannelRate(db.orm, author, params.channel, rate),
      done: 'gioi-han',
    });
    page.post({
      at: '/thu-lai',
      find: isNation,
      act: (author, _, { params }) => resumeChannel(db.orm, author, params.channel),
      refused: 422,
      done: 'thu-lai',
    });
    page.post({
      at: '/gui-thu-nghiem',
      form: 'trial',
      find: isNation,
      read: ({ address = '' }) => address,
      act: async (author, address, { params, request: { session } }) => {
        const typed = TYPED_CHANNELS.find((one) => one === params.channel);
        if (typed) await tryChannel(db.orm, author, typed, address);
        else if (session?.person) await tryPush(db.orm, author, session.person);
        else throw new Problem('not_found');
      },
      done: 'gui-thu-nghiem',
    });
  };
}
