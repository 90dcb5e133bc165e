import { isDeepStrictEqual } from 'node:util';
import { registerSays } from '../certificates/figures.ts';
import { readRegisters } from '../certificates/store.ts';
import { computedFrom } from '../collect/open-days.ts';
import { readMarks } from '../collect/store.ts';
import { type Day, dayOf } from '../days.ts';
import type { RootSql, Tx } from '../db/connect.ts';
import { inLockedChunks } from '../intake/in-chunks.ts';
import { type CurrentValues, sameValue } from '../intake/types.ts';
import { groupBy } from '../lib/group-by.ts';
import { governingProgrammes, type Registry } from '../registry/snapshot.ts';
import { oldestFresh } from '../registry/times.ts';
import type { Indicator, Locality } from '../registry/types.ts';
import { questionedOf } from './questioned.ts';
import { doubtsAbout, stillStands } from './rules.ts';
import { loadSettings } from './settings.ts';
import {
  type Asked,
  type FlagChanges,
  readKnown,
  readPast,
  readUnseen,
  readWithEvidence,
  type Stored,
  writeFlags,
} from './store.ts';
import type { Delivered, Doubt, KnownFlag, ReviewFacts, ReviewSettings } from './types.ts';

/** What was delivered and is not in the records, everywhere: the stage that knows of money comes later. */
export type ReadNotShown = (sql: RootSql, registry: Registry, day: Day) => Promise<NotShownOf[]>;
export type NotShownOf = Delivered & { locality: string; indicator: string };

export type ReviewCounts = Record<'localities' | 'raised' | 'gone' | 'corrected', number>;

/**
 * Looks through the records of localities that have changed since the last time, and raises a flag for
 * each doubt. A flag goes by itself when a newer record no longer shows it. What is seen is compared by what
 * is stored, so that run twice, or after an outage, it comes to the same.
 */
export async function reviewRecords(
  sql: RootSql,
  registry: Registry,
  now: Date,
  readNotShown: ReadNotShown,
  signal?: AbortSignal,
): Promise<ReviewCounts> {
  const settings = await loadSettings(sql);
  const notShown = groupBy(await readNotShown(sql, registry, dayOf(now)), ({ locality }) => locality);
  const asked = askedOf(registry, settings, now, notShown);
  const basis = `${registry.version} ${JSON.stringify(settings)}`;
  const unseen = await readUnseen(sql, asked, basis);
  const counts: ReviewCounts = { localities: 0, raised: 0, gone: 0, corrected: 0 };
  const changed = asked.flatMap((one) => (unseen.has(one.locality) ? [{ ...one, code: one.locality }] : []));
  await inLockedChunks(
    sql,
    changed,
    async (tx, chunk, current) => {
      const changes = await reviewChunk(tx, registry, settings, chunk, current, basis, now, notShown);
      counts.localities += chunk.length;
      counts.raised += changes.raised.length;
      counts.gone += changes.gone.length;
      counts.corrected += changes.corrected.length;
    },
    signal,
  );
  return counts;
}

/** Every locality with the days to look through, by code. */
function askedOf(
  registry: Registry,
  settings: ReviewSettings,
  now: Date,
  notShown: ReadonlyMap<string, readonly NotShownOf[]>,
): Asked[] {
  const today = dayOf(now);
  const reach = Math.max(settings.returnDays, settings.sameRecords);
  const known = new Map<string, Day>();
  const firstOpen = new Map(
    [...registry.programmes.values()].map((one) => [one, computedFrom(registry, one, now)]),
  );
  return [...registry.localities.values()].flatMap((locality) => {
    const [programme] = governingProgrammes(registry, locality.province);
    if (!programme || (locality.validTo !== null && locality.validTo < today)) return [];
    const open = firstOpen.get(programme)?.(locality) ?? today;
    const openFrom = open < today ? open : today;
    // The same for nearly every locality of a province, and dear to count.
    const key = `${programme.code} ${locality.province} ${openFrom}`;
    const lookFrom =
      known.get(key) ?? oldestFresh(registry.calendar(programme, locality.province), reach, openFrom);
    known.set(key, lookFrom);
    const delivered = notShown.get(locality.code);
    const also = delivered === undefined ? null : JSON.stringify(delivered);
    return [{ locality: locality.code, openFrom, lookFrom, also }];
  });
}

