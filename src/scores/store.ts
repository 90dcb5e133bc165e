import { and, asc, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Orm, OrmTx } from '../db/connect.ts';
import {
  criteriaSet,
  scoreEntry,
  scoreEvidence,
  scoreObjection,
  scorePublication,
  scoreRound,
} from '../db/tables/scores.ts';
import type { CriteriaSet, Definition, SaidOfAll, Sheet } from './types.ts';

export type RoundRow = typeof scoreRound.$inferSelect;
export type ObjectionRow = typeof scoreObjection.$inferSelect;
export type EntryKind = (typeof scoreEntry.$inferSelect)['kind'];
export interface EntryRow {
  locality: string;
  kind: EntryKind;
  revision: number;
  said: SaidOfAll;
  at: Date;
  by: string;
}
export interface PublicationRow {
  kind: (typeof scorePublication.$inferSelect)['kind'];
  at: Date;
  by: string;
  sheets: Sheet[];
}

const setOf = ({ definition, ...row }: typeof criteriaSet.$inferSelect): CriteriaSet => ({
  ...(definition as Definition),
  ...row,
});

/** The latest versions of sets of these provinces (or `*`). */
export async function listSets(orm: OrmTx, provinces: readonly string[]): Promise<CriteriaSet[]> {
  const rows = await orm
    .selectDistinctOn([criteriaSet.code])
    .from(criteriaSet)
    .where(inArray(criteriaSet.province, [...provinces]))
    .orderBy(asc(criteriaSet.code), desc(criteriaSet.version));
  return rows.map(setOf);
}

/** A set as it is now, or one version of it. */
export async function findSet(orm: OrmTx, code: string, version?: number): Promise<CriteriaSet | undefined> {
  const [row] = await orm
    .select()
    .from(criteriaSet)
    .where(
      and(eq(criteriaSet.code, code), version === undefined ? undefined : eq(criteriaSet.version, version)),
    )
    .orderBy(desc(criteriaSet.version))
    .limit(1);
  return row && setOf(row);
}

/** Whether it was new; not where somebody has made this version meanwhile. */
export async function insertSet(
  tx: OrmTx,
  { code, version, province, nameVi, ...definition }: CriteriaSet,
  made: { createdAt: Date; createdBy: string },
): Promise<boolean> {
  const rows = await tx
    .insert(criteriaSet)
    .values({ code, version, province, nameVi, definition, ...made })
    .onConflictDoNothing()
    .returning({ code: criteriaSet.code });
  return rows.length > 0;
}

/** The latest round of a period. */
export async function findRound(orm: OrmTx, set: string, period: string): Promise<RoundRow | undefined> {
  const [row] = await orm
    .select()
    .from(scoreRound)
    .where(and(eq(scoreRound.set, set), eq(scoreRound.period, period)))
    .orderBy(desc(scoreRound.version))
    .limit(1);
  return row;
}

/** All rounds of a set, the latest period first. */
export async function listRounds(orm: Orm, set: string): Promise<RoundRow[]> {
  return await orm
    .select()
    .from(scoreRound)
    .where(eq(scoreRound.set, set))
    .orderBy(desc(scoreRound.period), desc(scoreRound.version));
}

/** Takes the lock of a round, making it where there is none: of two who act the second sees what the first has done. */
export async function lockRound(tx: OrmTx, set: CriteriaSet, period: string): Promise<RoundRow> {
  await tx
    .insert(scoreRound)
    .values({ set: set.code, setVersion: set.version, period, version: 1, state: 'open' })
    .onConflictDoNothing();
  const [row] = await tx
    .select()
    .from(scoreRound)
    .where(and(eq(scoreRound.set, set.code), eq(scoreRound.period, period)))
    .orderBy(desc(scoreRound.version))
    .limit(1)
    .for('update');
  if (!row) throw new Error('The round is gone.');
  return row;
}

export async function updateRound(tx: OrmTx, id: number, change: Partial<RoundRow>): Promise<void> {
  await tx.update(scoreRound).set(change).where(eq(scoreRound.id, id));
}

/** The next version of a round, with what was said in the one before. */
export async function insertNextRound(tx: OrmTx, before: RoundRow, setVersion: number): Promise<void> {
  const [made] = await tx
    .insert(scoreRound)
    .values({
      set: before.set,
      setVersion,
      period: before.period,
      version: before.version + 1,
      state: 'open',
    })
    .returning({ id: scoreRound.id });
  if (!made) throw new Error('The round was not made.');
  await tx.execute(sql`
    insert into score_entry (round, locality, kind, revision, said, at, by)
    select distinct on (locality, kind) ${made.id}, locality, kind, 1, said, at, by from score_entry
    where round = ${before.id} order by locality, kind, revision desc`);
}

