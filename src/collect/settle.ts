import type { Day } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import type { CurrentValues, DayRecord } from '../intake/types.ts';
import { groupBy } from '../lib/group-by.ts';
import { inTurns, ROWS_AT_A_TIME } from '../lib/turns.ts';
import { firstDayIn, type Registry } from '../registry/snapshot.ts';
import { oldestFresh } from '../registry/times.ts';
import type { Locality, Programme } from '../registry/types.ts';
import { type Computed, computeLocality, firstDayToCompute } from './compute.ts';
import {
  type LocalityMark,
  readLastStatuses,
  readMarks,
  readRecords,
  readStatuses,
  writeStatuses,
} from './store.ts';
import type { StatusRow, TransitionCause } from './types.ts';

export interface SettleInput {
  programme: Programme;
  /** Localities whose locks the caller holds, each with the earliest day whose facts may have changed. */
  localities: readonly { locality: Locality; from: Day }[];
  through: Day;
  cause: TransitionCause;
  current: Map<string, CurrentValues>;
  /** What the caller has read already, by locality. */
  known?: Known;
}

export interface Known {
  marks: Map<string, LocalityMark[]>;
  /** As {@link readNear} gives them, of the localities' days or earlier ones. */
  statuses: Map<string, StatusRow[]>;
  /** All from the locality's day on, or an earlier one. */
  records: Map<string, DayRecord[]>;
}

/**
 * Brings the stored statuses of localities up to what the rules say, from the earliest changed day
 * through today, with a transition for each change. Intake calls it for what came in, the collector
 * for everything, so the two cannot differ. Run twice, the second time changes nothing.
 */
export async function settle(tx: Tx, registry: Registry, input: SettleInput, now: Date): Promise<Computed> {
  const computed = await compute(tx, registry, input);
  await writeStatuses(tx, computed.changed, computed.transitions, now, ROWS_AT_A_TIME);
  return computed;
}

/** The same without writing: what the rules say of days that nobody has settled yet. */
export async function compute(sql: Sql, registry: Registry, input: SettleInput): Promise<Computed> {
  const { programme, localities, through, cause, current } = input;
  const codes = localities.map(({ locality }) => locality.code);
  const [statuses, marks] = await Promise.all([
    statusesOf(sql, programme, localities, input.known),
    input.known?.marks ?? readMarks(sql, codes).then(byLocality),
  ]);
  const work = localities.flatMap(({ locality, from }) => {
    const first = firstDayToCompute(programme, locality, from, statuses.get(locality.code) ?? []);
    return first === null || first > through ? [] : [{ locality, first }];
  });
  const all: Computed = { rows: [], changed: [], transitions: [] };
  const records = await recordsOf(sql, registry, input, work);
  // A nation's batch computes thousands: others have their turn between them.
  for await (const { locality, first } of inTurns(work)) {
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

/** By locality, its stored rows from the day before its own on, by day. */
export async function readNear(
  sql: Sql,
  programme: Programme,
  localities: SettleInput['localities'],
): Promise<Map<string, StatusRow[]>> {
  return await readBy(readStatuses, sql, programme, localities);
}

async function readBy(
  from: typeof readStatuses,
  sql: Sql,
  programme: Programme,
  of: SettleInput['localities'],
): Promise<Map<string, StatusRow[]>> {
  const codes = of.map(({ locality }) => locality.code);
  const days = of.map((one) => one.from);
  return byLocality(codes.length === 0 ? [] : await from(sql, programme.code, codes, days));
}

/**
 * By locality, its stored rows from its day on and the last one before, by day. That one is nearly always
 * of the day before, so both are read as one range; only where a day is missing is the past searched.
 */
async function statusesOf(
  sql: Sql,
  programme: Programme,
  localities: SettleInput['localities'],
  known?: Known,
): Promise<Map<string, StatusRow[]>> {
  const near = known?.statuses ?? (await readNear(sql, programme, localities));
  const lacking = localities.filter(({ locality, from }) => {
    const first = firstDayIn(programme, locality);
    const earliest = near.get(locality.code)?.[0];
    return first !== null && first < from && (earliest === undefined || earliest.day >= from);
  });
  if (lacking.length === 0) return near;
  const all = new Map(near);
  for (const [code, rows] of await readBy(readLastStatuses, sql, programme, lacking))
    all.set(code, [...rows, ...(near.get(code) ?? [])]);
  return all;
}

/** Records that the days to compute need, by locality: what the caller has at hand is not read again. */
async function recordsOf(
  sql: Sql,
  registry: Registry,
  input: SettleInput,
  work: readonly Work[],
): Promise<Map<string, DayRecord[]>> {
  const days = new Map<string, Map<Day, DayRecord>>();
  const add = (code: string, records: readonly DayRecord[]) => {
    const known = days.get(code) ?? new Map<Day, DayRecord>();
    days.set(code, known);
    // What is at hand holds: it may not be stored yet.
    for (const record of records) if (!known.has(record.day)) known.set(record.day, record);
  };
  const at = (code: string) => [...(days.get(code)?.values() ?? [])];
  const read = async (of: readonly Work[], from: Day, before?: Day) => {
    if (of.length === 0) return;
    const codes = of.map(({ locality }) => locality.code);
    for (const [code, some] of byLocality(await readRecords(sql, codes, from, before))) add(code, some);
  };

  const wanted = new Map(input.localities.map(({ locality, from }) => [locality.code, from]));
  for (const { locality } of work) add(locality.code, input.known?.records.get(locality.code) ?? []);
  const unread = work.filter(
    ({ locality, first }) => !input.known || first < (wanted.get(locality.code) ?? first),
  );
  await read(unread, earliest(unread, input.through));
  const older = work.filter((one) => needsOlder(one, input.current, at(one.locality.code)));
  if (older.length > 0) {
    const day = earliest(older, input.through);
    const before = older.reduce((last, { first }) => (first > last ? first : last), day);
    await read(older, oldestNeeded(registry, input.programme, older, day), before);
  }
  return new Map(work.map(({ locality }) => [locality.code, at(locality.code)]));
}

const earliest = (work: readonly Work[], through: Day) =>
  work.reduce((day, { first }) => (first < day ? first : day), through);

/**
 * Whether the records at hand leave open what stood on the first day to compute: a value that has been
 * reported again since, and that none of them has from that day or earlier.
 */
function needsOlder(
  { locality, first }: Work,
  current: SettleInput['current'],
  records: readonly DayRecord[],
): boolean {
  const early = records.filter((record) => record.day <= first);
  return Object.entries(current.get(locality.code) ?? {}).some(
    ([code, standing]) => standing.day > first && !early.some((record) => record.values[code] !== undefined),
  );
}

/**
 * How far back a value that stands on a day can come from: one reporting day further than the longest
 * freshness reaches, to see the value that has just grown too old.
 */
function oldestNeeded(registry: Registry, programme: Programme, work: readonly Work[], day: Day): Day {
  const freshness = Math.max(
    ...[...programme.settings, ...programme.provinceSettings].map((settings) => settings.freshness ?? 0),
    ...registry.indicators.map((indicator) => indicator.freshness ?? 0),
  );
  const provinces = new Set(work.map(({ locality }) => locality.province));
  return [...provinces]
    .map((province) => oldestFresh(registry.calendar(programme, province), freshness + 1, day))
    .reduce((oldest, one) => (one < oldest ? one : oldest), day);
}

const byLocality = <T extends { locality: string }>(rows: readonly T[]) =>
  groupBy(rows, (row) => row.locality);
