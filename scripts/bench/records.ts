import { collect } from '../../src/collect/collect.ts';
import { instantOf } from '../../src/days.ts';
import type { Values } from '../../src/intake/types.ts';
import { insertReadings } from './bare-store.ts';
import { resetAfter } from './history-store.ts';
import { type LoadResult, load, postRequest } from './load.ts';
import { type Line, ms, rate, times } from './report.ts';
import { median, timed } from './statistics.ts';
import { COURSES, correctedValues, valuesOf } from './values.ts';
import type { World } from './world.ts';

const CONNECTIONS = 16;
/** Corrections a round: they are not what a day is made of. */
const CORRECTIONS = 800;

export interface NewRecord {
  locality: string;
  day: string;
  values: Values;
}

/** Today's record of every locality, each a little different from yesterday's. */
export function todaysRecords({ long, today }: World): NewRecord[] {
  const n = long.history.days.length;
  return long.history.localities.map(({ code }, place) => ({
    locality: code,
    day: today,
    values: valuesOf(place % COURSES, n + (place % 3) * 7),
  }));
}

/** As at the start of a working day: nothing of today is in, and the collector has been there. */
export async function newMorning({ long, today, yesterday }: World): Promise<void> {
  await resetAfter(long.db.sql, yesterday);
  await collect(long.db.sql, await long.registry.fresh(), instantOf(today, '00:01'));
}

/**
 * One record of 20 values at a time, everything done, beside a route that does nothing but check the shape
 * and insert the values, and beside a loop that does nothing but insert them.
 */
export async function measureRecords(world: World, rounds: number): Promise<Line[]> {
  const records = todaysRecords(world);
  const ours = records.map((record) => postRequest('/api/v1/records', record, world.token));
  const corrections = records
    .slice(0, CORRECTIONS)
    .map((record, place) =>
      postRequest(
        '/api/v1/records',
        { ...record, values: correctedValues(place % COURSES, world.long.history.days.length, 2) },
        world.token,
      ),
    );
  const bare = records.map((record) => postRequest('/records', record, world.token));

  const results = { ours: [] as LoadResult[], corrected: [] as LoadResult[], bare: [] as LoadResult[] };
  const loop: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    await newMorning(world);
    const one = {
      ours: await load(world.service.address, ours, CONNECTIONS),
      bare: await load(world.bare.address, bare, CONNECTIONS),
      corrected: await load(world.service.address, corrections, CONNECTIONS),
    };
    expectAll(one.ours, '201');
    expectAll(one.bare, '201');
    expectAll(one.corrected, '201');
    await world.long.db.sql`truncate bench_reading`;
    const looped = await bareLoop(world, records);
    // The first round warms up: code is compiled, statements are prepared.
    if (round === 0) continue;
    results.ours.push(one.ours);
    results.bare.push(one.bare);
    results.corrected.push(one.corrected);
    loop.push(looped);
  }

  const figure = (of: LoadResult[], name: 'perSecond' | 'p50' | 'p99') => median(of.map((one) => one[name]));
  const ratios = (of: LoadResult[]) =>
    median(of.map((one, round) => one.perSecond / (results.bare[round]?.perSecond ?? Number.NaN)));
  const ratio = ratios(results.ours);
  const corrected = ratios(results.corrected);
  const [p50, p99] = [figure(results.ours, 'p50'), figure(results.ours, 'p99')];
  const bareRate = rate(figure(results.bare, 'perSecond'));
  return [
    {
      what: 'One record, everything done',
      measured: `${rate(figure(results.ours, 'perSecond'))} = ${times(ratio)}`,
      beside: `bare route ${bareRate}, p99 ${ms(figure(results.bare, 'p99'))}; bare loop ${rate(median(loop))}`,
      target: '≥ 0.45×',
      ok: ratio >= 0.45,
    },
    {
      what: '  its p99',
      measured: ms(p99),
      beside: `p50 ${ms(p50)}`,
      target: `≤ 2.5 × p50 = ${ms(2.5 * p50)}`,
      ok: p99 <= 2.5 * p50,
    },
    {
      what: 'One correction (revision 2)',
      measured: `${rate(figure(results.corrected, 'perSecond'))} = ${times(corrected)}`,
      beside: `p99 ${ms(figure(results.corrected, 'p99'))}`,
      target: '≥ 0.35×',
      ok: corrected >= 0.35,
    },
  ];
}

async function bareLoop({ plain }: World, records: readonly NewRecord[]): Promise<number> {
  let next = 0;
  const worker = async () => {
    for (let record = records[next++]; record; record = records[next++])
      await insertReadings(plain, record.locality, record.day, record.values);
  };
  const took = await timed(() => Promise.all(Array.from({ length: CONNECTIONS }, worker)));
  return records.length / (took / 1000);
}

export function expectAll({ statuses }: LoadResult, status: string): void {
  if (Object.keys(statuses).join() !== status)
    throw new Error(`Answers other than ${status}: ${JSON.stringify(statuses)}`);
}
