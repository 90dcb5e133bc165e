import { and, desc, eq, gte, ilike, isNull, lt, sql as raw, type SQL } from 'drizzle-orm';
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

export type TokenRow = Awaited<ReturnType<typeof listTokens>>[number];

/** One line of what was changed by whom; written in the transaction of the change. */
export async function insertAudit(tx: OrmTx, entry: typeof t.audit.$inferInsert): Promise<void> {
  await tx.insert(t.audit).values(entry);
}

export interface AuditFilter {
  /** Part of who did it. */
  actor?: string | undefined;
  action?: string | undefined;
  /** Part of what it was done to. */
  target?: string | undefined;
  since?: Date | undefined;
  /** Up to, not including. */
  until?: Date | undefined;
  /** A locality, a province, or `*`. */
  area?: string | undefined;
}

/** Newest first; `before` is the id to go on from. */
export async function listAudit(orm: Orm, limit: number, before: number | null, filter: AuditFilter = {}) {
  const { audit } = t;
  const { actor, action, target, since, until, area = '*' } = filter;
  return await orm
    .select()
    .from(audit)
    .where(
      and(
        before === null ? undefined : lt(audit.id, before),
        actor ? ilike(audit.actor, holding(actor)) : undefined,
        action ? eq(audit.action, action) : undefined,
        target ? ilike(audit.target, holding(target)) : undefined,
        since && gte(audit.at, since),
        until && lt(audit.at, until),
        area === '*' ? undefined : within(area),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(limit);
}

export type AuditRow = Awaited<ReturnType<typeof listAudit>>[number];

/** Everything that has been done, by its name. */
export async function listActions(orm: Orm): Promise<string[]> {
  const rows = await orm.selectDistinct({ action: t.audit.action }).from(t.audit).orderBy(t.audit.action);
  return rows.map((row) => row.action);
}

const holding = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Changes of a locality, of a province's calendar, of an account or of a token, all within an area. */
function within(area: string): SQL {
  const lies = (of: SQL) =>
    raw`(${of} = ${area} or exists (select from locality l where l.code = ${of} and l.province = ${area}))`;
  const { target, before, after } = t.audit;
  const ofPerson = raw`select p.area from person p where p.user_name = ${target} or p.email = ${target}`;
  return raw`(${lies(raw`split_part(${target}, ' ', 1)`)} or ${lies(raw`coalesce(${after} ->> 'area', ${before} ->> 'area')`)}
    or exists (select from (${ofPerson}) as found(area) where ${lies(raw`found.area`)}))`;
}
