import type { Day } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import { groupBy } from '../group-by.ts';
import type { CurrentValues, DayRecord, Standing } from '../intake/types.ts';
import type { Registry } from '../registry/snapshot.ts';
import { oldestFresh } from '../registry/times.ts';
import type { Locality, Programme } from '../registry/types.ts';
import { type Computed, computeLocality, firstDayToCompute } from './compute.ts';
import { readMarks, readRecords, readStatuses, writeStatuses } from './store.ts';
import type { TransitionCause } from './types.ts';

export interface SettleInput {
  programme: Programme;
  /** Localities whose locks the caller holds, each with the earliest day whose facts may have changed. */
  localities: readonly { locality: Locality; from: Day }[];
  through: Day;
  cause: TransitionCause;
  current: Map<string, CurrentValues>;
  /** By locality, its latest record, where the caller has it and its day has no other. */
  newest?: Map<string, DayRecord>;
}

/**
 * Brings the stored statuses of localities up to what the rules say, from the earliest changed day
 * through today, with a transition for each change. Intake calls it for what came in, the collector
 * for everything, so the two cannot differ. Run twice, the second time changes nothing.
 */
export async function settle(tx: Tx, registry: Registry, input: SettleInput, now: Date): Promise<Computed> {
  const computed = await compute(tx, registry, input);
  await writeStatuses(tx, computed.changed, computed.transitions, now);
  return computed;
}

/** The same without writing: what the rules say of days that nobody has settled yet. */
export async function compute(sql: Sql, registry: Registry, input: SettleInput): Promise<Computed> {
  const { programme, localities, through, cause, current } = input;
  const codes = localities.map(({ locality }) => locality.code);
  const days = localities.map(({ from }) => from);
  const [statuses, marks] = await Promise.all([
    readStatuses(sql, programme.code, codes, days).then(byLocality),
    readMarks(sql, codes).then(byLocality),
  ]);
  const work = localities.flatMap(({ locality, from }) => {
    const first = firstDayToCompute(programme, locality, from, statuses.get(locality.code) ?? []);
    return first === null || first > through ? [] : [{ locality, first }];
  });
  const all: Computed = { rows: [], changed: [], transitions: [] };
  const records = await recordsOf(sql, registry, input, work);
  for (const { locality, first } of work) {
    const facts = {
      current: current.get(locality.code) ?? {},
      records: records.get(locality.code) ?? [],
      marks: marks.get(locality.code) ?? [],
      statuses: statuses.get(locality.code) ?? [],
    };
    const one = computeLocality(registry, programme, locality, facts, { first, through, cause });
    all.rows.push(...one.rows);
    all.changed.push(...one.changed);
    all.transitions.push(...one.transitions);
  }
  return all;
}

interface Work {
  locality: Locality;
  /** The first day to compute. */
  first: Day;
}

/** Records that the days to compute need: what the caller has at hand is not read again. */
async function recordsOf(
  sql: Sql,
  registry: Registry,
  input: SettleInput,
  work: readonly Work[],
): Promise<Map<string, DayRecord[]>> {
  const records = new Map<string, DayRecord[]>();
  const unread: Work[] = [];
  for (const one of work) {
    const newest = input.newest?.get(one.locality.code);
    // Every other record is of an earlier day, and so is what stands of it among the current values.
    if (newest && newest.day <= one.first) records.set(one.locality.code, [newest]);
    else unread.push(one);
  }
  if (unread.length === 0) return records;
  const codes = unread.map(({ locality }) => locality.code);
  const read = byLocality(await readRecords(sql, codes, oldestNeeded(registry, input, unread)));
  return new Map([...records, ...read]);
}

/**
 * How far back records are needed to know the values of the days to compute: not at all beyond the first
 * while every current value is of that day or earlier, else one reporting day further than the longest
 * freshness reaches, to see the value that has just grown too old.
 */
function oldestNeeded(registry: Registry, input: SettleInput, work: readonly Work[]): Day {
  const { programme, current } = input;
  const day = work.reduce((earliest, { first }) => (first < earliest ? first : earliest), input.through);
  const isLater = (standing: Standing) => standing.day > day;
  if (!work.some(({ locality }) => Object.values(current.get(locality.code) ?? {}).some(isLater))) return day;
  const freshness = Math.max(
    ...programme.settings.map((settings) => settings.freshness),
    ...registry.indicators.map((indicator) => indicator.freshness ?? 0),
  );
  const provinces = new Set(work.map(({ locality }) => locality.province));
  return [...provinces]
    .map((province) => oldestFresh(registry.calendar(programme, province), freshness + 1, day))
    .reduce((oldest, one) => (one < oldest ? one : oldest), day);
}

const byLocality = <T extends { locality: string }>(rows: readonly T[]) =>
  groupBy(rows, (row) => row.locality);
