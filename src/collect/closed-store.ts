import { sql as raw } from 'drizzle-orm';
import type { Day } from '../days.ts';
import type { OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';

/** Which days since `first` were closed in which province: somebody's colour of them was fixed then. */
export async function readClosedDays(
  tx: OrmTx,
  first: Day,
): Promise<{ programme: string; province: string; day: Day }[]> {
  return await tx
    .selectDistinct({ programme: t.status.programme, province: t.locality.province, day: t.status.day })
    .from(t.status)
    .innerJoin(t.locality, raw`${t.locality.code} = ${t.status.locality}`)
    .where(raw`${t.status.day} >= ${first} and ${t.status.closingColour} is not null`);
}
