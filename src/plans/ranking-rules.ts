import { bucketOf } from './state-rules.ts';
import type { TaskView } from './types.ts';
import { leadsOf } from './view-rules.ts';

/** Agencies by how they do the tasks that they lead. Pure. */

export interface AgencyRow {
  agency: string;
  /** Tasks that are due once, those that come again apart. */
  total: number;
  doneOnTime: number;
  doneLate: number;
  inTime: number;
  overdue: number;
  ongoing: number;
  /** Done on time, of those that are done or overdue, one decimal; null while none is. */
  percent: number | null;
  /** Equal ones have the same, and the next is as many further: 1, 2, 2, 4. */
  rank: number | null;
}

/** Who leads what, the best first; whoever has nothing due yet comes last, without a rank. */
export function rankAgencies(views: readonly TaskView[]): AgencyRow[] {
  const rows = new Map<string, AgencyRow>();
  for (const view of views) {
    const bucket = bucketOf(view.standing);
    // A task of parts is counted by its parts.
    if (bucket === 'cancelled' || view.children.length > 0) continue;
    for (const agency of leadsOf(view)) {
      const row = rows.get(agency) ?? {
        agency,
        ...{
          total: 0,
          doneOnTime: 0,
          doneLate: 0,
          inTime: 0,
          overdue: 0,
          ongoing: 0,
          percent: null,
          rank: null,
        },
      };
      row[bucket] += 1;
      if (bucket !== 'ongoing') row.total += 1;
      rows.set(agency, row);
    }
  }
  const all = [...rows.values()].map((row) => {
    const due = row.doneOnTime + row.doneLate + row.overdue;
    return { ...row, percent: due === 0 ? null : Math.round((row.doneOnTime / due) * 1_000) / 10 };
  });
  all.sort(
    (a, b) =>
      (b.percent ?? -1) - (a.percent ?? -1) || a.overdue - b.overdue || (a.agency < b.agency ? -1 : 1),
  );
  return all.map((row) => ({
    ...row,
    rank:
      row.percent === null
        ? null
        : 1 + all.filter(({ percent }) => (percent ?? -1) > (row.percent ?? -1)).length,
  }));
}
