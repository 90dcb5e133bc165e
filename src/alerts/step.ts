import { dayOf } from '../days.ts';
import type { RootSql, Tx } from '../db/connect.ts';
import { groupBy } from '../group-by.ts';
import type { Registry } from '../registry/snapshot.ts';
import { addCounts, type Counts } from '../scheduler/job.ts';
import { decide, decideSweep, expectedSoon } from './rules.ts';
import {
  claimTransitions,
  consumeTransitions,
  keyOf,
  lockAlerting,
  openAlerts,
  readLive,
  readReported,
  readStandings,
  resolveAlerts,
} from './store.ts';
import type { Decision, NewAlert, OpenedAlert, Resolution, Standing } from './types.ts';

/** What the next stage does with alerts that have just opened, inside the same transaction. */
export type Notify = (
  tx: Tx,
  registry: Registry,
  opened: readonly OpenedAlert[],
  now: Date,
) => Promise<Counts>;

export interface AlertDeps {
  sql: RootSql;
  registry: Registry;
  notify: Notify;
}

const BATCH = 500;
const UNKNOWN: Standing = { colour: null, lastReportedOn: null, lacking: [] };

/**
 * Deals with one batch of transitions: decides, writes what it decided and whom to tell, and marks them
 * as dealt with, all or nothing. `found` is 0 when none were waiting.
 */
export async function consumeBatch(
  { sql, registry, notify }: AlertDeps,
  now: Date,
): Promise<{ found: number; counts: Counts }> {
  return await sql.begin(async (tx) => {
    await lockAlerting(tx);
    const transitions = await claimTransitions(tx, BATCH);
    if (transitions.length === 0) return { found: 0, counts: {} };
    const live = groupBy(await readLive(tx, [...new Set(transitions.map((one) => one.locality))]), (alert) =>
      keyOf(alert.programme, alert.area),
    );
    const standings = await readStandings(tx, uniquePairs(transitions), dayOf(now));
    const decisions = transitions.flatMap((transition): Decision[] => {
      const programme = registry.programmes.get(transition.programme);
      const locality = registry.localities.get(transition.locality);
      if (!programme || !locality) return [{ action: 'none', reason: 'programme_ended' }];
      const key = keyOf(transition.programme, transition.locality);
      const standing = standings.get(key) ?? UNKNOWN;
      return decide({ registry, programme, locality, standing, live: live.get(key) ?? [], now }, transition);
    });
    const counts = await carryOut(tx, registry, decisions, notify, now);
    await consumeTransitions(
      tx,
      transitions.map((one) => one.id),
      now,
    );
    return { found: transitions.length, counts: { consumed: transitions.length, ...counts } };
  });
}

/** Alerts that time alone ends or opens: ended localities, locked days, the hour before the cutoff. */
export async function sweep({ sql, registry, notify }: AlertDeps, now: Date): Promise<Counts> {
  return await sql.begin(async (tx) => {
    await lockAlerting(tx);
    const decisions: Decision[] = [];
    for (const alert of await readLive(tx)) {
      const resolution = decideSweep(registry, alert, now);
      if (resolution) decisions.push({ action: 'resolve', id: alert.id, resolution });
    }
    for (const programme of registry.programmes.values()) {
      const expected = expectedSoon(registry, programme, now);
      if (expected.length === 0) continue;
      const reported = await readReported(tx, programme.code, dayOf(now));
      for (const alert of expected) if (!reported.has(alert.area)) decisions.push({ action: 'open', alert });
    }
    return await carryOut(tx, registry, decisions, notify, now);
  });
}

/** Writes down what was decided; `skipped_<reason>` counts the transitions that made no alert, by why. */
async function carryOut(
  tx: Tx,
  registry: Registry,
  decisions: readonly Decision[],
  notify: Notify,
  now: Date,
): Promise<Counts> {
  const toOpen = new Map<string, NewAlert>();
  const toResolve: { id: number; resolution: Resolution }[] = [];
  const counts: Counts = {};
  for (const decision of decisions) {
    if (decision.action === 'open') toOpen.set(identityOf(decision.alert), decision.alert);
    else if (decision.action === 'resolve') toResolve.push(decision);
    else addCounts(counts, { [`skipped_${decision.reason}`]: 1 });
  }
  const resolved = await resolveAlerts(tx, uniqueIds(toResolve), now);
  const opened = await openAlerts(tx, [...toOpen.values()], now);
  if (opened.length > 0) addCounts(counts, await notify(tx, registry, opened, now));
  return { opened: opened.length, resolved, ...counts };
}

const identityOf = ({ programme, area, kind, subject }: NewAlert) =>
  `${programme} ${area} ${kind} ${subject}`;

function uniquePairs<T extends { programme: string; locality: string }>(items: readonly T[]): T[] {
  return [...new Map(items.map((one) => [keyOf(one.programme, one.locality), one])).values()];
}

function uniqueIds<T extends { id: number }>(items: readonly T[]): T[] {
  return [...new Map(items.map((one) => [one.id, one])).values()];
}
