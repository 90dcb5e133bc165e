import type { Clients } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import { lockOf } from '../registry/times.ts';
import { lastLock } from '../targets/view.ts';
import { differencesOf } from './differences.ts';
import { loadSnapshot } from './snapshot.ts';
import { findVersionBefore, type ReportRow } from './store.ts';
import type { Subject } from './subject-rules.ts';
import type { Differences, KeptSnapshot, Snapshot } from './types.ts';

/** What a report is of. */
export const subjectOf = ({
  kind,
  province,
  programme,
  periodFrom,
  periodTo,
  deadline,
}: ReportRow): Subject => ({
  kind,
  province,
  programme,
  period: { from: periodFrom, to: periodTo },
  deadline,
});

/** The figures of a report: as they were kept, or of a draft as they are now. */
export async function currentSnapshot(
  db: Clients,
  registry: Registry,
  row: ReportRow,
  now: Date,
): Promise<Snapshot | KeptSnapshot | undefined> {
  return row.snapshot ?? (await snapshotNow(db, registry, row, now));
}

/** Its figures as they are now; of a later version with what is otherwise than in the one before. */
export async function snapshotNow(
  db: Clients,
  registry: Registry,
  row: ReportRow,
  now: Date,
): Promise<Snapshot | undefined> {
  const [snapshot, before] = await Promise.all([
    loadSnapshot(db, registry, subjectOf(row), now),
    row.version > 1 ? findVersionBefore(db.orm, row) : undefined,
  ]);
  if (!snapshot || !before?.snapshot) return snapshot;
  const { version, snapshot: kept } = before;
  return { ...snapshot, corrects: { version, asOf: kept.asOf, ...differencesOf(kept, snapshot) } };
}

/** What differs now from what was kept; null where nothing does, or nothing was. */
export async function differencesNow(
  db: Clients,
  registry: Registry,
  row: ReportRow,
  now: Date,
): Promise<Differences | null> {
  if (!row.snapshot) return null;
  const after = await loadSnapshot(db, registry, subjectOf(row), now, row.snapshot);
  if (!after) return null;
  const found = differencesOf(row.snapshot, after);
  return found.localities.length + found.figures.length === 0 ? null : found;
}

/**
 * Until when what is told of its day may still change by what is sent of it: its day locks, and of targets the last
 * period that was over by then.
 */
export function movesUntil(
  registry: Registry,
  { day, targets = [], area, programme: { code } }: Snapshot,
): Date | null {
  const programme = registry.programmes.get(code);
  if (!programme) return null;
  const province = area.code === '*' ? undefined : area.code;
  const settings = registry.settingsOn(programme, province, day);
  const locks = [
    lockOf(registry.lockCalendar(programme, province), settings, day),
    ...targets.map((one) => lastLock(registry, one.programme, province, day)),
  ];
  return locks.reduce((last, one) => (one !== null && (last === null || one > last) ? one : last), null);
}
