import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Orm, OrmTx } from '../../db/connect.ts';
import * as t from '../../db/tables/index.ts';
import type { ReportKind } from '../types.ts';

const { reportTemplate } = t;

/** A template in a list: without its bytes. */
export interface TemplateHead {
  id: number;
  province: string;
  kind: ReportKind;
  version: number;
  name: string;
  size: number;
  sha256: string;
  inUse: boolean;
  uploadedAt: Date;
  uploadedBy: string;
}

const head = {
  id: reportTemplate.id,
  province: reportTemplate.province,
  kind: reportTemplate.kind,
  version: reportTemplate.version,
  name: reportTemplate.name,
  size: reportTemplate.size,
  sha256: reportTemplate.sha256,
  inUse: reportTemplate.inUse,
  uploadedAt: reportTemplate.uploadedAt,
  uploadedBy: reportTemplate.uploadedBy,
};

type Of = Pick<TemplateHead, 'province' | 'kind'>;
const of = ({ province, kind }: Of) =>
  and(eq(reportTemplate.province, province), eq(reportTemplate.kind, kind));

/** Of some provinces, each kind's latest version first. */
export async function listTemplates(
  orm: Orm,
  provinces: readonly string[],
  kind?: ReportKind,
): Promise<TemplateHead[]> {
  return await orm
    .select(head)
    .from(reportTemplate)
    .where(
      and(
        inArray(reportTemplate.province, [...provinces]),
        kind === undefined ? undefined : eq(reportTemplate.kind, kind),
      ),
    )
    .orderBy(reportTemplate.province, reportTemplate.kind, desc(reportTemplate.version))
    .limit(1_000);
}

export async function findTemplate(
  orm: Orm | OrmTx,
  id: number,
): Promise<(TemplateHead & { bytes: Buffer }) | undefined> {
  const [row] = await orm
    .select({ ...head, bytes: reportTemplate.bytes })
    .from(reportTemplate)
    .where(eq(reportTemplate.id, id));
  return row;
}

/** The one in use; undefined where the built-in one is. */
export async function templateInUse(
  orm: Orm | OrmTx,
  which: Of,
): Promise<Pick<TemplateHead, 'id' | 'version' | 'name'> | undefined> {
  const [row] = await orm
    .select({ id: reportTemplate.id, version: reportTemplate.version, name: reportTemplate.name })
    .from(reportTemplate)
    .where(and(of(which), eq(reportTemplate.inUse, true)));
  return row;
}

/** How many versions there are; nobody adds one until the transaction ends. */
export async function lockTemplates(tx: OrmTx, which: Of): Promise<number> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`report_template ${which.province} ${which.kind}`}, 0))`,
  );
  const [row] = await tx
    .select({ version: reportTemplate.version })
    .from(reportTemplate)
    .where(of(which))
    .orderBy(desc(reportTemplate.version))
    .limit(1);
  return row?.version ?? 0;
}

export async function insertTemplate(
  tx: OrmTx,
  given: Omit<TemplateHead, 'id' | 'inUse'> & { bytes: Buffer },
): Promise<number> {
  const [row] = await tx.insert(reportTemplate).values(given).returning({ id: reportTemplate.id });
  if (!row) throw new Error('The template was not stored.');
  return row.id;
}

/** Puts one in use, or none: the built-in one. */
export async function setInUse(tx: OrmTx, which: Of, id: number | null): Promise<void> {
  await tx
    .update(reportTemplate)
    .set({ inUse: false })
    .where(and(of(which), eq(reportTemplate.inUse, true)));
  if (id !== null) await tx.update(reportTemplate).set({ inUse: true }).where(eq(reportTemplate.id, id));
}
