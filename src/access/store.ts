import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  ilike,
  isNull,
  lt,
  sql as raw,
  type SQL,
} from 'drizzle-orm';
import type { Orm, OrmTx, Sql } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import type { Principal, Role } from './principal.ts';

/** A token's uses within this time are one to the list of tokens. */
const USE_MS = 3_600_000;

export interface FoundToken {
  id: number;
  principal: Principal;
  registryVersion: number;
}

/**
 * Whom the hashes of live tokens stand for, by hash, and the registry's version at that moment: the one
 * statement that every request with a token needs anyway. Once an hour it writes down that a token is in use.
 */
export async function findTokens(
  sql: Sql,
  hashes: readonly string[],
  now: Date,
): Promise<Map<string, FoundToken>> {
  const at = now.toISOString();
  const rows = await sql<
    {
      hash: string;
      id: number;
      name: string;
      role: Role;
      area: string;
      used: Date | null;
      version: number;
    }[]
  >`
    select t.hash, t.id, t.name, t.role, t.area, t.last_used_at as used, v.version
    from token t cross join registry_version v
    where t.hash = any(${hashes as string[]}) and t.revoked_at is null
      and (t.expires_at is null or t.expires_at > ${at}::timestamptz)`;
  const unsaid = rows.filter(({ used }) => used === null || now.getTime() - used.getTime() >= USE_MS);
  if (unsaid.length > 0)
    await sql`
      update token set last_used_at = ${at}::timestamptz
      -- Whoever stores something holds his token to what it may do; all others' look-ups wait for none of that.
      where id in (select id from token where id = any(${unsaid.map(({ id }) => id)})
        and (last_used_at is null or last_used_at < ${at}::timestamptz) for no key update skip locked)`;
  return new Map(
    rows.map(({ hash, id, name, role, area, version }) => [
      hash,
      { id, principal: { name, role, area }, registryVersion: version },
    ]),
  );
}

/** The same of one. */
export async function findToken(sql: Sql, hash: string, now: Date): Promise<FoundToken | undefined> {
  return (await findTokens(sql, [hash], now)).get(hash);
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
  const { hash: _, ...shown } = getTableColumns(t.token);
  return await orm.select(shown).from(t.token).orderBy(t.token.id);
}

export type TokenRow = Awaited<ReturnType<typeof listTokens>>[number];

/** One line of what was changed by whom; written in the transaction of the change. */
export async function insertAudit(tx: OrmTx, entry: typeof t.audit.$inferInsert): Promise<void> {
  await tx.insert(t.audit).values(entry);
}

/** A statement takes so many rows: it has a limit of parameters. */
const AUDIT_ROWS = 500;

export async function insertAudits(
  tx: OrmTx,
  entries: readonly (typeof t.audit.$inferInsert)[],
): Promise<void> {
  for (let at = 0; at < entries.length; at += AUDIT_ROWS)
    await tx.insert(t.audit).values(entries.slice(at, at + AUDIT_ROWS));
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
  /** Else the latest is first. */
  oldestFirst?: boolean;
}

/** Newest first; `before` is the id to go on from. */
export async function listAudit(orm: Orm, limit: number, before: number | null, filter: AuditFilter = {}) {
  const { audit } = t;
  const { actor, action, target, since, until, area = '*', oldestFirst = false } = filter;
  return await orm
    .select()
    .from(audit)
    .where(
      and(
        before === null ? undefined : (oldestFirst ? gt : lt)(audit.id, before),
        actor ? ilike(audit.actor, holding(actor)) : undefined,
        action ? eq(audit.action, action) : undefined,
        target ? ilike(audit.target, holding(target)) : undefined,
        since && gte(audit.at, since),
        until && lt(audit.at, until),
        within(area),
      ),
    )
    .orderBy((oldestFirst ? asc : desc)(audit.id))
    .limit(limit);
}

export type AuditRow = Awaited<ReturnType<typeof listAudit>>[number];

/** Everything that has been done in an area, by its name. */
export async function listActions(orm: Orm, area: string): Promise<string[]> {
  const rows = await orm
    .selectDistinct({ action: t.audit.action })
    .from(t.audit)
    .where(within(area))
    .orderBy(t.audit.action);
  return rows.map((row) => row.action);
}

const holding = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** What lies in an area: its own, and a province's localities' too. */
function within(area: string): SQL | undefined {
  return area === '*'
    ? undefined
    : raw`${t.audit.area} in (select ${area} union all select code from locality where province = ${area})`;
}
