import { collect } from '../../src/collect/collect.ts';
import { instantOf } from '../../src/days.ts';
import { readGaps } from '../../src/gaps/store.ts';
import { deleteStatusesAfter, NATION } from './history-store.ts';
import { getRequest, load } from './load.ts';
import { cpuMs } from './processes.ts';
import { newMorning } from './records.ts';
import { type Line, ms, times } from './report.ts';
import { median, timed } from './statistics.ts';
import type { Filled, World } from './world.ts';

const PROVINCE = '31';
/** The kernel counts processor time in steps of ten milliseconds. */
const LISTS = 100;

/** Collect over the nation, with much and with little behind it: when nothing is new, and on a new day. */
export async function measureCollect(world: World, rounds: number): Promise<Line[]> {
  await newMorning(world);
  const { long, short, today, yesterday } = world;
  const now = instantOf(today, '09:00');
  const once = async ({ db, registry }: Filled) => {
    const known = await registry.fresh();
    return await timed(() => collect(db.sql, known, now));
  };
  const onNewDay = async (filled: Filled) => {
    await deleteStatusesAfter(filled.db.sql, yesterday);
    return await once(filled);
  };
  const lines: Line[] = [];
  for (const [what, measure] of [
    ['Collect for the nation, nothing new', once],
    ['Collect for the nation, a new day', onNewDay],
  ] as const) {
    const much: number[] = [];
    const little: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const [a, b] = [await measure(long), await measure(short)];
      if (round === 0) continue;
      much.push(a);
      little.push(b);
    }
    const ratio = median(much.map((took, round) => took / (little[round] ?? Number.NaN)));
    lines.push({
      what,
      measured: `${ms(median(much))} = ${times(ratio)}`,
      beside: `without a past ${ms(median(little))}`,
      target: '≤ 1,500 ms, ≤ 1.1×',
      ok: median(much) <= 1_500 && ratio <= 1.1,
    });
  }
  return lines;
}

/** The gap list of a province over HTTP, beside the statement that it runs. */
export async function measureGaps(world: World, rounds: number): Promise<Line[]> {
  const { long, service, token, today } = world;
  const registry = await long.registry.fresh();
  const query = {
    programme: NATION,
    localities: long.history.localities.filter((one) => one.province === PROVINCE).map((one) => one.code),
    indicators: [...registry.indicatorsOn(today).keys()],
    colour: null,
    today,
    openedBy: null,
    owner: null,
  };
  const limit = 5_000;
  const path = `/api/v1/gaps?province=${PROVINCE}&programme=${NATION}&limit=${limit}`;
  const request = getRequest(path, token);
  const overHttp = async () => await load(service.address, [request], 1);
  const bySql = async () => {
    const rows = await readGaps(long.db.sql, query, { after: null, limit: limit + 1 });
    return rows.length;
  };
  const gaps = await bySql();
  const answer = await fetch(service.url + path, { headers: { authorization: `Bearer ${token}` } });
  const { items } = (await answer.json()) as { items: unknown[] };
  if (items.length !== gaps) throw new Error(`The list has ${items.length} gaps, its SQL finds ${gaps}.`);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds * 10; round++) {
    ours.push((await overHttp()).p50);
    bare.push(await timed(bySql));
  }
  const [took, least] = [median(ours), median(bare)];
  return [
    {
      what: `Gap list of a province (${gaps} gaps)`,
      measured: ms(took),
      beside: `its SQL ${ms(least)}`,
      target: `≤ 1.2× + 2 ms = ${ms(1.2 * least + 2)}`,
      ok: took <= 1.2 * least + 2,
    },
  ];
}

/** The statuses of a province's localities over HTTP: what one list costs the process that answers. */
export async function measureStates(world: World): Promise<Line[]> {
  const { long, service, token } = world;
  const count = long.history.localities.filter((one) => one.province === PROVINCE).length;
  const path = `/api/v1/status?province=${PROVINCE}&programme=${NATION}&limit=5000`;
  const answer = await fetch(service.url + path, { headers: { authorization: `Bearer ${token}` } });
  const body = await answer.text();
  const { items } = JSON.parse(body) as { items: unknown[] };
  if (items.length !== count) throw new Error(`The list has ${items.length} states of ${count}.`);
  const requests = Array.from({ length: LISTS }, () => getRequest(path, token));
  // The first round warms up.
  await load(service.address, requests, 1);
  const before = cpuMs(service.pid);
  const { p50 } = await load(service.address, requests, 1);
  const cpu = (cpuMs(service.pid) - before) / LISTS;
  return [
    {
      what: `List of ${count} states, processor`,
      measured: ms(cpu),
      beside: `answered in ${ms(p50)}, ${Math.round(body.length / 1024)} kB`,
      target: '≤ 3 ms',
      ok: cpu <= 3,
    },
  ];
}
