import { z } from 'zod';
import { readHead } from '../../../access/audit-chain-store.ts';
import { listActions, listAudit } from '../../../access/store.ts';
import { instantOf, isDay } from '../../../days.ts';
import type { Routes } from '../../../http/context.ts';
import { firstPage, plainText, unpackCursor } from '../../../http/query.ts';
import { sendPage } from '../../render.ts';
import { type AdministrationDeps, config } from '../deps.ts';
import { Audit } from './page.tsx';

const PATH = '/quan-tri/nhat-ky';
const PAGE = 50;
const text = plainText.max(200).default('');
const query = z.object({
  actor: text,
  action: text,
  target: text,
  from: text,
  to: text,
  cursor: z.string().optional(),
});

/** Who changed what in the administrator's area. */
export function auditAdminRoutes({ db: { sql, orm }, shell }: AdministrationDeps): Routes {
  return async (app) => {
    app.get(PATH, { config, schema: { hide: true, querystring: query } }, async (request, reply) => {
      const { principal } = request;
      const { cursor, ...filter } = request.query;
      const { from, to } = filter;
      const [rows, actions, head] = await Promise.all([
        listAudit(orm, PAGE + 1, unpackCursor(cursor, z.int()), {
          ...filter,
          since: isDay(from) ? instantOf(from) : undefined,
          until: isDay(to) ? instantOf(to, '24:00') : undefined,
          area: principal.area,
        }),
        listActions(orm, principal.area),
        readHead(sql),
      ]);
      const { page, nextCursor } = firstPage(rows, PAGE, (last) => last.id);
      const set = Object.entries(filter).filter(([, value]) => value !== '');
      const next = nextCursor && `${PATH}?${new URLSearchParams([...set, ['cursor', nextCursor]])}`;
      const shown = { filter, actions, next, head: head?.hash ?? null };
      const content = <Audit rows={page} {...shown} />;
      return sendPage(reply, 200, shell(['Nhật ký thay đổi', 'Audit log'], content, principal));
    });
  };
}
