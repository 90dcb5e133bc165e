import { and, asc, count, desc, eq, gte, inArray, isNull, lte } from 'drizzle-orm';
import type { Day } from '../../days.ts';
import type { Orm, OrmTx } from '../../db/connect.ts';
import * as t from '../../db/tables/index.ts';
import type { RemarkAbout } from './words.ts';

const { reportRemark } = t;

export interface Remark {
  id: number;
  locality: string;
  day: Day;
  about: RemarkAbout;
  text: string;
  sentAt: Date;
  sentBy: string;
}

const columns = {
  id: reportRemark.id,
  locality: reportRemark.locality,
  day: reportRemark.day,
  about: reportRemark.about,
  text: reportRemark.text,
  sentAt: reportRemark.sentAt,
  sentBy: reportRemark.sentBy,
};

/** More of one period nobody reads beside a report. */
const MOST = 1_000;

/** Those that were not withdrawn, of some localities over some days, the first sent first. */
export async function listRemarks(
  orm: Orm,
  localities: readonly string[],
  { from, to }: { from?: Day | undefined; to?: Day | undefined },
): Promise<Remark[]> {
  if (localities.length === 0) return [];
  return await orm
    .select(columns)
    .from(reportRemark)
    .where(
      and(
        inArray(reportRemark.locality, [...localities]),
        isNull(reportRemark.withdrawnAt),
        from === undefined ? undefined : gte(reportRemark.day, from),
        to === undefined ? undefined : lte(reportRemark.day, to),
      ),
    )
    .orderBy(asc(reportRemark.day), asc(reportRemark.id))
    .limit(MOST);
}

/** The latest of a locality, newest first. */
export async function latestRemarks(orm: Orm, locality: string, limit: number): Promise<Remark[]> {
  return await orm
    .select(columns)
    .from(reportRemark)
    .where(and(eq(reportRemark.locality, locality), isNull(reportRemark.withdrawnAt)))
    .orderBy(desc(reportRemark.day), desc(reportRemark.id))
    .limit(limit);
}

export async function findRemark(orm: Orm | OrmTx, id: number): Promise<Remark | undefined> {
  const [row] = await orm
    .select(columns)
    .from(reportRemark)
    .where(and(eq(reportRemark.id, id), isNull(reportRemark.withdrawnAt)));
  return row;
}

/** How many a locality has sent of a day, withdrawn ones among them. */
export async function countRemarks(tx: OrmTx, locality: string, day: Day): Promise<number> {
  const [row] = await tx
    .select({ sent: count() })
    .from(reportRemark)
    .where(and(eq(reportRemark.locality, locality), eq(reportRemark.day, day)));
  return row?.sent ?? 0;
}

export async function insertRemark(tx: OrmTx, given: Omit<Remark, 'id'>): Promise<number> {
  const [row] = await tx.insert(reportRemark).values(given).returning({ id: reportRemark.id });
  if (!row) throw new Error('The remark was not stored.');
  return row.id;
}

/** False where it had been withdrawn before. */
export async function withdrawRemark(tx: OrmTx, id: number, at: Date): Promise<boolean> {
  const rows = await tx
    .update(reportRemark)
    .set({ withdrawnAt: at })
    .where(and(eq(reportRemark.id, id), isNull(reportRemark.withdrawnAt)))
    .returning({ id: reportRemark.id });
  return rows.length > 0;
}
