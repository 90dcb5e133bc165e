import { sameValues } from '../intake/types.ts';
import { type Doubt, type PastRecord, type ReviewFacts, WHOLE_RECORD } from './types.ts';

/**
 * The doubt that a record is only sent again: so many reporting days in a row say the very same. Once
 * decided, it is raised anew after as many more. Pure.
 */
export function sameRecordDoubt(facts: ReviewFacts): Doubt | undefined {
  const { settings, openFrom, known } = facts;
  const run = latestRun(facts.records.filter(({ day }) => facts.isReportingDay(day)));
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return undefined;
  const flag = known.findLast((one) => one.kind === 'same_record' && one.day >= first.day);
  const since = flag ? run.filter(({ day }) => day > flag.day).length : run.length;
  if (flag && (flag.state === 'open' || since < settings.sameRecords))
    return { ...whole, day: flag.day, facts: flag.facts };
  if (since < settings.sameRecords || last.day < openFrom) return undefined;
  return { ...whole, day: last.day, facts: { records: run.length, since: first.day } };
}

const whole = { indicator: WHOLE_RECORD, kind: 'same_record', value: null } as const;

/** The last records that say the same, oldest first. */
function latestRun(records: readonly PastRecord[]): PastRecord[] {
  const last = records.at(-1);
  if (!last) return [];
  const breakAt = records.findLastIndex(({ values }) => !sameValues(values, last.values));
  return records.slice(breakAt + 1);
}
