import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import type { Orm, OrmTx, Sql } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import type { Principal, Role } from './principal.ts';

/**
 * Who a token's hash stands for, and the registry's version at that moment: the one statement that
 * every request with a token needs anyway.
 */
export async function findToken(
  sql: Sql,
  hash: string,
): Promise<{ id: number; principal: Principal; registryVersion: number } | undefined> {
  const [row] = await sql<{ id: number; name: string; role: Role; area: string; version: number }[]>`
    select t.id, t.name, t.role, t.area, v.version
    from token t cross join registry_version v
    where t.hash = ${hash} and t.revoked_at is null`;
  return (
    row && {
      id: row.id,
      principal: { name: row.name, role: row.role, area: row.area },
      registryVersion: row.version,
    }
  );
}

/** Returns the id by which it is listed and revoked. */
export async function insertToken(tx: OrmTx, token: typeof t.token.$inferInsert): Promise<number> {
  const [row] = await tx.insert(t.token).values(token).returning({ id: t.token.id });
  if (!row) throw new Error('The token was not stored.');
  return row.id;
}

/** Returns whom the token stood for; undefined when there is no live one of that id. */
export async function revokeToken(tx: OrmTx, id: number, now: Date): Promise<Principal | undefined> {
  const { name, role, area } = t.token;
  const [revoked] = await tx
    .update(t.token)
    .set({ revokedAt: now })
    .where(and(eq(t.token.id, id), isNull(t.token.revokedAt)))
    .returning({ name, role, area });
  return revoked;
}

export async function listTokens(orm: Orm) {
  const { id, name, role, area, createdAt, revokedAt } = t.token;
  return await orm.select({ id, name, role, area, createdAt, revokedAt }).from(t.token).orderBy(id);
}

/** One line of what was changed by whom; written in the transaction of the change. */
export async function insertAudit(tx: OrmTx, entry: typeof t.audit.$inferInsert): Promise<void> {
  await tx.insert(t.audit).values(entry);
}

/** Newest first; `before` is the id to go on from. */
export async function listAudit(orm: Orm, limit: number, before: number | null) {
  return await orm
    .select()
    .from(t.audit)
    .where(before === null ? undefined : lt(t.audit.id, before))
    .orderBy(desc(t.audit.id))
    .limit(limit);
}
