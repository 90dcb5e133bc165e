import { type StatusView, viewStatuses } from '../collect/view.ts';
import type { Day } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Locality, LocalityName, Programme } from '../registry/types.ts';
import { compareStandings, type LocalityChange } from './comparison.ts';
import { readBetween } from './store.ts';

export interface ComparedChange extends Omit<LocalityChange, 'locality'> {
  locality: LocalityName;
  /** Who reported, and who decided on what was reported, in between: the latest of each. */
  by: string[];
}

export interface Comparison {
  from: { day: Day; views: StatusView[] };
  to: { day: Day; views: StatusView[] };
  /** By code of locality; those that stand as they stood are left out. */
  changes: ComparedChange[];
}

export interface ComparisonAsked {
  registry: Registry;
  programme: Programme;
  /** Those that it asks on a day and that are compared. */
  localitiesOn(day: Day): readonly Locality[];
  from: Day;
  /** No earlier than `from`, and no later than the day of `now`. */
  to: Day;
  now: Date;
}

/** Two days of an area side by side: how it stood, what changed, why and by whom. */
export async function compareDays(sql: RootSql, asked: ComparisonAsked): Promise<Comparison> {
  const { registry, programme, localitiesOn, from, to, now } = asked;
  const viewsOn = (day: Day) => viewStatuses(sql, registry, programme, localitiesOn(day), day, now);
  const [before, after] = [await viewsOn(from), await viewsOn(to)];
  const rowsOf = (views: typeof before) => new Map(views.map(({ row }) => [row.locality, row]));
  const standings = [rowsOf(before), rowsOf(after)] as const;
  const codes = [...new Set(standings.flatMap((rows) => [...rows.keys()]))];
  const between = await readBetween(sql, codes, from, to);
  const changes = compareStandings(...standings, (code) => ({
    reported: between.reported.has(code),
    reviewed: between.reviewed.get(code) ?? new Set(),
  }));
  return {
    from: { day: from, views: before },
    to: { day: to, views: after },
    changes: changes.flatMap((change) => {
      const locality = registry.localities.get(change.locality);
      if (!locality) return [];
      const by = [between.reported.get(change.locality), between.reviewers.get(change.locality)];
      const who = change.causes.some((cause) => cause === 'report' || cause === 'review') ? by : [];
      return [
        {
          ...change,
          locality: registry.nameOn(locality, to),
          by: [...new Set(who.flatMap((one) => one ?? []))],
        },
      ];
    }),
  };
}
