import { z } from 'zod';
import { readHead } from '../../../access/audit-chain-store.ts';
import { listActions, listAudit } from '../../../access/store.ts';
import { instantOf, isDay } from '../../../days.ts';
import type { Routes } from '../../../http/context.ts';
import { firstPage, plainText, unpackCursor } from '../../../http/query.ts';
import { withQuery } from '../../addresses.ts';
import { screen } from '../../parts/screen.tsx';
import { rowsAsked } from '../../parts/table-file.ts';
import { type AdministrationDeps, config } from '../deps.ts';
import { Audit } from './page.tsx';

const PATH = '/quan-tri/nhat-ky';
const PAGE = 50;
const text = plainText.max(200).default('');

/** Who changed what in the administrator's area. */
export function auditAdminRoutes({ db: { sql, orm }, shell }: AdministrationDeps): Routes {
  return async (app) => {
    screen(app, shell, {
      path: PATH,
      config,
      query: { actor: text, action: text, target: text, from: text, to: text, cursor: z.string().optional() },
      view: async ({ query: { cursor, ...filter }, principal, request }) => {
        const { from, to } = filter;
        const limit = rowsAsked(request, PAGE);
        const [rows, actions, head] = await Promise.all([
          listAudit(orm, limit + 1, unpackCursor(cursor, z.int()), {
            ...filter,
            since: isDay(from) ? instantOf(from) : undefined,
            until: isDay(to) ? instantOf(to, '24:00') : undefined,
            area: principal.area,
          }),
          listActions(orm, principal.area),
          readHead(sql),
        ]);
        const { page, nextCursor } = firstPage(rows, limit, (last) => last.id);
        const set = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
        const next = nextCursor && withQuery(PATH, { ...set, cursor: nextCursor });
        const content = <Audit rows={page} actions={actions} next={next} head={head?.hash ?? null} />;
        return { title: ['Nhật ký thay đổi', 'Audit log'], content };
      },
    });
  };
}