/** What was said last, by locality and kind. */
export async function readEntries(orm: OrmTx, round: number, locality?: string): Promise<EntryRow[]> {
  const rows = await orm
    .selectDistinctOn([scoreEntry.locality, scoreEntry.kind])
    .from(scoreEntry)
    .where(
      and(
        eq(scoreEntry.round, round),
        locality === undefined ? undefined : eq(scoreEntry.locality, locality),
      ),
    )
    .orderBy(asc(scoreEntry.locality), asc(scoreEntry.kind), desc(scoreEntry.revision));
  return rows as EntryRow[];
}

export async function insertEntry(tx: OrmTx, row: EntryRow & { round: number }): Promise<void> {
  await tx.insert(scoreEntry).values(row);
}

/** Oldest first. */
export async function readObjections(orm: OrmTx, round: number, locality?: string): Promise<ObjectionRow[]> {
  return await orm
    .select()
    .from(scoreObjection)
    .where(
      and(
        eq(scoreObjection.round, round),
        locality === undefined ? undefined : eq(scoreObjection.locality, locality),
      ),
    )
    .orderBy(asc(scoreObjection.id));
}

export async function insertObjection(
  tx: OrmTx,
  row: Pick<ObjectionRow, 'round' | 'locality' | 'criteria' | 'reason' | 'evidence' | 'at' | 'by'>,
): Promise<void> {
  await tx.insert(scoreObjection).values(row);
}

export async function answerObjection(
  tx: OrmTx,
  id: number,
  answer: Pick<ObjectionRow, 'accepted' | 'answer' | 'answeredAt' | 'answeredBy'>,
): Promise<void> {
  await tx
    .update(scoreObjection)
    .set(answer)
    .where(and(eq(scoreObjection.id, id), isNull(scoreObjection.answeredAt)));
}

export async function insertPublication(
  tx: OrmTx,
  round: number,
  { kind, at, by, sheets }: PublicationRow,
): Promise<void> {
  await tx.insert(scorePublication).values({ round, kind, at, by, sheets });
}

/** What was published last of a round. */
export async function readPublication(orm: OrmTx, round: number): Promise<PublicationRow | undefined> {
  const [row] = await orm
    .select()
    .from(scorePublication)
    .where(eq(scorePublication.round, round))
    .orderBy(desc(scorePublication.id))
    .limit(1);
  return row as PublicationRow | undefined;
}

/** What everybody could read of a period at an instant, with the round that it was of. */
export async function readPublishedAt(
  orm: Orm,
  set: string,
  period: string,
  at: Date,
): Promise<{ round: RoundRow; publication: PublicationRow } | undefined> {
  const [row] = await orm
    .select({ round: scoreRound, publication: scorePublication })
    .from(scorePublication)
    .innerJoin(scoreRound, eq(scoreRound.id, scorePublication.round))
    .where(and(eq(scoreRound.set, set), eq(scoreRound.period, period), lte(scorePublication.at, at)))
    .orderBy(desc(scorePublication.id))
    .limit(1);
  return row as { round: RoundRow; publication: PublicationRow } | undefined;
}

export type EvidenceRow = Omit<typeof scoreEvidence.$inferSelect, 'body' | 'person'>;
const evidenceColumns = {
  id: scoreEvidence.id,
  set: scoreEvidence.set,
  period: scoreEvidence.period,
  locality: scoreEvidence.locality,
  criterion: scoreEvidence.criterion,
  fileName: scoreEvidence.fileName,
  type: scoreEvidence.type,
  size: scoreEvidence.size,
  hash: scoreEvidence.hash,
  by: scoreEvidence.by,
  at: scoreEvidence.at,
};

export async function listScoreEvidence(
  orm: OrmTx,
  of: { set: string; period: string; locality: string },
): Promise<EvidenceRow[]> {
  return await orm
    .select(evidenceColumns)
    .from(scoreEvidence)
    .where(
      and(
        eq(scoreEvidence.set, of.set),
        eq(scoreEvidence.period, of.period),
        eq(scoreEvidence.locality, of.locality),
      ),
    )
    .orderBy(asc(scoreEvidence.id));
}

export async function insertScoreEvidence(
  tx: OrmTx,
  row: typeof scoreEvidence.$inferInsert,
): Promise<number | undefined> {
  const [made] = await tx.insert(scoreEvidence).values(row).returning({ id: scoreEvidence.id });
  return made?.id;
}

export async function readScoreEvidence(
  orm: Orm,
  id: number,
): Promise<(EvidenceRow & { body: Buffer }) | undefined> {
  const [row] = await orm
    .select({ ...evidenceColumns, body: scoreEvidence.body })
    .from(scoreEvidence)
    .where(eq(scoreEvidence.id, id));
  return row;
}
