import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, lte, ne, or, type SQL } from 'drizzle-orm';
import type { Day } from '../days.ts';
import type { Orm, OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import type { Drawn } from './layout-rules.ts';
import type { KeptSnapshot, Narrative, ReportKind, ReportState } from './types.ts';

const { report, reportFile } = t;

export type ReportRow = Omit<typeof report.$inferSelect, 'narrative' | 'snapshot' | 'drawn'> & {
  narrative: Narrative;
  snapshot: KeptSnapshot | null;
  drawn: Drawn | null;
};
/** A report in a list: without its figures and texts. */
export type ReportHead = Omit<ReportRow, 'narrative' | 'snapshot' | 'drawn' | 'taken'>;

/** Which reports somebody may read: drafts are for who writes and approves. */
export interface Readable {
  provinces: readonly string[];
  drafts: boolean;
}

export interface ReportQuery {
  kind?: ReportKind | undefined;
  province?: string | undefined;
  state?: ReportState | undefined;
  from?: Day | undefined;
  to?: Day | undefined;
  programme?: string | undefined;
}

const readable = ({ provinces, drafts }: Readable): SQL | undefined =>
  and(inArray(report.province, [...provinces]), drafts ? undefined : eq(report.state, 'approved'));

const head = {
  id: report.id,
  kind: report.kind,
  province: report.province,
  programme: report.programme,
  periodFrom: report.periodFrom,
  periodTo: report.periodTo,
  deadline: report.deadline,
  version: report.version,
  state: report.state,
  revision: report.revision,
  createdAt: report.createdAt,
  createdBy: report.createdBy,
  submittedAt: report.submittedAt,
  submittedBy: report.submittedBy,
  approvedAt: report.approvedAt,
  approvedBy: report.approvedBy,
  returnReason: report.returnReason,
  returnedAt: report.returnedAt,
  returnedBy: report.returnedBy,
  scheduled: report.scheduled,
};

/** Newest period first. */
export async function listReports(
  orm: Orm,
  who: Readable,
  query: ReportQuery,
  page: { limit: number; after: { to: Day; id: number } | null },
): Promise<ReportHead[]> {
  const { after } = page;
  return await orm
    .select(head)
    .from(report)
    .where(
      and(
        readable(who),
        query.kind && eq(report.kind, query.kind),
        query.province === undefined ? undefined : eq(report.province, query.province),
        query.state && eq(report.state, query.state),
        query.programme === undefined ? undefined : eq(report.programme, query.programme),
        query.from === undefined ? undefined : gte(report.periodTo, query.from),
        query.to === undefined ? undefined : lte(report.periodFrom, query.to),
        after
          ? or(lt(report.periodTo, after.to), and(eq(report.periodTo, after.to), lt(report.id, after.id)))
          : undefined,
      ),
    )
    .orderBy(desc(report.periodTo), desc(report.id))
    .limit(page.limit);
}

export async function findReport(orm: Orm, who: Readable, id: number): Promise<ReportRow | undefined> {
  const [row] = await orm
    .select()
    .from(report)
    .where(and(readable(who), eq(report.id, id)));
  return row as ReportRow | undefined;
}

/** Takes its lock: of two who change it the second sees what the first has done. */
export async function lockReport(tx: OrmTx, id: number): Promise<ReportRow | undefined> {
  const [row] = await tx.select().from(report).where(eq(report.id, id)).for('update');
  return row as ReportRow | undefined;
}

export interface NewReport {
  kind: ReportKind;
  province: string;
  programme: string;
  periodFrom: Day;
  periodTo: Day;
  deadline: Day | null;
  version: number;
  narrative: Narrative;
  /** Remarks that stand in its texts. */
  taken?: number[];
  createdAt: Date;
  createdBy: string;
  /** Of one that was drafted on its day by itself. */
  scheduled?: 'draft' | 'tell';
}

/** The number of the new draft; undefined where one of its period is at work already, or its version is there. */
export async function insertReport(tx: OrmTx, given: NewReport): Promise<number | undefined> {
  const [row] = await tx
    .insert(report)
    .values({ ...given, state: 'draft' })
    .onConflictDoNothing()
    .returning({ id: report.id });
  return row?.id;
}

/** Gives the untouched draft of a period that `from` made to somebody else; its number, undefined where there is none. */
export async function adoptDraft(
  tx: OrmTx,
  of: Pick<ReportHead, 'kind' | 'province' | 'programme' | 'periodFrom' | 'periodTo'>,
  from: string,
  to: Pick<ReportHead, 'createdAt' | 'createdBy'>,
): Promise<number | undefined> {
  const [row] = await tx
    .update(report)
    .set(to)
    .where(
      and(
        ofPeriod(of),
        eq(report.state, 'draft'),
        isNotNull(report.scheduled),
        eq(report.createdBy, from),
        eq(report.revision, 1),
        isNull(report.returnedAt),
      ),
    )
    .returning({ id: report.id });
  return row?.id;
}

const ofPeriod = (of: Pick<ReportHead, 'kind' | 'province' | 'programme' | 'periodFrom' | 'periodTo'>) =>
  and(
    eq(report.kind, of.kind),
    eq(report.province, of.province),
    eq(report.programme, of.programme),
    eq(report.periodFrom, of.periodFrom),
    eq(report.periodTo, of.periodTo),
  );

/** All versions of the period that a report is of, oldest first. */
export async function versionsOf(
  orm: OrmTx,
  of: Pick<ReportHead, 'kind' | 'province' | 'programme' | 'periodFrom' | 'periodTo'>,
): Promise<Pick<ReportHead, 'id' | 'version' | 'state'>[]> {
  return await orm
    .select({ id: report.id, version: report.version, state: report.state })
    .from(report)
    .where(ofPeriod(of))
    .orderBy(asc(report.version));
}

/** The version before, which a later one corrects. */
export async function findVersionBefore(
  orm: Orm,
  of: Pick<ReportHead, 'kind' | 'province' | 'programme' | 'periodFrom' | 'periodTo' | 'version'>,
): Promise<Pick<ReportRow, 'version' | 'snapshot'> | undefined> {
  const [row] = await orm
    .select({ version: report.version, snapshot: report.snapshot })
    .from(report)
    .where(and(ofPeriod(of), eq(report.version, of.version - 1)));
  return row as Pick<ReportRow, 'version' | 'snapshot'> | undefined;
}

type Change = Partial<
  Pick<
    ReportRow,
    | 'state'
    | 'narrative'
    | 'revision'
    | 'snapshot'
    | 'createdBy'
    | 'drawn'
    | 'taken'
    | 'submittedAt'
    | 'submittedBy'
    | 'approvedAt'
    | 'approvedBy'
    | 'returnReason'
    | 'returnedAt'
    | 'returnedBy'
  >
>;

/** Of one that is not approved: what is, no statement changes. */
export async function updateReport(tx: OrmTx, id: number, change: Change): Promise<void> {
  await tx
    .update(report)
    .set(change as Partial<typeof report.$inferInsert>)
    .where(and(eq(report.id, id), ne(report.state, 'approved')));
}

export type FileFormat = (typeof reportFile.$inferSelect)['format'];

export async function insertFiles(
  tx: OrmTx,
  id: number,
  files: readonly { format: FileFormat; bytes: Buffer; sha256: string }[],
): Promise<void> {
  await tx.insert(reportFile).values(files.map((one) => ({ report: id, ...one })));
}

export async function readFile(
  orm: Orm,
  id: number,
  format: FileFormat,
): Promise<{ bytes: Buffer; sha256: string } | undefined> {
  const [row] = await orm
    .select({ bytes: reportFile.bytes, sha256: reportFile.sha256 })
    .from(reportFile)
    .where(and(eq(reportFile.report, id), eq(reportFile.format, format)));
  return row;
}

/** SHA-256 of the DOCX of approved reports, by number. */
export async function readHashes(orm: Orm, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await orm
    .select({ report: reportFile.report, sha256: reportFile.sha256 })
    .from(reportFile)
    .where(and(inArray(reportFile.report, [...ids]), eq(reportFile.format, 'docx')));
  return new Map(rows.map((row) => [row.report, row.sha256]));
}
