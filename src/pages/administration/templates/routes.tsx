import { z } from 'zod';
import { ALERT_KINDS } from '../../../alerts/types.ts';
import type { Routes } from '../../../http/context.ts';
import { LANGUAGES } from '../../language.tsx';
import { screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { TEMPLATES, Templates } from './page.tsx';
import { previewOf, SHAPES } from './preview.ts';

const asked = {
  kind: z.enum(ALERT_KINDS).default('record_missing'),
  language: z.enum(LANGUAGES).default('vi'),
  shape: z.enum(SHAPES).default('one'),
};
const query = z.object(asked);
/** Mails carry their styles with them; nothing else in there may load, run or lead anywhere. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

/** Messages as they would look; the HTML of one in a frame of its own, under a policy of its own. */
export function templateRoutes({ publicUrl, wrap }: AdministrationDeps): Routes {
  return async (app) => {
    screen(app, wrap, {
      path: TEMPLATES,
      config,
      query: asked,
      view: ({ registry, principal, now, query }) => {
        const made = previewOf({ registry, principal, publicUrl, now }, query);
        return { title: ['Mẫu thư', 'Templates'], content: <Templates asked={query} made={made} /> };
      },
    });

    app.get(
      `${TEMPLATES}/xem`,
      { config, schema: { hide: true, querystring: query } },
      async ({ registry, principal, receivedAt: now, query }, reply) => {
        const { html } = previewOf({ registry, principal, publicUrl, now }, query);
        return reply
          .type('text/html; charset=utf-8')
          .header('content-security-policy', MAIL_POLICY)
          .serializer((body: unknown) => body as string)
          .send(html);
      },
    );
  };
}
