import { postRequest, type SpikeResult, spike } from './load.ts';
import { newMorning, todaysRecords } from './records.ts';
import { type Line, ms } from './report.ts';
import { median } from './statistics.ts';
import type { World } from './world.ts';

const WITHIN_MS = 2_000;
/** Who waits longer than this for an answer thinks that nothing came of it, and sends again. */
const LATE_MS = 5_000;

/** The last two seconds before the cutoff: every locality of the nation sends, each over a connection of its own. */
export async function measureSpike(world: World, rounds: number): Promise<Line[]> {
  const requests = todaysRecords(world).map((record) => postRequest('/api/v1/records', record, world.token));
  const seen: SpikeResult[] = [];
  for (let round = 0; round <= rounds; round++) {
    await newMorning(world);
    const one = await spike(world.service.address, requests, WITHIN_MS);
    // The first round warms up.
    if (round > 0) seen.push(one);
  }
  const refused = Math.max(...seen.map(({ statuses }) => requests.length - (statuses['201'] ?? 0)));
  const longest = Math.max(...seen.map((one) => one.longest));
  return [
    {
      what: `A spike: ${requests.length} connections in ${WITHIN_MS / 1000} s`,
      measured: `${refused} refused`,
      beside: `longest answer ${ms(longest)}`,
      target: `none, none above ${LATE_MS / 1000} s`,
      ok: refused === 0 && longest <= LATE_MS,
    },
    {
      what: '  its p99',
      measured: ms(median(seen.map(({ p99 }) => p99))),
      beside: `p50 ${ms(median(seen.map(({ p50 }) => p50)))}`,
      target: '',
      ok: null,
    },
  ];
}
