import { and, desc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { OrmTx, Sql } from '../db/connect.ts';
import { rowsAs } from '../db/rows.ts';
import * as t from '../db/tables/index.ts';

export type WebhookRow = typeof t.webhook.$inferSelect;
/** As pages and the shell see it: without its secret. */
export type WebhookFacts = Omit<WebhookRow, 'secret'>;

const facts = {
  id: t.webhook.id,
  name: t.webhook.name,
  url: t.webhook.url,
  area: t.webhook.area,
  kinds: t.webhook.kinds,
  createdAt: t.webhook.createdAt,
  disabledAt: t.webhook.disabledAt,
};

/** The newest first. */
export async function listWebhooks(orm: OrmTx): Promise<WebhookFacts[]> {
  return await orm.select(facts).from(t.webhook).orderBy(desc(t.webhook.id));
}

/** With its sealed secret, for whoever signs; `id` may be anything. */
export async function findWebhook(orm: OrmTx, id: number): Promise<WebhookRow | undefined> {
  if (!Number.isInteger(id) || Math.abs(id) > 2_147_483_647) return undefined;
  const [row] = await orm.select().from(t.webhook).where(eq(t.webhook.id, id));
  return row;
}

/** One that is not disabled, which stays so until the transaction ends. */
export async function lockLiveWebhook(tx: OrmTx, id: number): Promise<WebhookRow | undefined> {
  const [row] = await tx
    .select()
    .from(t.webhook)
    .where(and(eq(t.webhook.id, id), isNull(t.webhook.disabledAt)))
    .for('update');
  return row;
}

/** Without a secret yet: that is sealed for its number. */
export async function insertWebhook(
  tx: OrmTx,
  one: Pick<WebhookRow, 'name' | 'url' | 'area' | 'kinds' | 'createdAt'>,
): Promise<number> {
  const [row] = await tx
    .insert(t.webhook)
    .values({ ...one, secret: '' })
    .returning({ id: t.webhook.id });
  if (!row) throw new Error('The database stored no webhook.');
  return row.id;
}

export async function setWebhook(
  tx: OrmTx,
  id: number,
  fields: Partial<Pick<WebhookRow, 'secret' | 'disabledAt'>>,
): Promise<void> {
  await tx.update(t.webhook).set(fields).where(eq(t.webhook.id, id));
}

const webhookTarget = z.object({
  id: z.int(),
  name: z.string(),
  area: z.string(),
  kinds: z.array(z.string()),
});
export type WebhookTarget = z.infer<typeof webhookTarget>;

/** Those that are on. */
export async function readWebhooks(sql: Sql): Promise<WebhookTarget[]> {
  const live = sql`select id, name, area, kinds from webhook where disabled_at is null order by id`;
  return await rowsAs(webhookTarget, live);
}
