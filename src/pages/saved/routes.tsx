import { ROLES } from '../../access/principal.ts';
import type { Orm, RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { together } from '../../refused.ts';
import { withQuery } from '../addresses.ts';
import { rowId, screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { readFilter, readName, removeFilter, renameFilter, saveFilter } from './change.ts';
import { SavedPage } from './page.tsx';
import { SAVED } from './pages.ts';
import { readSaved } from './store.ts';

/** Filters that somebody keeps under names of his own. */
export function savedPages({ sql, orm, wrap }: { sql: RootSql; orm: Orm; wrap: Wrap }): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: SAVED,
      config: { access: ROLES, form: true },
      load: ({ request: { session } }) => (session?.person ? readSaved(sql, session.person) : []),
      done: {
        xoa: ['Đã xóa bộ lọc.', 'The filter is deleted.'],
        'doi-ten': ['Đã đổi tên bộ lọc.', 'The filter has another name.'],
      },
      view: ({ it }) => ({ title: ['Bộ lọc đã lưu', 'Kept filters'], content: <SavedPage all={it} /> }),
    });
    page.post({
      read: ({ name = '', page: of = '', query = '' }) => {
        const [called, filter] = together(
          () => readName(name),
          () => readFilter(of, query),
        );
        return { ...filter, name: called };
      },
      act: async (author, filter) => {
        await saveFilter(orm, author, filter);
        return filter;
      },
      to: ({ page: of, query }) => withQuery(of, Object.fromEntries(new URLSearchParams(query))),
    });
    page.post({
      at: '/:filter/doi-ten',
      params: { filter: rowId },
      find: ({ it, params }) => it.find((one) => one.id === params.filter),
      form: ({ filter = '' }) => filter,
      read: ({ name = '' }) => readName(name),
      act: (author, name, { params }) => renameFilter(orm, author, params.filter, name),
      done: 'doi-ten',
    });
    page.post({
      at: '/:filter/xoa',
      params: { filter: rowId },
      find: ({ it, params }) => it.find((one) => one.id === params.filter),
      act: async (author, _, { it, params }) => {
        const filter = it.find((one) => one.id === params.filter);
        if (filter) await removeFilter(orm, author, filter);
      },
      done: 'xoa',
    });
  };
}
