import { z } from 'zod';
import type { Author } from '../../access/author.ts';
import { ROLES } from '../../access/principal.ts';
import type { Person } from '../../accounts/types.ts';
import { dropSubscription, keepSubscription } from '../../channels/subscribe.ts';
import type { Orm, RootSql } from '../../db/connect.ts';
import { authorOf } from '../../http/author.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import type { Outgoing } from '../../lib/outgoing.ts';
import { readPreferences, saidKey } from '../../outbox/preference-store.ts';
import { DEFAULT_PREFERENCE } from '../../outbox/preferences.ts';
import { setPreference } from '../../outbox/set-preference.ts';
import type { Vault } from '../../secrets/vault.ts';
import { attempt } from '../parts/filled.ts';
import { rowId } from '../parts/screen.tsx';
import { prefersJson } from '../render.ts';
import { DELIVERY } from './delivery-page.tsx';
import { keyOf, whomOf } from './delivery-routes.tsx';
import { requireOwner } from './owner.ts';

const config = { access: ROLES, form: true };
const subscription = z.object({
  endpoint: z.string().max(4_000),
  p256dh: z.string().max(200),
  auth: z.string().max(100),
});

/** What the browser's scripts post (`client/push/`): that it shows messages from now on, or no more. */
export function pushRoutes({
  sql,
  orm,
  vault,
  outgoing: { allowed },
}: {
  sql: RootSql;
  orm: Orm;
  vault: Vault;
  outgoing: Outgoing;
}): Routes {
  /** Whoever turns messages on wants them there, whatever he has said before. */
  const prefer = async (author: Author, person: Person) => {
    const key = keyOf(person);
    if (key === null) return;
    const said = { recipient: key, saidFor: person.area };
    const { channels } = (await readPreferences(sql, [said])).get(saidKey(said)) ?? DEFAULT_PREFERENCE;
    if (!channels.includes('web_push'))
      await setPreference(orm, author, whomOf(person), { channels: ['web_push', ...channels] });
  };

  return async (app) => {
    app.post(
      '/tai-khoan/trinh-duyet',
      { config, schema: { hide: true, body: subscription } },
      async (request, reply) => {
        const { person } = await requireOwner(orm, request);
        const author = authorOf(request);
        const { endpoint, ...keys } = request.body;
        const agent = request.headers['user-agent'] ?? '';
        const objections = await attempt(async () => {
          const given = { subscription: { endpoint, keys }, agent, allowed, area: person.area };
          await keepSubscription({ orm, vault }, author, person.id, given);
          await prefer(author, person);
        });
        if (objections)
          throw new Problem(
            'invalid_body',
            objections.map(({ field, vi, en }) => ({
              pointer: `/${field}`,
              code: 'invalid_value',
              message: en,
              messageVi: vi,
            })),
          );
        if (prefersJson(request.headers.accept)) return reply.send({ to: `${DELIVERY}?done=bat` });
        return reply.redirect(`${DELIVERY}?done=bat`, 303);
      },
    );

    app.post(
      '/tai-khoan/trinh-duyet/xoa',
      {
        config,
        schema: {
          hide: true,
          body: z.object({ browser: rowId }),
        },
      },
      async (request, reply) => {
        const { person } = await requireOwner(orm, request);
        const objections = await attempt(() =>
          dropSubscription(orm, authorOf(request), person, request.body.browser),
        );
        if (objections) throw new Problem('not_found');
        return reply.redirect(`${DELIVERY}?done=tat`, 303);
      },
    );
  };
}
