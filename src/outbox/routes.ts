import { z } from 'zod';
import { ADMINS } from '../access/principal.ts';
import { CHANNELS } from '../channels/all.ts';
import { reasonWords } from '../channels/reasons.ts';
import { isoLocal } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { instantAnswer, listAnswer, problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { cursor, firstPage, limit, unpackCursor } from '../http/query.ts';
import { groupBy } from '../lib/group-by.ts';
import { composeFor } from './compose-for.ts';
import { readMessageAlerts } from './dispatch-store.ts';
import { NO_LINKS } from './message-link.ts';
import { listOutbox, type OutboxRow } from './store.ts';

const state = z.enum(['waiting', 'sending', 'sent', 'dropped', 'failed']);
/** What a cursor holds; PostgreSQL knows no year 0. */
const outboxKey = z.strictObject({ createdAt: z.iso.datetime().regex(/^[1-9]/), id: z.uuid() });
const messageAnswer = z.object({
  id: z.uuid().meta({ description: 'Also the local part of the Message-ID' }),
  recipient: z.string(),
  address: z.string(),
  channel: z.enum(CHANNELS),
  state,
  notBefore: instantAnswer,
  createdAt: instantAnswer,
  attempts: z.int(),
  sentAt: instantAnswer.nullable(),
  reasonCode: z
    .string()
    .nullable()
    .meta({ description: 'Why it waits, was dropped, or failed last', example: 'quiet_hours' }),
  reason: z.string().nullable().meta({ description: 'The same in words' }),
  reasonVi: z.string().nullable(),
  subject: z.string().nullable(),
  body: z
    .string()
    .nullable()
    .meta({ description: 'Text as sent; of a message not sent yet, as it would read now' }),
  alerts: z.array(z.int()),
});

/** Messages to people: what waits, what went out, what could not. */
export function outboxRoutes({ sql, publicUrl }: { sql: Sql; publicUrl: string }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/outbox',
      {
        config: { access: ADMINS },
        schema: {
          tags: ['operation'],
          summary: 'Messages of the outbox that speak of localities of your area, newest first',
          querystring: z.strictObject({ state: state.optional(), limit, cursor }),
          response: {
            200: listAnswer(messageAnswer),
            ...problems(401, 403, 422),
          },
        },
      },
      async (request) => {
        const { registry, query, receivedAt: now } = request;
        const after = unpackCursor(query.cursor, outboxKey);
        const { area } = request.principal;
        const rows = await listOutbox(sql, { state: query.state, limit: query.limit + 1, after, area });
        const { page, nextCursor } = firstPage(rows, query.limit, ({ createdAt, id }) => ({
          createdAt: createdAt.toISOString(),
          id,
        }));
        const unsent = page.filter(isUnsent).map((row) => row.id);
        const open = groupBy(
          unsent.length > 0 ? await readMessageAlerts(sql, unsent) : [],
          (one) => one.message,
        );
        return {
          items: page.map((row) => {
            const alerts = open.get(row.id) ?? [];
            const preview =
              isUnsent(row) &&
              alerts.length > 0 &&
              composeFor({ registry, publicUrl, links: NO_LINKS }, row, alerts, now);
            return present(row, preview || { subject: row.subject, text: row.body });
          }),
          nextCursor,
        };
      },
    );
  };
}

const isUnsent = ({ state }: OutboxRow) => state === 'waiting' || state === 'sending';

function present(
  { recipientName, notBefore, createdAt, sentAt, about: _, ...row }: OutboxRow,
  { subject, text }: { subject: string | null; text: string | null },
): z.infer<typeof messageAnswer> {
  const [reasonVi, reason] = row.reason ? reasonWords(row.reason) : [null, null];
  return {
    ...row,
    reasonCode: row.reason?.code ?? null,
    reason,
    reasonVi,
    recipient: recipientName,
    notBefore: isoLocal(notBefore),
    createdAt: isoLocal(createdAt),
    sentAt: sentAt && isoLocal(sentAt),
    subject,
    body: text,
  };
}
