import { and, asc, eq, gt, gte, inArray, isNull, lte, max, or } from 'drizzle-orm';
import type { Day } from '../days.ts';
import type { Orm, OrmTx } from '../db/connect.ts';
import { target } from '../db/tables/targets.ts';
import type { Target } from './types.ts';

type Key = Pick<Target, 'programme' | 'indicator' | 'locality'>;

/** Targets of programmes that hold on a day, in the order of their papers. */
export async function readTargets(orm: OrmTx, programmes: readonly string[], day: Day): Promise<Target[]> {
  if (programmes.length === 0) return [];
  return await orm
    .select()
    .from(target)
    .where(
      and(
        inArray(target.programme, [...programmes]),
        lte(target.validFrom, day),
        or(isNull(target.validTo), gte(target.validTo, day)),
      ),
    )
    .orderBy(asc(target.programme), asc(target.position), asc(target.id));
}

export async function findTarget(orm: Orm, id: number): Promise<Target | undefined> {
  const [row] = await orm.select().from(target).where(eq(target.id, id));
  return row;
}

/** Every version of a target, oldest first. */
export async function readTargetVersions(tx: OrmTx, key: Key): Promise<Target[]> {
  return await tx.select().from(target).where(ofKey(key)).orderBy(asc(target.validFrom));
}

/** A new version, or the one of its very day anew. */
export async function putTarget(
  tx: OrmTx,
  row: Omit<Target, 'id'> & { createdAt: Date; createdBy: string },
): Promise<number | undefined> {
  const there = await tx
    .select({ id: target.id })
    .from(target)
    .where(and(ofKey(row), eq(target.validFrom, row.validFrom)));
  const [known] = there;
  if (known) {
    await tx.update(target).set(row).where(eq(target.id, known.id));
    return known.id;
  }
  const [made] = await tx.insert(target).values(row).onConflictDoNothing().returning({ id: target.id });
  return made?.id;
}

export async function endTargetVersion(tx: OrmTx, id: number, validTo: Day): Promise<void> {
  await tx.update(target).set({ validTo }).where(eq(target.id, id));
}

/** Versions that were to begin after a day. */
export async function dropTargetVersionsAfter(tx: OrmTx, key: Key, day: Day): Promise<void> {
  await tx.delete(target).where(and(ofKey(key), gt(target.validFrom, day)));
}

/** The place behind the last target of a programme. */
export async function nextTargetPosition(tx: OrmTx, programme: string): Promise<number> {
  const [row] = await tx
    .select({ last: max(target.position) })
    .from(target)
    .where(eq(target.programme, programme));
  return (row?.last ?? 0) + 1;
}

function ofKey({ programme, indicator, locality }: Key) {
  return and(
    eq(target.programme, programme),
    eq(target.indicator, indicator),
    locality === null ? isNull(target.locality) : eq(target.locality, locality),
  );
}
