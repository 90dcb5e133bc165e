import { type Day, daysBetween } from '../days.ts';
import { type FundingMark, paidOf } from '../funding/marks.ts';
import type { Registry } from '../registry/snapshot.ts';
import { standingPromise } from './promise-rules.ts';
import type { GapAnswer } from './schema.ts';
import type { GapRow } from './store.ts';

/** A gap as the API, the sheet and letters have it, with the names of a day. */
export function gapOf(registry: Registry, row: GapRow, today: Day, mark: FundingMark): GapAnswer {
  const locality = registry.localities.get(row.locality);
  const indicator = registry.indicatorsOn(today).get(row.indicator);
  if (!locality || !indicator) throw new Error(`Gap of an unknown ${row.locality} or ${row.indicator}`);
  return {
    locality: registry.nameOn(locality, today),
    indicator: row.indicator,
    group: indicator.condition,
    state: row.state,
    have: row.have,
    need: row.need,
    missing: row.missing,
    since: row.since,
    ageDays: daysBetween(row.since, today),
    agency: indicator.agency,
    owner: row.owner,
    promise: row.promise,
    promiseState: row.promise === null ? null : standingPromise(row.promise, today),
    ...paidOf(mark),
  };
}
