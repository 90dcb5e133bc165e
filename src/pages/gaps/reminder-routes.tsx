import { z } from 'zod';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { contentTypeOf } from '../../sheets/formats.ts';
import { sheetStream } from '../../sheets/write.ts';
import { screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { Reminder } from './reminder.tsx';
import { loadReminder, reminderQuery } from './reminder-facts.ts';
import { LETTER_COLUMNS, letterRows, lettersText } from './reminder-files.ts';
import { gapsAsked, REMINDERS } from './routes.tsx';

/** Drafts of reminders of chosen gaps, to read and to take away. They change nothing and send nothing. */
export function reminderPages({ sql, wrap }: { sql: RootSql; wrap: Wrap }): Routes {
  return async (app) => {
    screen(app, wrap, {
      path: '/con-thieu/don-doc',
      config: { access: REMINDERS },
      strict: true,
      query: reminderQuery.shape,
      load: async ({ request, registry, query }) =>
        loadReminder(sql, registry, await gapsAsked(sql, request, query), query),
      view: ({ it }) => ({ title: ['Soạn nhắc việc', 'Draft reminders'], content: <Reminder facts={it} /> }),
    });

    app.get(
      '/con-thieu/don-doc/tep',
      {
        config: { access: REMINDERS, heavy: true },
        schema: {
          hide: true,
          querystring: reminderQuery.extend({ format: z.enum(['txt', 'csv']).default('txt') }),
        },
      },
      async (request, reply) => {
        const { registry, query } = request;
        const list = await gapsAsked(sql, request, query);
        const { letters, due } = await loadReminder(sql, registry, list, query);
        reply
          .header('content-disposition', `attachment; filename="don-doc-${list.today}.${query.format}"`)
          .header('cache-control', 'no-store');
        if (query.format === 'txt')
          return reply.type('text/plain; charset=utf-8').send(lettersText(letters.map((one) => one.letter)));
        const sheet = { sheetName: 'Nhắc việc', columns: LETTER_COLUMNS };
        return reply.type(contentTypeOf('csv')).send(sheetStream('csv', sheet, letterRows(letters, due)));
      },
    );
  };
}
