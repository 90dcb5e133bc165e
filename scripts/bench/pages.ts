import { collect } from '../../src/collect/collect.ts';
import { instantOf } from '../../src/days.ts';
import { NATION } from './history-store.ts';
import { getRequest, medianOf } from './load.ts';
import { type Line, within } from './report.ts';
import type { World } from './world.ts';

const PROVINCE = '31';
const OF_NATION = `programme=${NATION}`;

/** Pages with what their medians may be at most, in milliseconds. */
const PAGES: readonly [what: string, path: string, most: number][] = [
  ["Today's work of the nation", `/?${OF_NATION}`, 250],
  ['Board of a province', `/bang-theo-doi?${OF_NATION}&province=${PROVINCE}`, 30],
  ['Board of the nation', `/bang-theo-doi?${OF_NATION}`, 250],
  ['One page of the nation', `/lanh-dao?${OF_NATION}`, 250],
  ['Gaps of the nation, row by row', `/con-thieu?${OF_NATION}`, 250],
  ['  as a matrix', `/con-thieu?${OF_NATION}&view=matrix`, 250],
  ['Who has not reported, of the nation', `/chua-gui?${OF_NATION}`, 250],
  ['The nation on two days', `/so-sanh?${OF_NATION}`, 250],
  ['Alerts of the nation', '/canh-bao', 250],
  ['Odd figures of the nation', '/ra-soat', 250],
  ['Certificates of the nation', '/chung-thu-so', 250],
  ['Networks of the nation', '/duong-truyen', 250],
  ['Localities of the nation', '/quan-tri/don-vi', 250],
  ['Search of the nation', '/tim-kiem?q=binh+minh', 50],
  ['Documents', '/van-ban', 150],
  ['Reports', '/bao-cao-tong-hop', 150],
  ['Targets', '/chi-tieu', 150],
  ['Scores', '/cham-diem', 150],
  ['Money', '/kinh-phi', 150],
  ['  needs of the nation', `/kinh-phi/nhu-cau?${OF_NATION}`, 150],
  ['  needs of the nation over the API', `/api/v1/funding/needs?${OF_NATION}`, 500],
];

/**
 * Pages over HTTP with the whole history behind them: of a province and of the nation. Final days are
 * remembered from the first asking on, which is shown beside.
 */
export async function measurePages(world: World, rounds: number): Promise<Line[]> {
  const { long, service, token, today } = world;
  // As the collector leaves it each minute: nobody's day is worked out while he waits for the page.
  await collect(long.db.sql, await long.registry.fresh(), instantOf(today, '09:00'));
  const lines: Line[] = [];
  for (const [what, path, most] of PAGES) {
    const { first, median } = await medianOf(service.address, getRequest(path, token), rounds * 10);
    lines.push(within(what, median, most, first));
  }
  return lines;
}
