import { eq } from 'drizzle-orm';
import type { Orm, OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import type { Boundary, Polygons } from './boundaries.ts';

export interface BoundaryMap {
  province: string;
  /** Where the areas are from. */
  source: string;
  importedAt: Date;
}

/** The import that a province has; undefined when it has none. */
export async function findBoundaryMap(orm: OrmTx, province: string): Promise<BoundaryMap | undefined> {
  const [row] = await orm.select().from(t.boundaryMap).where(eq(t.boundaryMap.province, province));
  return row;
}

/** Areas of a province's localities, by code. */
export async function readBoundaries(
  orm: Orm,
  province: string,
): Promise<{ locality: string; polygons: Polygons }[]> {
  const rows = await orm
    .select({ locality: t.boundary.locality, polygons: t.boundary.polygons })
    .from(t.boundary)
    .where(eq(t.boundary.province, province))
    .orderBy(t.boundary.locality);
  // Checked when they came in.
  return rows.map((row) => ({ ...row, polygons: row.polygons as Polygons }));
}

/** Puts the areas of a province in place of those it had. */
export async function replaceBoundaries(
  tx: OrmTx,
  map: BoundaryMap,
  boundaries: readonly Boundary[],
): Promise<void> {
  await removeBoundaries(tx, map.province);
  await tx.insert(t.boundaryMap).values(map);
  // One by one: areas are large, and a statement has a limit of parameters.
  for (const boundary of boundaries) await tx.insert(t.boundary).values(boundary);
}

/** Returns whether there were any. */
export async function removeBoundaries(tx: OrmTx, province: string): Promise<boolean> {
  const gone = await tx.delete(t.boundaryMap).where(eq(t.boundaryMap.province, province)).returning();
  return gone.length > 0;
}
