import type { FastifyReply, FastifyRequest } from 'fastify';
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
import { listTrials } from '../../../channels/store.ts';
import { authorOf } from '../../../http/author.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import { tryChannel, tryPush } from '../../../outbox/trials.ts';
import { own as ofTable } from '../../../own.ts';
import { sayFor, type Words } from '../../language.tsx';
import { sendPage } from '../../render.ts';
import { type AdministrationDeps, config, requireNation } from '../deps.ts';
import { attempt, type Filled, type FormBody } from '../forms.ts';
import { ChannelPage } from './channel.tsx';
import { loadChannels } from './facts.ts';
import { Channels } from './list.tsx';
import { OfWhole } from './of-whole.tsx';

const PATH = '/quan-tri/kenh';
const TRIALS = 10;
/** Webhooks have a page of their own. */
const own = z.object({ channel: z.enum(PERSON_CHANNELS) });
const set = z.object({ channel: z.enum(SET_CHANNELS) });
const form = z.record(z.string(), z.string().max(4_000));
const query = z.object({ done: z.string().optional() });

const DONE: Record<string, Words> = {
  luu: ['Đã lưu cài đặt.', 'The settings are saved.'],
  tat: [
    'Đã xóa cài đặt. Tin của kênh này được giữ lại, chờ gửi.',
    'The settings are gone. Messages of this channel wait.',
  ],
  muc: ['Đã lưu giới hạn.', 'The limit is saved.'],
  'thu-lai': ['Kênh sẽ thử lại trong ít phút tới.', 'The channel tries again within minutes.'],
  'gui-thu': ['Tin thử đang chờ gửi.', 'The test waits to be sent.'],
};

type ChannelName = z.infer<typeof own>['channel'];
type Said = Partial<Record<'rate' | 'settings' | 'trial', Filled>>;

/** The ways by which messages go: how they fare, what they have to know, and tests of them. */
export function channelRoutes(deps: AdministrationDeps): Routes {
  const { db, vault, shell } = deps;

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    name: ChannelName,
    said: Said & { done?: string | undefined } = {},
  ) => {
    const { principal, formToken, receivedAt: now } = request;
    const { words, fields } = channelKind(name);
    const title = words.name;
    if (principal.area !== '*')
      return sendPage(reply, 200, shell(title, <OfWhole title={title} />, principal));
    const [channel] = await loadChannels(deps, [name], now);
    if (!channel) throw new Problem('not_found');
    const settings = channel.settings && openSettings(vault, name, channel.settings);
    const initial = Object.fromEntries((fields ?? []).map((one) => [one.name, one.initial ?? '']));
    const done = ofTable(DONE, said.done);
    const content = (
      <ChannelPage
        channel={channel}
        formToken={formToken}
        now={now}
        fields={fields}
        kept={new Set(Object.keys(settings || {}))}
        locked={channel.settings !== null && settings === null}
        rate={said.rate ?? { typed: { 'per-minute': channel.perMinute?.toString() ?? '' } }}
        settings={said.settings ?? { typed: { ...initial, ...shownSettings(fields, settings || {}) } }}
        trial={said.trial ?? { typed: {} }}
        trials={await listTrials(db.sql, name, null, TRIALS)}
        done={done && sayFor(request)(...done)}
      />
    );
    const wrong = said.rate ?? said.settings ?? said.trial;
    return sendPage(reply, wrong ? 422 : 200, shell(title, content, principal));
  };

  return async (app) => {
    app.get(PATH, { config, schema: { hide: true } }, async (request, reply) => {
      const { principal, receivedAt: now } = request;
      const channels = await loadChannels(deps, CHANNELS, now);
      const content = <Channels channels={channels} full={principal.area === '*'} now={now} />;
      return sendPage(reply, 200, shell(['Kênh gửi', 'Channels'], content, principal));
    });

    app.get(
      `${PATH}/:channel`,
      { config, schema: { hide: true, params: own, querystring: query } },
      async (request, reply) => show(request, reply, request.params.channel, request.query),
    );

    app.post(
      `${PATH}/:channel`,
      { config, schema: { hide: true, params: set, body: form } },
      async (request, reply) => {
        requireNation(request);
        const { params, body } = request;
        const objections = await attempt(() =>
          setChannel(db.orm, vault, authorOf(request), params.channel, body),
        );
        return answered(request, reply, params.channel, 'luu', 'settings', body, objections);
      },
    );

    app.post(
      `${PATH}/:channel/tat`,
      { config, schema: { hide: true, params: set } },
      async (request, reply) => {
        requireNation(request);
        const { channel } = request.params;
        const objections = await attempt(() => clearChannel(db.orm, authorOf(request), channel));
        return answered(request, reply, channel, 'tat', 'settings', {}, objections);
      },
    );

    app.post(
      `${PATH}/:channel/muc`,
      { config, schema: { hide: true, params: own, body: form } },
      async (request, reply) => {
        requireNation(request);
        const { params, body } = request;
        const objections = await attempt(async () => {
          const rate = readRate('per-minute', body['per-minute'] ?? '');
          await setChannelRate(db.orm, authorOf(request), params.channel, rate);
        });
        return answered(request, reply, params.channel, 'muc', 'rate', body, objections);
      },
    );

    app.post(
      `${PATH}/:channel/thu-lai`,
      { config, schema: { hide: true, params: own } },
      async (request, reply) => {
        requireNation(request);
        const { channel } = request.params;
        const objections = await attempt(() => resumeChannel(db.orm, authorOf(request), channel));
        return answered(request, reply, channel, 'thu-lai', 'trial', {}, objections);
      },
    );

    app.post(
      `${PATH}/:channel/gui-thu`,
      { config, schema: { hide: true, params: own, body: form } },
      async (request, reply) => {
        requireNation(request);
        const { params, body, session } = request;
        const typed = TYPED_CHANNELS.find((one) => one === params.channel);
        const objections = await attempt(async () => {
          if (typed) await tryChannel(db.orm, authorOf(request), typed, body.address ?? '');
          else if (session?.person) await tryPush(db.orm, authorOf(request), session.person);
          else throw new Problem('not_found');
        });
        return answered(request, reply, params.channel, 'gui-thu', 'trial', body, objections);
      },
    );
  };

  /** Back to the page: with what speaks against it at its form, or with what has been done. */
  async function answered(
    request: FastifyRequest,
    reply: FastifyReply,
    channel: ChannelName,
    done: string,
    at: keyof Said,
    typed: FormBody,
    objections: Filled['objections'] | null,
  ) {
    if (objections) return show(request, reply, channel, { [at]: { typed, objections } });
    return reply.redirect(`${PATH}/${channel}?done=${done}`, 303);
  }
}
