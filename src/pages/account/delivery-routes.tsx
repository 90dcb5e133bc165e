import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';
import { nameOf } from '../../accounts/names.ts';
import type { Person } from '../../accounts/types.ts';
import { PERSON_CHANNELS } from '../../channels/all.ts';
import { pushKeys } from '../../channels/push-keys.ts';
import { subscriptionsOf } from '../../channels/push-store.ts';
import type { Orm, RootSql } from '../../db/connect.ts';
import { authorOf } from '../../http/author.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { recipientKey } from '../../outbox/preferences.ts';
import { setPreference } from '../../outbox/set-preference.ts';
import { tryChannel } from '../../outbox/try-channel.ts';
import { own } from '../../own.ts';
import type { Vault } from '../../vault.ts';
import { loadDelivery } from '../delivery/facts.ts';
import { atFields, readPreference, typedPreference } from '../delivery/posted.ts';
import { sayFor, type Words } from '../language.tsx';
import { attempt, type Filled } from '../parts/filled.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { DELIVERY, DeliveryPage } from './delivery-page.tsx';
import { requireOwner } from './owner.ts';
import { NoAccount } from './page.tsx';

const TITLE: Words = ['Thông báo', 'Messages'];
const config = { access: ROLES, form: true };
const DONE: Record<string, Words> = {
  luu: ['Đã lưu cách nhận tin.', 'Saved.'],
  thu: ['Đã yêu cầu gửi tin thử, tin sẽ tới trong ít phút.', 'A test message arrives within minutes.'],
  bat: [
    'Đã bật thông báo trên máy này. Bấm “Gửi tin thử” để xem tin hiện ra thế nào.',
    'Messages are on here. Press “Send a test message” to see one.',
  ],
  tat: ['Đã tắt thông báo trên trình duyệt đó.', 'Messages are off in that browser.'],
};

export interface DeliveryDeps {
  sql: RootSql;
  orm: Orm;
  vault: Vault;
  shell: Shell;
  /** Address of the script by which a browser subscribes. */
  pushScript: string;
}

/** How messages reach whoever is signed in. */
export function deliveryRoutes({ sql, orm, vault, shell, pushScript }: DeliveryDeps): Routes {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    person: Person,
    said: { status?: number; done?: string | undefined; filled?: Filled } = {},
  ) => {
    const key = keyOf(person);
    const delivery =
      key === null ? null : await loadDelivery({ sql, orm }, { recipient: key, area: person.area });
    const content = (
      <DeliveryPage
        formToken={request.formToken}
        browsers={await subscriptionsOf(orm, person.id)}
        publicKey={await publicKey(request)}
        script={pushScript}
        delivery={delivery}
        filled={said.filled ?? { typed: delivery ? typedPreference(delivery.preference) : {} }}
        done={said.done}
      />
    );
    return sendPage(reply, said.status ?? 200, shell(TITLE, content, request.principal));
  };

  /** Undefined when the keys were sealed with another secret: all else on the page still serves. */
  const publicKey = async ({ log, receivedAt: now }: FastifyRequest) => {
    try {
      return (await pushKeys(orm, vault, now)).publicKey;
    } catch (error) {
      log.error(error, 'the keys of Web Push cannot be opened');
      return undefined;
    }
  };

  return async (app) => {
    app.get(
      DELIVERY,
      { config, schema: { hide: true, querystring: z.object({ done: z.string().optional() }) } },
      async (request, reply) => {
        const { principal, session, query } = request;
        if (!session?.person)
          return sendPage(reply, 200, shell(TITLE, <NoAccount name={principal.name} />, principal));
        const { person } = await requireOwner(orm, request);
        const done = own(DONE, query.done);
        return show(request, reply, person, { done: done && sayFor(request)(...done) });
      },
    );

    app.post(
      DELIVERY,
      { config, schema: { hide: true, body: z.record(z.string(), z.string().max(2_000)) } },
      async (request, reply) => {
        const { person } = await requireOwner(orm, request);
        const { body } = request;
        const objections = await attempt(() =>
          setPreference(orm, authorOf(request), whomOf(person), readPreference(body)),
        );
        if (!objections) return reply.redirect(`${DELIVERY}?done=luu`, 303);
        const filled = { typed: body, objections: atFields(objections) };
        return show(request, reply, person, { status: 422, filled });
      },
    );

    app.post(
      `${DELIVERY}/thu`,
      { config, schema: { hide: true, body: z.object({ channel: z.enum(PERSON_CHANNELS) }) } },
      async (request, reply) => {
        const { person } = await requireOwner(orm, request);
        const whom = { ...whomOf(person), name: person.name };
        const objections = await attempt(() =>
          tryChannel(orm, authorOf(request), whom, request.body.channel),
        );
        if (!objections) return reply.redirect(`${DELIVERY}?done=thu`, 303);
        return show(request, reply, person, { status: 409, filled: { typed: {}, objections } });
      },
    );
  };
}

/** Key of a person's preferences; null while his account has no e-mail address. */
export const keyOf = ({ email }: Person) => recipientKey({ email, phone: null });

/** @throws {Problem} not_found when his account has no e-mail address */
export function whomOf(person: Person) {
  const recipient = keyOf(person);
  if (recipient === null) throw new Problem('not_found');
  return { recipient, target: nameOf(person), area: person.area };
}
