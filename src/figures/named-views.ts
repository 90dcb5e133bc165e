import type { Day } from '../days.ts';
import { listLocalities } from '../registry/search.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { DayView } from './day-view.ts';
import type { NamedView } from './units.ts';

/** Statuses of a day with the names of their localities, by name as Vietnamese sorts. */
export function namedViews(registry: Registry, day: Day, views: readonly DayView[]): NamedView[] {
  const viewOf = new Map(views.map((view) => [view.locality.code, view]));
  return listLocalities(registry, day).flatMap(({ named }) => {
    const view = viewOf.get(named.code);
    return view ? [{ ...view, named }] : [];
  });
}
