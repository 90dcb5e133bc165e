import { isoLocal } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import { drawnNow } from './drawing.ts';
import { KINDS } from './kinds/all.ts';
import { type ReportHead, type ReportRow, readHashes } from './store.ts';
import { currentSnapshot, differencesNow } from './view.ts';

/** What a report is called, from the first. */
export function titleOf(
  registry: Registry,
  row: Pick<ReportHead, 'kind' | 'province' | 'programme' | 'periodFrom' | 'periodTo' | 'deadline'>,
): string {
  const { kind, province, programme, periodFrom, periodTo, deadline } = row;
  return KINDS[kind].about({
    day: periodTo,
    period: { from: periodFrom, to: periodTo },
    deadline,
    area: {
      code: province,
      name: province === '*' ? 'Cả nước' : (registry.provinces.get(province) ?? province),
    },
    programme: { code: programme, nameVi: registry.programmes.get(programme)?.nameVi ?? programme },
  });
}

const at = (instant: Date | null) => (instant ? isoLocal(instant) : null);

/** A report as lists have it. */
export function presentHead(registry: Registry, row: ReportHead, sha256: string | undefined) {
  return {
    id: row.id,
    kind: row.kind,
    province: row.province,
    programme: row.programme,
    period: { from: row.periodFrom, to: row.periodTo },
    deadline: row.deadline,
    version: row.version,
    revision: row.revision,
    state: row.state,
    title: titleOf(registry, row),
    createdAt: isoLocal(row.createdAt),
    createdBy: row.createdBy,
    submittedAt: at(row.submittedAt),
    submittedBy: row.submittedBy,
    approvedAt: at(row.approvedAt),
    approvedBy: row.approvedBy,
    returned:
      row.returnReason !== null && row.returnedAt
        ? { reason: row.returnReason, at: isoLocal(row.returnedAt), by: row.returnedBy ?? '' }
        : null,
    ...(sha256 === undefined ? {} : { sha256 }),
  };
}

/** A report with its figures and texts, and what has changed since it was approved. */
export async function presentReport(db: Clients, registry: Registry, row: ReportRow, now: Date) {
  const isApproved = row.state === 'approved';
  const [snapshot, changedSince, hashes, drawn] = await Promise.all([
    currentSnapshot(db, registry, row, now),
    isApproved ? differencesNow(db, registry, row, now) : null,
    isApproved ? readHashes(db.orm, [row.id]) : new Map<number, string>(),
    row.drawn ?? drawnNow(db.orm, row),
  ]);
  return {
    ...presentHead(registry, row, hashes.get(row.id)),
    asOf: snapshot?.asOf ?? null,
    figures: snapshot ?? null,
    narrative: row.narrative as Record<string, string>,
    changedSince,
    template: drawn.template,
  };
}
