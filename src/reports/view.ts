import type { Clients } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import { type Differences, differencesOf } from './differences.ts';
import { loadSnapshot } from './snapshot.ts';
import type { ReportRow } from './store.ts';
import type { KeptSnapshot, Snapshot } from './types.ts';
import { subjectOf } from './verbs.ts';

/** The figures of a report: as they were kept, or of a draft as they are now. */
export async function currentSnapshot(
  db: Clients,
  registry: Registry,
  row: ReportRow,
  now: Date,
): Promise<Snapshot | KeptSnapshot | undefined> {
  return row.snapshot ?? (await loadSnapshot(db, registry, subjectOf(row), now));
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
