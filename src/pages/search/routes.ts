import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';
import type { RootSql } from '../../db/connect.ts';
import { problems } from '../../http/answers.ts';
import type { Routes } from '../../http/context.ts';
import { FOUND_KINDS, findAll } from './find.ts';

const found = z.object({
  kind: z.enum(FOUND_KINDS),
  code: z.string(),
  title: z.string(),
  href: z.string().meta({ description: 'The page of it, within this service' }),
});

/** Characters of what is looked for. */
export const LONGEST_SEARCH = 100;

/** One search over localities, indicators, people and alerts of one's area. */
export function searchRoutes({ sql }: { sql: RootSql }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/search',
      {
        config: { access: ROLES },
        schema: {
          tags: ['registry'],
          summary: 'Localities, indicators, people and alerts of your area by what people type',
          description:
            'Accents may be left out; former names are known; people only for who may read their names. Up to ten of each kind, the nearest first.',
          querystring: z.strictObject({
            q: z
              .string()
              .pipe(z.string().trim().min(1).max(LONGEST_SEARCH))
              .meta({ minLength: 1, maxLength: LONGEST_SEARCH }),
          }),
          response: { 200: z.object({ items: z.array(found) }), ...problems(401, 422) },
        },
      },
      async ({ registry, principal, receivedAt: now, query: { q } }) => {
        const all = await findAll(sql, { registry, principal, now }, q);
        return { items: all.map(({ title: [titleVi], ...one }) => ({ ...one, title: titleVi })) };
      },
    );
  };
}
