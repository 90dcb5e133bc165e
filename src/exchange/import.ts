import type { Sender } from '../access/principal.ts';
import { type Day, dayOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import type { Fault } from '../faults.ts';
import { Problem } from '../http/problems.ts';
import { type CheckContext, checkRecord } from '../intake/check-record.ts';
import { readLatestOf } from '../intake/store.ts';
import { type AfterStore, type Outcome, type Submission, submit } from '../intake/submit.ts';
import { inTurns } from '../lib/turns.ts';
import type { Programme } from '../registry/types.ts';
import { Conflicts } from './conflicts.ts';
import {
  type Base,
  type Effect,
  type Merged,
  mergeOver,
  NOTHING,
  type Strategy,
  valuesOfFault,
} from './merge-rules.ts';
import type { Names } from './names-rules.ts';
import { valueColumns } from './names-rules.ts';
import { writePeriod } from './periods-rules.ts';
import { type OfSet, type PlacedValue, placeOf, readSent } from './place-rules.ts';
import type { ImportCount } from './summary.ts';

export interface ImportRequest extends CheckContext {
  caller: Pick<Sender, 'kind' | 'id'>;
  names: Names;
  /** The set's programme, where it names one. */
  dataSet: { sent: string; programme: Programme } | null;
  ofSet: OfSet;
  strategy: Strategy;
  dryRun: boolean;
  /** Values that the programme does not ask are conflicts. */
  strict: boolean;
}

/** Records of one import, as of a batch. */
const RECORDS = 5_000;
/** How often a record is laid over its latest revision anew, when others come in meanwhile: each time one of them is through. */
const TRIES = 25;

interface Group {
  day: Day;
  placed: PlacedValue[];
}

/**
 * Values of a DHIS2, stored as revisions of the records that they belong to: by the same check and the same
 * submission as any record. What is wrong with one keeps none of the others.
 * @throws {Problem} too_large, forbidden
 */
export async function importValues<S>(
  sql: RootSql,
  afterStore: AfterStore<S>,
  items: Iterable<{ raw?: unknown }>,
  request: ImportRequest,
): Promise<{ count: ImportCount; conflicts: Conflicts }> {
  const conflicts = new Conflicts();
  const { groups, total } = await placeAll(items, request, conflicts);
  const effects = new Map<number, Effect>();
  let waiting = groups;
  for (let tries = 1; waiting.length > 0; tries++)
    waiting = await storeGroups(sql, afterStore, waiting, request, conflicts, effects, tries === TRIES);
  const countOf = (one: Effect) => [...effects.values()].filter((effect) => effect === one).length;
  for (const [index, effect] of effects) if (effect === 'passed') conflicts.pass(index);
  const count = { imported: countOf('imported'), updated: countOf('updated'), deleted: countOf('deleted') };
  return {
    count: { ...count, ignored: total - count.imported - count.updated - count.deleted },
    conflicts,
  };
}

/** Each value at its place, by locality and day. Of one that is sent twice with different values none is taken. */
async function placeAll(
  items: Iterable<{ raw?: unknown }>,
  { registry, principal, names, ofSet, dataSet, strict, strategy }: ImportRequest,
  conflicts: Conflicts,
): Promise<{ groups: Group[]; total: number }> {
  const groups = new Map<string, Group>();
  const firsts = new Map<string, PlacedValue>();
  const columns = valueColumns(registry);
  let total = 0;
  for await (const { raw } of inTurns(items)) {
    const index = total++;
    const sent = readSent(raw, ofSet);
    const placed = placeOf(sent, index, { registry, principal, names, columns, conflicts });
    if (!placed) continue;
    const { column, locality, day } = placed;
    const removes = strategy === 'DELETE' || sent.deleted;
    if (sent.value === '' && sent.comment === '' && !removes) {
      conflicts.add('E7618', index, [sent.dataElement]);
      continue;
    }
    if (strict && dataSet && !registry.asked(dataSet.programme, locality, day).includes(column.indicator)) {
      conflicts.add('E7633', index, [sent.dataElement, dataSet.sent]);
      continue;
    }
    const key = `${locality.code} ${day}`;
    const first = firsts.get(`${key} ${column.header}`);
    const group = groups.get(key) ?? { day, placed: [] };
    if (first && first.sent.value === sent.value && first.sent.deleted === sent.deleted) continue;
    if (first) {
      for (const one of [first, placed]) conflicts.add('E7619', one.index, [sent.dataElement, TWICE]);
      group.placed = group.placed.filter((one) => one !== first);
      continue;
    }
    firsts.set(`${key} ${column.header}`, placed);
    group.placed.push(placed);
    groups.set(key, group);
    if (groups.size > RECORDS)
      throw new Problem('too_large', [], `More than ${RECORDS} organisation units and periods at once`);
  }
  return { groups: [...groups.values()].filter((one) => one.placed.length > 0), total };
}

const TWICE = 'sent twice with different values';

/** Stores what can be; answers the groups that others were faster with, to be laid over what they stored. */
async function storeGroups<S>(
  sql: RootSql,
  afterStore: AfterStore<S>,
  groups: readonly Group[],
  request: ImportRequest,
  conflicts: Conflicts,
  effects: Map<number, Effect>,
  last: boolean,
): Promise<Group[]> {
  const asked = groups.flatMap(({ day, placed: [first] }) =>
    first ? [{ locality: first.locality.code, day }] : [],
  );
  const rows = await readLatestOf(sql, asked);
  const bases = new Map<string, Base>(rows.map((row) => [`${row.locality} ${row.day}`, row]));
  const ready: { group: Group; merged: Merged; submission: Submission }[] = [];
  for await (const group of inTurns(groups)) {
    const base = bases.get(`${group.placed[0]?.locality.code} ${group.day}`) ?? NOTHING;
    const made = recordOf(group, base, request, conflicts);
    if (!made) continue;
    if (made.submission) ready.push({ group, merged: made.merged, submission: made.submission });
    else for (const [index, effect] of made.merged.effects) effects.set(index, effect);
  }
  const submissions = ready.map(({ submission }) => submission);
  const { now, dryRun, registry } = request;
  const { outcomes } = await submit(
    sql,
    registry,
    submissions,
    { now, channel: 'dhis2', dryRun },
    afterStore,
  );
  const again: Group[] = [];
  for (const [at, { group, merged }] of ready.entries()) {
    const outcome = outcomes[at];
    if (outcome?.outcome === 'rejected' && outcome.reason === 'revision_conflict' && !last) again.push(group);
    else noteOutcome(group, merged, outcome, request, conflicts, effects);
  }
  return again;
}

/** The record of a group, without the values that the check refuses; no submission where nothing of it changes. */
function recordOf(
  group: Group,
  base: Base,
  request: ImportRequest,
  conflicts: Conflicts,
): { merged: Merged; submission?: Submission } | undefined {
  const { registry, strategy, now } = request;
  for (let placed = group.placed; placed.length > 0; placed = group.placed) {
    const [{ locality }] = placed as [PlacedValue];
    const merged = mergeOver(base, placed, strategy, (code) => registry.need(locality.code, code, group.day));
    if ([...merged.effects.values()].every((effect) => effect === 'same' || effect === 'passed'))
      return { merged };
    const raw = {
      locality: locality.code,
      day: group.day,
      ...merged,
      replaces: base.revision,
      effects: undefined,
    };
    const { effects: _, ...record } = raw;
    const checked = checkRecord(record, request);
    if (checked.ok) {
      const sender = { ...request.caller, ...request.principal };
      return { merged, submission: { record: checked.record, locality, receivedAt: now, sender } };
    }
    group.placed = withoutFaulty(group, checked.faults, request, conflicts);
  }
  return undefined;
}

function withoutFaulty(
  { placed, day }: Group,
  faults: readonly Fault[],
  request: ImportRequest,
  conflicts: Conflicts,
): PlacedValue[] {
  const faulty = new Set<PlacedValue>();
  for (const fault of faults) {
    const of = valuesOfFault(fault, placed);
    // A fault of what stood already cannot be put right by who sends something else: then none of it is stored.
    for (const one of of.length > 0 ? of : placed) {
      // The first thing that is wrong with it is told, as a DHIS2 does.
      if (faulty.has(one)) continue;
      faulty.add(one);
      refuse(one, fault, day, request, conflicts);
    }
  }
  return placed.filter((one) => !faulty.has(one));
}

function refuse(
  { index, sent, column }: PlacedValue,
  { pointer, code, message }: Fault,
  day: Day,
  { now, dataSet }: ImportRequest,
  conflicts: Conflicts,
): void {
  const period = sent.period || writePeriod(day);
  const set = dataSet?.sent ?? '-';
  if (code === 'future_day')
    conflicts.add('E7641', index, [period, sent.dataElement, writePeriod(dayOf(now))]);
  else if (code === 'day_locked') conflicts.add('E7640', index, [period, set]);
  else if (code === 'locality_not_in_force') conflicts.add('E7643', index, [period, set]);
  else if (code === 'indicator_not_in_force') conflicts.add('E7632', index, [period, sent.dataElement]);
  else if (pointer === '/note') conflicts.add('E7620', index, [message]);
  else if (code === 'required' && column.half)
    conflicts.add('E7619', index, [
      sent.dataElement,
      `${column.indicator.code}.${column.half === 'have' ? 'need' : 'have'} is not known of that day and was not sent`,
    ]);
  else if (code === 'no_values') conflicts.add('E7618', index, [sent.dataElement]);
  else conflicts.add('E7619', index, [sent.dataElement, message]);
}

/** What became of a group that was sent to be stored. */
function noteOutcome(
  { day, placed }: Group,
  merged: Merged,
  outcome: Outcome | null | undefined,
  request: ImportRequest,
  conflicts: Conflicts,
  effects: Map<number, Effect>,
): void {
  if (outcome?.outcome === 'rejected') {
    if (outcome.reason === 'forbidden')
      throw new Problem('forbidden', [outcome.fault], outcome.fault.message);
    for (const one of placed) refuse(one, outcome.fault, day, request, conflicts);
    return;
  }
  if (!outcome) throw new Problem('unavailable');
  for (const [index, effect] of merged.effects)
    effects.set(index, outcome.outcome === 'unchanged' ? 'same' : effect);
}
