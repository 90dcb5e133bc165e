import { hashToken, newToken } from '../../src/access/tokens.ts';
import { systemClock } from '../../src/clock.ts';
import { countCalled, createPlainBeats, insertBeats, type Work, workSoFar } from './beats-store.ts';
import { type LoadResult, load } from './load.ts';
import { cpuMs, type Running } from './processes.ts';
import { type Line, ms, rate, times } from './report.ts';
import { median } from './statistics.ts';
import type { World } from './world.ts';

const CONNECTIONS = 64;
/** Calls of every network in a round: a minute's each, one after another. */
const MINUTES = 3;
/** Longer than what is gathered waits. */
const SETTLE_MS = 2_500;

interface Round {
  load: LoadResult;
  /** A call, in milliseconds: of the process that answers, and of the database. */
  cpu: number;
  databaseCpu: number;
}

/**
 * Every network of the nation calls once a minute, all at the same second: gathered, as the service does it,
 * beside a route that does nothing and one that stores each call by itself.
 */
export async function measureBeats(world: World, rounds: number): Promise<Line[]> {
  const { sql } = world.long.db;
  const tokens = world.long.history.localities.map(({ code }) => ({ locality: code, token: newToken() }));
  const hashes = tokens.map(({ token }) => hashToken(token));
  await insertBeats(
    sql,
    tokens.map(({ locality }, place) => ({ locality, hash: hashes[place] ?? '' })),
  );
  await createPlainBeats(sql, hashes);
  const requests = (path: string) =>
    Array.from({ length: MINUTES }, () =>
      tokens.map(({ token }) =>
        Buffer.from(`POST ${path}/${token} HTTP/1.1\r\nHost: bench\r\nContent-Length: 0\r\n\r\n`),
      ),
    ).flat();
  const [ours, nothing, each] = [requests('/beat'), requests('/nothing'), requests('/beat')];

  const run = async (on: Running, sent: readonly Buffer[]): Promise<Round> => {
    const before = { own: cpuMs(on.pid), database: cpuMs(world.databasePid) };
    const result = await load(on.address, sent, CONNECTIONS);
    if (Object.keys(result.statuses).join() !== '204')
      throw new Error(`Answers other than 204: ${JSON.stringify(result.statuses)}`);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    return {
      load: result,
      cpu: (cpuMs(on.pid) - before.own) / sent.length,
      databaseCpu: (cpuMs(world.databasePid) - before.database) / sent.length,
    };
  };

  const results = { ours: [] as Round[], nothing: [] as Round[], each: [] as Round[] };
  for (let round = 0; round <= rounds; round++) {
    const begun = systemClock.now();
    const one = {
      ours: await run(world.service, ours),
      nothing: await run(world.bare, nothing),
      each: await run(world.bare, each),
    };
    const stored = await countCalled(sql, begun);
    if (stored !== tokens.length) throw new Error(`${stored} of ${tokens.length} networks are stored.`);
    // The first round warms up.
    if (round === 0) continue;
    results.ours.push(one.ours);
    results.nothing.push(one.nothing);
    results.each.push(one.each);
  }

  const of = (rows: Round[], figure: (round: Round) => number) => median(rows.map(figure));
  const perSecond = (rows: Round[]) => of(rows, (round) => round.load.perSecond);
  const ratio = median(
    results.ours.map(
      (one, round) => one.load.perSecond / (results.nothing[round]?.load.perSecond ?? Number.NaN),
    ),
  );
  const cpu = of(results.ours, (round) => round.cpu);
  const workOf = async (on: Running, sent: readonly Buffer[], table: string) => {
    const before = await workSoFar(sql, table);
    await run(on, sent);
    return workText(before, await workSoFar(sql, table), sent.length);
  };
  const work = {
    ours: await workOf(world.service, ours, 'heartbeat'),
    each: await workOf(world.bare, each, 'bench_beat'),
  };
  return [
    {
      what: `One call of a network (${tokens.length} × ${MINUTES}, at once)`,
      measured: `${rate(perSecond(results.ours))} = ${times(ratio)}`,
      beside: `bare route ${rate(perSecond(results.nothing))}; stored one by one ${rate(perSecond(results.each))}`,
      target: '≥ 0.5×',
      ok: ratio >= 0.5,
    },
    {
      what: '  its p99',
      measured: ms(of(results.ours, (round) => round.load.p99)),
      beside: `one by one ${ms(of(results.each, (round) => round.load.p99))}`,
      target: '',
      ok: null,
    },
    {
      what: '  CPU of the service a call',
      measured: `${cpu.toFixed(3)} ms`,
      beside: `bare route ${of(results.nothing, (round) => round.cpu).toFixed(3)} ms; one by one ${of(results.each, (round) => round.cpu).toFixed(3)} ms`,
      target: '≤ 0.3 ms',
      ok: cpu <= 0.3,
    },
    {
      what: '  CPU of the database a call',
      measured: `${of(results.ours, (round) => round.databaseCpu).toFixed(3)} ms`,
      beside: `one by one ${of(results.each, (round) => round.databaseCpu).toFixed(3)} ms`,
      target: '',
      ok: null,
    },
    {
      what: '  work of the database a call',
      measured: work.ours,
      beside: `one by one ${work.each}`,
      target: '',
      ok: null,
    },
  ];
}

function workText(before: Work, after: Work, calls: number): string {
  const [updates, hot] = [after.updates - before.updates, after.hot - before.hot];
  const [transactions, wal] = [after.transactions - before.transactions, after.wal - before.wal];
  const each = (count: number) => (count / calls).toFixed(count < calls ? 3 : 1);
  return `${each(transactions)} transactions, ${Math.round(wal / calls)} B of WAL, ${each(updates)} updates (${Math.round((hot / updates) * 100)} % in their page)`;
}
