import { dayOf } from '../days.ts';
import type { RootSql, Sql, Tx } from '../db/connect.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Registry } from '../registry/snapshot.ts';
import { addCounts, type Counts } from '../scheduler/job.ts';
import { laddersInForce } from './ladder-store.ts';
import type { Ladders } from './ladders.ts';
import type { Notify } from './notify.ts';
import { decide, decideSweep, expectedSoon, judge, missingNow } from './rules.ts';
import {
  claimTransitions,
  consumeTransitions,
  keyOf,
  lockAlerting,
  openAlerts,
  readLive,
  readLiveContents,
  readReported,
  readStandings,
  resolveAlerts,
} from './store.ts';
import type { Decision, NewAlert, Resolution, Standing } from './types.ts';
import { identityOf, reconcile, type Watch } from './watch.ts';

export interface AlertDeps {
  sql: RootSql;
  registry: Registry;
  notify: Notify;
}

const BATCH = 500;
const UNKNOWN: Standing = { colour: null, lastReportedOn: null, lacking: [] };

/**
 * Deals with one batch of transitions: decides, writes what it decided, and marks them as dealt with, all or
 * nothing. `found` is 0 when none were waiting.
 */
export async function consumeBatch(deps: AlertDeps, now: Date): Promise<{ found: number; counts: Counts }> {
  const { sql, registry } = deps;
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
    const counts = await carryOut(tx, deps, await laddersInForce(tx), decisions, now);
    await consumeTransitions(
      tx,
      transitions.map((one) => one.id),
      now,
    );
    return { found: transitions.length, counts: { consumed: transitions.length, ...counts } };
  });
}

/** Alerts that time alone ends or opens: ended localities, locked days, the hour before the cutoff. */
export async function sweep(deps: AlertDeps, now: Date): Promise<Counts> {
  const { sql, registry } = deps;
  return await sql.begin(async (tx) => {
    await lockAlerting(tx);
    const decisions: Decision[] = [];
    for (const alert of await readLive(tx)) {
      const resolution = decideSweep(registry, alert, now);
      if (resolution) decisions.push({ action: 'resolve', id: alert.id, resolution });
    }
    decisions.push(...(await judgeAnew(tx, registry, decisions, now)));
    for (const programme of registry.programmes.values()) {
      const expected = expectedSoon(registry, programme, now);
      if (expected.length === 0) continue;
      const reported = await readReported(tx, programme.code, dayOf(now));
      for (const alert of expected) if (!reported.has(alert.area)) decisions.push({ action: 'open', alert });
    }
    return await carryOut(tx, deps, await laddersInForce(tx), decisions, now);
  });
}

/** Alerts that changes have opened, by the facts of now: ended, given new facts, or opened again. */
async function judgeAnew(
  tx: Tx,
  registry: Registry,
  over: readonly Decision[],
  now: Date,
): Promise<Decision[]> {
  const ending = new Set(over.flatMap((one) => (one.action === 'resolve' ? [one.id] : [])));
  const known = groupBy(
    (await readLiveContents(tx, ['record_missing', 'record_missing_streak', 'regressed'])).filter(
      (one) => !ending.has(one.id),
    ),
    (one) => keyOf(one.programme, one.area),
  );
  const pairs = [...registry.programmes.values()]
    .filter(({ startsOn }) => startsOn !== null && startsOn <= dayOf(now))
    .flatMap((programme) =>
      registry.localitiesOf(programme, dayOf(now)).map((locality) => ({ programme, locality })),
    );
  const standings = await readStandings(
    tx,
    pairs.map(({ programme, locality }) => ({ programme: programme.code, locality: locality.code })),
    dayOf(now),
  );
  return pairs.flatMap(({ programme, locality }): Decision[] => {
    const key = keyOf(programme.code, locality.code);
    const standing = standings.get(key);
    if (!standing) return [];
    const own = known.get(key) ?? [];
    const at = { registry, programme, locality, standing, live: own, now };
    const judged = own.flatMap((alert) => judge(at, alert) ?? []);
    const isKnown = new Set(own.map(identityOf));
    const anew = missingNow(at).filter((alert) => !isKnown.has(identityOf(alert)));
    return [...judged, ...anew.map((alert): Decision => ({ action: 'open', alert }))];
  });
}

/**
 * Alerts of one kind that follow from how things stand. Each watch has a transaction of its own: one that fails
 * keeps no other from looking, and what one has ended, the next does not speak of any more.
 */
export async function watchOver(deps: AlertDeps, watch: Watch, now: Date): Promise<Counts> {
  const { sql, registry } = deps;
  const look = async (tx: Sql) => {
    const [ladders, live] = await Promise.all([laddersInForce(tx), readLiveContents(tx, [watch.kind])]);
    const seen = { tx, registry, ladders, live, now };
    const wanted = await watch.wanted(seen);
    return {
      ladders,
      decisions: reconcile(watch, wanted, live, (alert) => watch.ended(alert, seen, wanted), now),
    };
  };
  // Nearly always things stand as they stood, which holds up nobody else; what does not is looked at again under the lock.
  if ((await look(sql)).decisions.length === 0) return {};
  return await sql.begin(async (tx) => {
    await lockAlerting(tx);
    const { ladders, decisions } = await look(tx);
    return decisions.length > 0 ? await carryOut(tx, deps, ladders, decisions, now) : {};
  });
}

/** Writes down what was decided; `skipped_<reason>` counts the transitions that made no alert, by why. */
async function carryOut(
  tx: Tx,
  { registry, notify }: AlertDeps,
  ladders: Ladders,
  decisions: readonly Decision[],
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
  const onLadders = [...toOpen.values()].map((alert) => ({
    ...alert,
    ladder: ladders.of(alert.programme, alert.kind).id,
  }));
  const opened = await openAlerts(tx, onLadders, now);
  if (resolved.length > 0)
    await notify.tellEnd(
      tx,
      resolved.map((one) => one.id),
      now,
    );
  if (opened.length + resolved.length > 0) await notify.announce(tx, registry, [...opened, ...resolved], now);
  return { opened: opened.length, resolved: resolved.length, ...counts };
}

function uniquePairs<T extends { programme: string; locality: string }>(items: readonly T[]): T[] {
  return [...new Map(items.map((one) => [keyOf(one.programme, one.locality), one])).values()];
}

function uniqueIds<T extends { id: number }>(items: readonly T[]): T[] {
  return [...new Map(items.map((one) => [one.id, one])).values()];
}
