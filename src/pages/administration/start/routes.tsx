import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findPerson } from '../../../accounts/person-store.ts';
import type { Routes } from '../../../http/context.ts';
import { tryChannel } from '../../../outbox/trials.ts';
import { screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { startFacts } from './facts.ts';
import { START, StartPage } from './page.tsx';

/** The first steps of a province, from its programme to the first reminder. */
export function startRoutes({ db, channels, wrap }: AdministrationDeps): Routes {
  const emailOf = async ({ session }: FastifyRequest) =>
    session?.person ? ((await findPerson(db.orm, session.person))?.email ?? '') : '';
  return async (app) => {
    const start = screen(app, wrap, {
      path: START,
      config,
      query: { province: z.string().max(2).optional() },
      done: {
        'thu-thu': [
          'Thư thử được gửi trong vòng một phút. Tải lại trang này để xem kết quả.',
          'The test goes out within a minute. Load this page again to see what came of it.',
        ],
      },
      view: async ({ registry, principal, now, query, request }) => ({
        title: ['Bắt đầu', 'Get started'],
        content: (
          <StartPage
            facts={await startFacts(db, channels, { registry, principal, now, asked: query.province })}
            email={await emailOf(request)}
          />
        ),
      }),
    });
    start.post({
      at: '/thu-thu',
      form: 'thu-thu',
      read: ({ address = '' }) => address,
      act: (author, address) => tryChannel(db.orm, author, 'email', address),
      done: 'thu-thu',
    });
  };
}
