import { z } from 'zod';
import { isoLocal } from '../days.ts';
import type { Orm } from '../db/connect.ts';
import { instantAnswer, listAnswer, problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { cursor, firstPage, limit, unpackCursor } from '../http/query.ts';
import { ADMINS } from './principal.ts';
import { listAudit } from './store.ts';

const auditEntry = z
  .object({
    id: z.int(),
    at: instantAnswer,
    actor: z.string().meta({ description: 'A token is `token:<its number> <its name>`' }),
    actorKind: z.enum(['person', 'token', 'link', 'shell', 'service']).nullable(),
    actorId: z.int().nullable().meta({ description: 'Number of the person or token' }),
    source: z.string().meta({ description: 'An address, or `shell`' }),
    action: z.string(),
    target: z.string(),
    area: z.string().meta({ description: 'A locality, a province, or `*`' }),
    before: z.unknown(),
    after: z.unknown(),
  })
  .meta({ id: 'AuditEntry' });

/** Who changed what, newest first. A record's revisions are its own history and do not stand here. */
export function auditRoutes({ orm }: { orm: Orm }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/audit',
      {
        config: { access: ADMINS },
        schema: {
          tags: ['operation'],
          summary: 'Who changed what in your area',
          querystring: z.strictObject({ limit, cursor }),
          response: { 200: listAnswer(auditEntry), ...problems(401, 403, 422) },
        },
      },
      async ({ query, principal: { area } }) => {
        const rows = await listAudit(orm, query.limit + 1, unpackCursor(query.cursor, z.int()), { area });
        const { page, nextCursor } = firstPage(rows, query.limit, (last) => last.id);
        return { items: page.map((row) => ({ ...row, at: isoLocal(row.at) })), nextCursor };
      },
    );
  };
}
