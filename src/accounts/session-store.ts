import { and, desc, eq, gt, isNull, lt, ne } from 'drizzle-orm';
import type { Principal, Role } from '../access/principal.ts';
import type { Orm, OrmTx, Sql } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { hashSecret } from './secrets.ts';
import { endAllTrust } from './trust-store.ts';
import type { Origin, Person, SessionLimits, SessionOwner } from './types.ts';

/** Requests of one session within this time are one to the list of sessions. */
const TOUCH_MS = 60_000;

export interface FoundSession {
  id: number;
  /** Whose it is: a person's, or a token's that opened it. */
  caller: { kind: 'person' | 'token'; id: number };
  /** Null for a session that a token opened. */
  person: number | null;
  /** What the person signs in with: a name that is his alone. */
  login: string | null;
  principal: Principal;
  /** Whether the person has a second factor in use. */
  secondFactor: boolean;
  registryVersion: number;
}

/**
 * Whose open session a cookie holds, and the registry's version at that moment, in one statement. Role and
 * area are the owner's of now. What a page asks by itself
 * is no use of the session: nobody may sit before it.
 */
export async function findSession(
  sql: Sql,
  secret: string,
  now: Date,
  limits: SessionLimits,
  inUse = true,
): Promise<FoundSession | undefined> {
  const [row] = await sql<
    {
      id: number;
      person: number | null;
      token: number | null;
      login: string | null;
      name: string;
      role: Role;
      area: string;
      seen: Date;
      secondFactor: boolean;
      version: number;
    }[]
  >`
    select s.id, s.person, s.token, coalesce(p.user_name, p.email) as login, coalesce(p.name, t.name) as name,
      coalesce(p.role, t.role) as role, coalesce(p.area, t.area) as area, s.last_seen_at as seen,
      p.second_factor_since is not null as "secondFactor", v.version
    from session s left join person p on p.id = s.person left join token t on t.id = s.token
      cross join registry_version v
    where s.hash = ${hashSecret(secret)} and s.revoked_at is null and s.awaits is null
      and s.last_seen_at > ${ago(now, limits.idle)} and s.created_at > ${ago(now, limits.absolute)}
      and p.disabled_at is null and t.revoked_at is null and (t.expires_at is null or t.expires_at > ${now})`;
  if (!row) return undefined;
  const { id, person, token, login, name, role, area, seen, secondFactor, version } = row;
  const caller =
    person === null ? { kind: 'token' as const, id: token ?? 0 } : { kind: 'person' as const, id: person };
  if (inUse && now.getTime() - seen.getTime() >= TOUCH_MS) await touch(sql, id, person, now);
  return {
    id,
    caller,
    person,
    login,
    principal: { name, role, area },
    secondFactor,
    registryVersion: version,
  };
}

/** Says that it is in use. It never makes a session: one that has ended meanwhile stays ended. */
async function touch(sql: Sql, id: number, person: number | null, now: Date): Promise<void> {
  await sql`
    with seen as (update session set last_seen_at = ${now} where id = ${id} and last_seen_at < ${now})
    update person set last_seen_at = ${now}
    -- Whoever stores something is held to what he may do meanwhile; his next request waits for none of that.
    where id in (select id from person where id = ${person} for no key update skip locked)`;
}

/** Opens a session for the owner of this secret. */
export async function insertSession(
  tx: OrmTx,
  secret: string,
  owner: SessionOwner,
  { address, agent }: Origin,
  now: Date,
  awaits: 'code' | 'enrolment' | null = null,
): Promise<void> {
  await tx.insert(t.session).values({
    hash: hashSecret(secret),
    ...owner,
    awaits,
    createdAt: now,
    lastSeenAt: now,
    address,
    agent: agent.slice(0, 300),
  });
}

/** Time to show what a session awaits after the password. */
const STEP_MS = 10 * 60_000;

/** Who has shown his password and still owes what `awaits` says. */
export async function findAwaiting(
  orm: OrmTx,
  secret: string,
  now: Date,
): Promise<{ session: number; awaits: 'code' | 'enrolment'; person: Person } | undefined> {
  const [row] = await orm
    .select({ session: t.session.id, awaits: t.session.awaits, person: t.person })
    .from(t.session)
    .innerJoin(t.person, eq(t.person.id, t.session.person))
    .where(
      and(
        eq(t.session.hash, hashSecret(secret)),
        isNull(t.session.revokedAt),
        isNull(t.person.disabledAt),
        gt(t.session.createdAt, ago(now, STEP_MS)),
      ),
    );
  if (!row?.awaits) return undefined;
  // A second factor taken into use meanwhile is not shown to whoever was to set one up.
  const late = row.awaits === 'enrolment' && row.person.secondFactorSince !== null;
  return late ? undefined : { session: row.session, awaits: row.awaits, person: row.person };
}

/** Since when a session is there; undefined when it has ended. */
export async function openSince(tx: OrmTx, id: number): Promise<Date | undefined> {
  const [open] = await tx
    .select({ since: t.session.createdAt })
    .from(t.session)
    .where(and(eq(t.session.id, id), isNull(t.session.revokedAt)));
  return open?.since;
}

/** Ends the session that a cookie holds; false when there is none. */
export async function endSession(tx: OrmTx, secret: string, now: Date): Promise<boolean> {
  const ended = await tx
    .update(t.session)
    .set({ revokedAt: now })
    .where(and(eq(t.session.hash, hashSecret(secret)), isNull(t.session.revokedAt)))
    .returning({ id: t.session.id });
  return ended.length > 0;
}

/**
 * Ends a person's sessions but the one he keeps: one by its id, or all, and then no browser is trusted any more. Answers
 * how many.
 */
export async function endSessionsOf(
  tx: OrmTx,
  person: number,
  now: Date,
  { only, keep }: { only?: number; keep?: number },
): Promise<number> {
  // Another password, another second factor or other rights: what stood for the old ones stands for nothing.
  if (only === undefined) await endAllTrust(tx, person);
  const ended = await tx
    .update(t.session)
    .set({ revokedAt: now })
    .where(
      and(
        eq(t.session.person, person),
        isNull(t.session.revokedAt),
        only === undefined ? undefined : eq(t.session.id, only),
        keep === undefined ? undefined : ne(t.session.id, keep),
      ),
    )
    .returning({ id: t.session.id });
  return ended.length;
}

/** A person's open sessions, the last used first. */
export async function listSessions(orm: Orm, person: number, now: Date, limits: SessionLimits) {
  return await orm
    .select()
    .from(t.session)
    .where(
      and(
        eq(t.session.person, person),
        isNull(t.session.revokedAt),
        isNull(t.session.awaits),
        gt(t.session.lastSeenAt, ago(now, limits.idle)),
        gt(t.session.createdAt, ago(now, limits.absolute)),
      ),
    )
    .orderBy(desc(t.session.lastSeenAt), desc(t.session.id));
}

/** Removes sessions that nobody can use any more; answers how many. */
export async function pruneSessions(orm: OrmTx, before: Date): Promise<number> {
  const gone = await orm
    .delete(t.session)
    .where(lt(t.session.lastSeenAt, before))
    .returning({ id: t.session.id });
  return gone.length;
}

function ago(now: Date, ms: number): Date {
  return new Date(now.getTime() - ms);
}
