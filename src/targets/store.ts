import { and, asc, eq, gt, gte, inArray, isNull, lte, max, or, type SQL } from 'drizzle-orm';
import type { Day } from '../days.ts';
import type { OrmTx } from '../db/connect.ts';
import { target } from '../db/tables/targets.ts';
import type { Target } from './types.ts';

type Key = Pick<Target, 'programme' | 'indicator' | 'locality'>;

/** A target with the time over which it was known so: until `replacedAt`, or still. */
export type KnownTarget = Target & { createdAt: Date; replacedAt: Date | null };

/** Targets of programmes that hold on a day by all that was ever known, in the order of their papers. */
export async function readTargetsEver(
  orm: OrmTx,
  programmes: readonly string[],
  day: Day,
): Promise<KnownTarget[]> {
  return await readHolding(orm, programmes, day, undefined);
}

/** Targets of programmes that hold on a day, in the order of their papers. */
export async function readTargets(orm: OrmTx, programmes: readonly string[], day: Day): Promise<Target[]> {
  return await readHolding(orm, programmes, day, isNull(target.replacedAt));
}

async function readHolding(
  orm: OrmTx,
  programmes: readonly string[],
  day: Day,
  which: SQL | undefined,
): Promise<KnownTarget[]> {
  if (programmes.length === 0) return [];
  return await orm
    .select()
    .from(target)
    .where(
      and(
        inArray(target.programme, [...programmes]),
        lte(target.validFrom, day),
        or(isNull(target.validTo), gte(target.validTo, day)),
        which,
      ),
    )
    .orderBy(asc(target.programme), asc(target.position), asc(target.id));
}

export async function findTarget(orm: OrmTx, id: number): Promise<Target | undefined> {
  const [row] = await orm
    .select()
    .from(target)
    .where(and(eq(target.id, id), isNull(target.replacedAt)));
  return row;
}

/** Every version of a target, oldest first. */
export async function readTargetVersions(tx: OrmTx, key: Key): Promise<Target[]> {
  return await tx.select().from(target).where(ofKey(key)).orderBy(asc(target.validFrom));
}

/** By whom it is put as it now stands, and when. */
interface Put {
  createdAt: Date;
  createdBy: string;
}

/** A new version, or the one of its very day anew. */
export async function putTarget(tx: OrmTx, row: Omit<Target, 'id'> & Put): Promise<number | undefined> {
  const there = await tx
    .select({ id: target.id })
    .from(target)
    .where(and(ofKey(row), eq(target.validFrom, row.validFrom)));
  const [known] = there;
  if (known) {
    await keepAsKnown(tx, known.id, row.createdAt);
    await tx.update(target).set(row).where(eq(target.id, known.id));
    return known.id;
  }
  const [made] = await tx.insert(target).values(row).onConflictDoNothing().returning({ id: target.id });
  return made?.id;
}

export async function endTargetVersion(tx: OrmTx, id: number, validTo: Day, put: Put): Promise<void> {
  await keepAsKnown(tx, id, put.createdAt);
  await tx
    .update(target)
    .set({ validTo, ...put })
    .where(eq(target.id, id));
}

/** Versions that were to begin after a day. */
export async function dropTargetVersionsAfter(tx: OrmTx, key: Key, day: Day, at: Date): Promise<void> {
  await tx
    .update(target)
    .set({ replacedAt: at })
    .where(and(ofKey(key), gt(target.validFrom, day)));
}

/** Keeps a copy of a version as it was known until now. */
async function keepAsKnown(tx: OrmTx, id: number, until: Date): Promise<void> {
  const [row] = await tx.select().from(target).where(eq(target.id, id));
  if (!row) return;
  const { id: _, ...copy } = row;
  await tx.insert(target).values({ ...copy, replacedAt: until });
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
    isNull(target.replacedAt),
    eq(target.programme, programme),
    eq(target.indicator, indicator),
    locality === null ? isNull(target.locality) : eq(target.locality, locality),
  );
}
