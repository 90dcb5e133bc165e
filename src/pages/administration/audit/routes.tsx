import { z } from 'zod';
import { readHead } from '../../../access/audit-chain-store.ts';
import { listActions, listAudit } from '../../../access/store.ts';
import { instantOf, isDay } from '../../../days.ts';
import type { Routes } from '../../../http/context.ts';
import { firstPage, unpackCursor } from '../../../http/query.ts';
import { withQuery } from '../../addresses.ts';
import { lookQuery } from '../../parts/look.ts';
import { screen } from '../../parts/screen.tsx';
import { readSort } from '../../parts/sort.ts';
import { rowsAsked } from '../../parts/table-file.ts';
import { type AdministrationDeps, config } from '../deps.ts';
import { Audit } from './page.tsx';

const PATH = '/quan-tri/nhat-ky';
const PAGE = 50;
const text = z.string().max(200).default('');

/** Who changed what in the administrator's area. */
export function auditAdminRoutes({ db: { sql, orm }, wrap }: AdministrationDeps): Routes {
  return async (app) => {
    screen(app, wrap, {
      path: PATH,
      config,
      query: { actor: text, action: text, target: text, from: text, to: text, ...lookQuery },
      view: async ({ query: { cursor, sort, page: _, ...filter }, principal, request }) => {
        const { from, to } = filter;
        const limit = rowsAsked(request, PAGE);
        const by = readSort(sort, ['at'], { key: 'at', descending: true });
        const [rows, actions, head] = await Promise.all([
          listAudit(orm, limit + 1, unpackCursor(cursor, z.int()), {
            ...filter,
            since: isDay(from) ? instantOf(from) : undefined,
            until: isDay(to) ? instantOf(to, '24:00') : undefined,
            area: principal.area,
            oldestFirst: !by.descending,
          }),
          listActions(orm, principal.area),
          readHead(sql),
        ]);
        const { page, nextCursor } = firstPage(rows, limit, (last) => last.id);
        const set = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
        const next = nextCursor && withQuery(PATH, { ...set, sort, cursor: nextCursor });
        const content = <Audit rows={page} actions={actions} next={next} by={by} head={head?.hash ?? null} />;
        return { title: ['Nhật ký thay đổi', 'Audit log'], content };
      },
    });
  };
}
