import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { OrmTx, Sql } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import type { Rights } from './principal.ts';

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

/** Whether all of an area lies in another, by the registry of this transaction. */
export async function liesWithin(tx: OrmTx, inner: string, outer: string): Promise<boolean> {
  if (outer === '*' || inner === outer) return true;
  const [found] = await tx
    .select({ one: sql`1` })
    .from(t.locality)
    .where(and(eq(t.locality.code, inner), eq(t.locality.province, outer)));
  return found !== undefined;
}
