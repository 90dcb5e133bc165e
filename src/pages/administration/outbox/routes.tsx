import { z } from 'zod';
import { CHANNELS } from '../../../channels/all.ts';
import { readChoice } from '../../../fields.ts';
import type { Routes } from '../../../http/context.ts';
import { retryAll, retryMessage } from '../../../outbox/retry.ts';
import { countFailed, findMessage, listFailed, listOutbox, OUTBOX_ORDERS } from '../../../outbox/store.ts';
import { withQuery } from '../../addresses.ts';
import { goOn, lookAsked, lookQuery } from '../../parts/look.ts';
import { screen } from '../../parts/screen.tsx';
import { readSort } from '../../parts/sort.ts';
import { rowsAsked } from '../../parts/table-file.ts';
import { type AdministrationDeps, config } from '../deps.ts';
import { Outbox } from './page.tsx';

const PATH = '/quan-tri/tin-gui-di';
const PAGE = 50;
/** So many at once; who has more failed messages presses the button again. */
const MOST_RETRIED = 500;
const outboxKey = z.strictObject({ createdAt: z.iso.datetime().regex(/^[1-9]/), id: z.uuid() });

/** Messages to people, and sending once more those that failed. */
export function outboxAdminRoutes({ db, wrap }: AdministrationDeps): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: PATH,
      config,
      query: {
        state: z.enum(['waiting', 'sending', 'sent', 'dropped', 'failed']).optional(),
        channel: z.enum(CHANNELS).optional(),
        ...lookQuery,
      },
      done: (word) =>
        /^\d{1,6}$/.test(word)
          ? [`${word} tin được gửi lại trong ít phút tới.`, `${word} messages go out again within minutes.`]
          : ['Tin được gửi lại trong ít phút tới.', 'The message goes out again within minutes.'],
      view: async ({ query: { state, channel, ...look }, principal: { area }, request }) => {
        const limit = rowsAsked(request, PAGE);
        const asked = lookAsked(look, limit, OUTBOX_ORDERS, outboxKey);
        const rows = await listOutbox(db.sql, { state, channel, limit: limit + 1, area, ...asked });
        const { page, next } = goOn(rows, limit, look, ({ createdAt, id }) => ({
          createdAt: createdAt.toISOString(),
          id,
        }));
        const content = (
          <Outbox
            messages={page}
            channel={channel}
            failed={channel === undefined ? 0 : await countFailed(db.sql, area, channel)}
            next={next && withQuery(PATH, { state, channel, ...next })}
            by={readSort(look.sort, OUTBOX_ORDERS, { key: 'made', descending: true })}
          />
        );
        return { title: ['Tin gửi đi', 'Outbox'], content };
      },
    });
    page.post({
      at: '/gui-lai',
      read: (body) => readChoice('', body.channel ?? '', CHANNELS),
      act: async (author, channel, { principal: { area } }) => {
        const ids = await listFailed(db.sql, channel, area, MOST_RETRIED);
        return { channel, done: String(await retryAll(db.orm, author, ids, area)) };
      },
      to: (made) => withQuery(PATH, made),
    });
    page.post({
      at: '/:message/gui-lai',
      params: { message: z.uuid() },
      find: ({ params, principal }) => findMessage(db.sql, params.message, principal.area),
      act: (author, _, { params, principal }) => retryMessage(db.orm, author, params.message, principal.area),
      done: 'gui-lai',
    });
  };
}
