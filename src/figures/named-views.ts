import type { Day } from '../days.ts';
import { placesInOrder } from '../registry/search.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { DayView } from './day-view.ts';
import type { NamedView } from './units.ts';

/** Statuses of a day with the names of their localities, by name as Vietnamese sorts. */
export function namedViews(registry: Registry, day: Day, views: readonly DayView[]): NamedView[] {
  const places = placesInOrder(registry, day);
  return views
    .flatMap((view) => {
      const listed = places.get(view.locality.code);
      return listed ? [{ place: listed.place, view: { ...view, named: listed.named } }] : [];
    })
    .sort((a, b) => a.place - b.place)
    .map(({ view }) => view);
}
