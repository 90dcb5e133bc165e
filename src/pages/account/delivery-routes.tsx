import type { FastifyRequest } from 'fastify';
import { ROLES } from '../../access/principal.ts';
import { nameOf } from '../../accounts/names.ts';
import type { Person } from '../../accounts/types.ts';
import { PERSON_CHANNELS } from '../../channels/all.ts';
import { pushKeys } from '../../channels/push-keys.ts';
import { subscriptionsOf } from '../../channels/push-store.ts';
import type { Orm, RootSql } from '../../db/connect.ts';
import { readChoice } from '../../fields.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { recipientKey } from '../../outbox/preferences.ts';
import { setPreference } from '../../outbox/set-preference.ts';
import { tryChannel } from '../../outbox/try-channel.ts';
import type { Vault } from '../../secrets/vault.ts';
import { loadDelivery } from '../delivery/facts.ts';
import { atFields, readPreference } from '../delivery/posted.ts';
import type { Words } from '../language.tsx';
import { screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { DELIVERY, DeliveryPage } from './delivery-page.tsx';
import { requireOwner } from './owner.ts';
import { NoAccount } from './page.tsx';

const TITLE: Words = ['Thông báo', 'Messages'];
const config = { access: ROLES, form: true };

export interface DeliveryDeps {
  sql: RootSql;
  orm: Orm;
  vault: Vault;
  wrap: Wrap;
  /** Address of the script by which a browser subscribes. */
  pushScript: string;
}

/** How messages reach whoever is signed in. */
export function deliveryRoutes({ sql, orm, vault, wrap, pushScript }: DeliveryDeps): Routes {
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
    const page = screen(app, wrap, {
      path: DELIVERY,
      config,
      done: {
        luu: ['Đã lưu cách nhận tin.', 'Saved.'],
        'gui-thu-nghiem': [
          'Đã yêu cầu gửi tin thử, tin sẽ tới trong ít phút.',
          'A test message arrives within minutes.',
        ],
        bat: [
          'Đã bật thông báo trên máy này. Bấm “Gửi tin thử” để xem tin hiện ra thế nào.',
          'Messages are on here. Press “Send a test message” to see one.',
        ],
        tat: ['Đã tắt thông báo trên trình duyệt đó.', 'Messages are off in that browser.'],
      },
      view: async ({ request, principal }) => {
        if (!request.session?.person) return { title: TITLE, content: <NoAccount name={principal.name} /> };
        const { person } = await requireOwner(orm, request);
        const key = keyOf(person);
        const delivery =
          key === null ? null : await loadDelivery({ sql, orm }, { recipient: key, area: person.area });
        const content = (
          <DeliveryPage
            browsers={await subscriptionsOf(orm, person.id)}
            publicKey={await publicKey(request)}
            script={pushScript}
            delivery={delivery}
          />
        );
        return { title: TITLE, content };
      },
    });
    page.post({
      find: async ({ request }) => whomOf((await requireOwner(orm, request)).person),
      read: readPreference,
      act: async (author, preference, { request }) =>
        setPreference(orm, author, whomOf((await requireOwner(orm, request)).person), preference),
      told: atFields,
      done: 'luu',
    });
    page.post({
      at: '/gui-thu-nghiem',
      act: async (author, _, { request, body }) => {
        const { person } = await requireOwner(orm, request);
        const channel = readChoice('', body.channel ?? '', PERSON_CHANNELS);
        await tryChannel(orm, author, { ...whomOf(person), name: person.name }, channel);
      },
      done: 'gui-thu-nghiem',
    });
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
