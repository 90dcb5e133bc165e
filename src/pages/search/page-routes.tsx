import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { SEARCH } from '../addresses.ts';
import { screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { findAll } from './find.ts';
import { SearchPage } from './page.tsx';
import { LONGEST_SEARCH } from './routes.ts';

/** What the field in the head of each page leads to. */
export function searchPages({ sql, wrap }: { sql: RootSql; wrap: Wrap }): Routes {
  return async (app) => {
    screen(app, wrap, {
      path: SEARCH,
      config: { access: ROLES },
      query: { q: z.string().trim().max(LONGEST_SEARCH).default('') },
      view: async ({ registry, principal, now, query: { q } }) => ({
        title: ['Tìm kiếm', 'Search'],
        content: <SearchPage q={q} found={await findAll(sql, { registry, principal, now }, q)} />,
      }),
    });
  };
}
