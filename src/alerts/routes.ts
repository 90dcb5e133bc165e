import { z } from 'zod';
import { everInArea } from '../access/localities.ts';
import { type Principal, ROLES } from '../access/principal.ts';
import { dayOf, isoLocal } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { dayAnswer, instantAnswer, listAnswer, localityAnswer, problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { programmeParameter, requireLocality, requireProgramme } from '../http/lookup.ts';
import { cursor, firstPage, limit, unpackCursor } from '../http/query.ts';
import type { Registry } from '../registry/snapshot.ts';
import { namesFor } from './names.ts';
import { type AlertRow, listAlerts } from './store.ts';
import { alertTexts } from './texts.ts';

const state = z.enum(['open', 'acknowledged', 'resolved']);
const alertAnswer = z.object({
  id: z.int(),
  kind: z.enum(['record_due_soon', 'record_missing', 'record_missing_streak', 'regressed']),
  locality: localityAnswer,
  subject: z.string().meta({ description: 'The day it is about; empty when the locality itself' }),
  state,
  openedAt: instantAnswer,
  resolvedAt: instantAnswer.nullable(),
  resolution: z.string().nullable().meta({ description: 'Why it ended', example: 'reported' }),
  reason: z.string(),
  reasonVi: z.string(),
  owner: z.string().nullable(),
  promisedOn: dayAnswer.nullable(),
});

/** Alerts, open and past, as everyone may read them of his area. */
export function alertRoutes({ sql }: { sql: Sql }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/alerts',
      {
        config: { access: ROLES },
        schema: {
          tags: ['alerts'],
          summary: 'Alerts, newest first',
          querystring: z.strictObject({
            state: state.optional(),
            locality: z.string().optional(),
            programme: programmeParameter,
            limit,
            cursor,
          }),
          response: {
            200: listAnswer(alertAnswer),
            ...problems(401, 404, 422),
          },
        },
      },
      async (request) => {
        const { registry, principal, query } = request;
        const rows = await listAlerts(sql, {
          programme: requireProgramme(registry, query.programme).code,
          localities: codesAsked(registry, principal, query.locality),
          state: query.state,
          limit: query.limit + 1,
          before: unpackCursor(query.cursor, z.int()),
        });
        const { page, nextCursor } = firstPage(rows, query.limit, (last) => last.id);
        return { items: page.flatMap((row) => present(registry, row)), nextCursor };
      },
    );
  };
}

/** Codes to look in, ended localities included; null for all. */
function codesAsked(registry: Registry, principal: Principal, code: string | undefined): string[] | null {
  if (code !== undefined) return [requireLocality(registry, principal, code).code];
  return principal.area === '*' ? null : everInArea(registry, principal).map((one) => one.code);
}

/** A locality is called what it was called when the alert opened. */
function present(registry: Registry, row: AlertRow): z.infer<typeof alertAnswer>[] {
  const names = namesFor(registry, row.area, dayOf(row.openedAt));
  if (!names) return [];
  const { reason, reasonVi } = alertTexts(row, names);
  const { id, kind, subject, state, resolution, owner, promisedOn } = row;
  return [
    {
      id,
      kind,
      locality: names.locality,
      subject,
      state,
      openedAt: isoLocal(row.openedAt),
      resolvedAt: row.resolvedAt && isoLocal(row.resolvedAt),
      resolution,
      reason,
      reasonVi,
      owner,
      promisedOn,
    },
  ];
}
