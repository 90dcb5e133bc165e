import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { OrmTx, Sql, Tx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Rights, Sender } from './principal.ts';

/** Of an author. */
interface Held {
  kind: string;
  id?: number;
  rights?: Rights;
  now: Date;
}

/**
 * Whether the author of a change still is who he was when he was let through: same role, same area, not closed. He
 * stays so until the transaction ends. Who has a message's link, and who is at the shell, have no such rights.
 */
export async function holdRights(tx: OrmTx, { kind, id, rights, now }: Held): Promise<boolean> {
  if (!rights || id === undefined) return true;
  const { person, token } = t;
  const held =
    kind === 'person'
      ? await tx
          .select({ id: person.id })
          .from(person)
          .where(
            and(
              eq(person.id, id),
              eq(person.role, rights.role),
              eq(person.area, rights.area),
              isNull(person.disabledAt),
            ),
          )
          .for('share')
      : await tx
          .select({ id: token.id })
          .from(token)
          .where(
            and(
              eq(token.id, id),
              eq(token.role, rights.role),
              eq(token.area, rights.area),
              isNull(token.revokedAt),
              or(isNull(token.expiresAt), gt(token.expiresAt, now)),
            ),
          )
          .for('share');
  return held.length > 0;
}

/** The same by the client for hot statements. */
export async function rightsHeld(tx: Sql, { kind, id, rights, now }: Held): Promise<boolean> {
  if (!rights || id === undefined) return true;
  const rows =
    kind === 'person'
      ? await tx`select from person where id = ${id} and role = ${rights.role} and area = ${rights.area}
          and disabled_at is null for share`
      : await tx`select from token where id = ${id} and role = ${rights.role} and area = ${rights.area}
          and revoked_at is null and (expires_at is null or expires_at > ${now.toISOString()}::timestamptz) for share`;
  return rows.count > 0;
}

/** `busy`: somebody is changing them just now. */
export type SenderState = 'held' | 'taken' | 'busy';

/**
 * Whether senders still are who they were when they were let through, each by {@link senderKey}; those who are stay
 * so until the transaction ends. `passOver` waits for nobody who is being changed.
 */
export async function holdSenders(
  tx: Tx,
  senders: readonly Sender[],
  now: Date,
  passOver: boolean,
): Promise<Map<string, SenderState>> {
  const distinct = new Map(senders.map((one) => [senderKey(one), one]));
  const found = await Promise.all(
    [...groupBy([...distinct.values()], ({ kind }) => kind)].map(async ([kind, some]) => {
      const rows = await readHeld(tx, kind, [...new Set(some.map(({ id }) => id))], now, passOver);
      const byId = new Map(rows.map((row) => [row.id, row]));
      return some.map((one): [string, SenderState] => {
        const row = byId.get(one.id);
        const same = row?.role === one.role && row.area === one.area;
        return [senderKey(one), !same ? 'taken' : row.held ? 'held' : 'busy'];
      });
    }),
  );
  return new Map(found.flat());
}

export const senderKey = ({ kind, id, role, area }: Sender) => `${kind} ${id} ${role} ${area}`;

type HeldRow = Rights & { id: number; held: boolean };

/** Live ones alone; `held` tells those whose row is ours from those that somebody else has. */
async function readHeld(
  tx: Tx,
  kind: Sender['kind'],
  ids: readonly number[],
  now: Date,
  passOver: boolean,
): Promise<HeldRow[]> {
  const at = now.toISOString();
  const from =
    kind === 'person'
      ? tx`person where id = any(${ids as number[]}) and disabled_at is null`
      : tx`token where id = any(${ids as number[]}) and revoked_at is null
          and (expires_at is null or expires_at > ${at}::timestamptz)`;
  if (!passOver) return await tx<HeldRow[]>`select id, role, area, true as held from ${from} for share`;
  return await tx<HeldRow[]>`
    with held as materialized (select id, role, area from ${from} for share skip locked),
      live as (select id, role, area from ${from})
    select id, coalesce(held.role, live.role) as role, coalesce(held.area, live.area) as area,
      held.id is not null as held
    from live left join held using (id)`;
}

/** Whether all of an area lies in another, by the registry of this transaction. */
export async function liesWithin(tx: OrmTx, inner: string, outer: string): Promise<boolean> {
  if (outer === '*' || inner === outer) return true;
  const [found] = await tx
    .select({ one: sql`1` })
    .from(t.locality)
    .where(and(eq(t.locality.code, inner), eq(t.locality.province, outer)));
  return found !== undefined;
}
