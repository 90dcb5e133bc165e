import { collect } from '../../src/collect/collect.ts';
import { instantOf } from '../../src/days.ts';
import { NATION } from './history-store.ts';
import { getRequest, load } from './load.ts';
import { type Line, ms } from './report.ts';
import { median } from './statistics.ts';
import type { World } from './world.ts';

const PROVINCE = '31';

/**
 * The board over HTTP with the whole history behind it: of a province and of the nation. Final days are
 * remembered from the first asking on, which is shown beside.
 */
export async function measurePages(world: World, rounds: number): Promise<Line[]> {
  const { long, service, token, today } = world;
  // As the collector leaves it each minute: nobody's day is worked out while he waits for the page.
  await collect(long.db.sql, await long.registry.fresh(), instantOf(today, '09:00'));
  const lines: Line[] = [];
  for (const { what, path, most } of [
    { what: "Today's work of the nation", path: `/?programme=${NATION}`, most: 250 },
    {
      what: 'Board of a province',
      path: `/bang-theo-doi?programme=${NATION}&province=${PROVINCE}`,
      most: 30,
    },
    { what: 'Board of the nation', path: `/bang-theo-doi?programme=${NATION}`, most: 250 },
    { what: 'Search of the nation', path: '/tim-kiem?q=binh+minh', most: 50 },
    {
      what: 'Needs of the nation',
      path: `/api/v1/funding/needs?programme=${NATION}`,
      most: 500,
    },
    { what: 'Money', path: '/kinh-phi', most: 150 },
    { what: 'One page of the nation', path: `/lanh-dao?programme=${NATION}`, most: 250 },
  ]) {
    const request = getRequest(path, token);
    const once = async () => {
      const { p50, statuses } = await load(service.address, [request], 1);
      if (statuses['200'] !== 1) throw new Error(`${path} answers ${Object.keys(statuses).join()}.`);
      return p50;
    };
    const first = await once();
    const took: number[] = [];
    for (let round = 0; round < rounds * 10; round++) took.push(await once());
    lines.push({
      what,
      measured: ms(median(took)),
      beside: `the first time ${ms(first)}`,
      target: `≤ ${most} ms`,
      ok: median(took) <= most,
    });
  }
  return lines;
}
