import type { Orm } from '../../db/connect.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { ReportRow } from '../store.ts';
import { listRemarks, type Remark } from './store.ts';

export interface RemarkOfReport extends Remark {
  /** Its locality, as it was called on the day. */
  source: string;
  taken: boolean;
}

/** What localities sent for the period of a report. */
export async function remarksOfReport(
  orm: Orm,
  registry: Registry,
  row: Pick<ReportRow, 'province' | 'periodFrom' | 'periodTo' | 'taken'>,
): Promise<RemarkOfReport[]> {
  const codes = [...registry.localities.values()]
    .filter(({ province }) => row.province === '*' || province === row.province)
    .map(({ code }) => code);
  const found = await listRemarks(orm, codes, { from: row.periodFrom, to: row.periodTo });
  return found.map((one) => ({
    ...one,
    source: sourceOf(registry, one),
    taken: row.taken.includes(one.id),
  }));
}

export function sourceOf(registry: Registry, { locality: code, day }: Remark): string {
  const locality = registry.localities.get(code);
  if (!locality) return code;
  const { type, name } = registry.nameOn(locality, day);
  return `${type} ${name}`;
}