async function reviewChunk(
  tx: Tx,
  registry: Registry,
  settings: ReviewSettings,
  chunk: readonly Asked[],
  // Their locks are held until the flags are stored, so that what is seen is what they were raised by.
  current: Map<string, CurrentValues>,
  basis: string,
  now: Date,
  notShown: ReadonlyMap<string, readonly NotShownOf[]>,
): Promise<FlagChanges> {
  const codes = chunk.map((one) => one.locality);
  const [seen, past, known, files, registers, marks] = await Promise.all([
    readUnseen(tx, chunk, basis, { all: true }),
    readPast(tx, chunk).then(byLocality),
    readKnown(tx, chunk).then(byLocality),
    readWithEvidence(tx, codes).then(byLocality),
    readRegisters(tx, codes).then(byLocality),
    readMarks(tx, codes).then(byLocality),
  ]);
  const changes: FlagChanges = { raised: [], gone: [], corrected: [] };
  for (const { locality: code, openFrom } of chunk) {
    const locality = registry.localities.get(code);
    if (!locality) continue;
    const facts: ReviewFacts = {
      ...questionsOf(registry, locality),
      records: past.get(code) ?? [],
      current: current.get(code) ?? {},
      openFrom,
      withEvidence: new Set((files.get(code) ?? []).map((one) => one.indicator)),
      registerSays: (indicator, day) => registerSays(registers.get(code) ?? [], indicator, day),
      notShown: (indicator) => deliveredOf(notShown.get(code) ?? [], indicator),
      questioned: questionedOf(marks.get(code) ?? [], current.get(code) ?? {}),
      known: known.get(code) ?? [],
      settings,
    };
    addChanges(changes, code, facts);
  }
  await writeFlags(tx, changes, seen, now);
  return changes;
}

function deliveredOf(of: readonly NotShownOf[], indicator: string): Delivered | undefined {
  const found = of.find((one) => one.indicator === indicator);
  return found && { delivered: found.delivered, shown: found.shown, day: found.day };
}

/** What the rules ask of the registry about one locality. */
function questionsOf(registry: Registry, locality: Locality) {
  const [programme] = governingProgrammes(registry, locality.province);
  if (!programme) throw new Error('There is no programme.');
  const { isReportingDay, count } = registry.calendar(programme, locality.province);
  return {
    isReportingDay,
    count,
    indicatorsOn: (day: Day) => appliesOn(registry, locality, day),
    requirement: (indicator: string, day: string) => registry.need(locality.code, indicator, day),
  };
}

/** The catalogue of a day without what does not apply to the locality: of that nothing is doubted. */
function appliesOn(registry: Registry, { code }: Locality, day: Day): ReadonlyMap<string, Indicator> {
  const all = registry.indicatorsOn(day);
  if (registry.exemptionsOf(code).length === 0) return all;
  return new Map([...all].filter(([indicator]) => !registry.exemption(code, indicator, day)));
}

/** What differs between the doubts there are and the flags there are. */
function addChanges(changes: FlagChanges, locality: string, facts: ReviewFacts): void {
  const doubts = new Map(doubtsAbout(facts).map((doubt) => [keyOf(doubt), { ...doubt, locality }]));
  for (const flag of facts.known) {
    const doubt = doubts.get(keyOf(flag));
    if (doubt && sameDoubt(flag, doubt)) doubts.delete(keyOf(flag));
    if (!doubt && flag.state === 'open') changes.gone.push({ ...flag, locality });
    if (!doubt && flag.state === 'questioned' && !stillStands(facts, flag))
      changes.corrected.push({ ...flag, locality });
  }
  changes.raised.push(...doubts.values());
}

const keyOf = ({ indicator, day, kind }: Doubt) => `${indicator} ${day} ${kind}`;

/** Whether a flag says all that the doubt says; what was corrected once is doubted anew. */
function sameDoubt(flag: KnownFlag, doubt: Doubt): boolean {
  if (flag.state === 'corrected' || !sameValue(flag.value, doubt.value)) return false;
  // What was decided stays decided, whatever else is found out about it.
  return flag.state !== 'open' || isDeepStrictEqual(flag.facts, doubt.facts);
}

const byLocality = <T>(rows: readonly Stored<T>[]) => groupBy(rows, (row) => row.locality);
