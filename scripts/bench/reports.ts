import { addDays } from '../../src/days.ts';
import { NATION } from './history-store.ts';
import { askOf } from './load.ts';
import { type Line, ms, within } from './report.ts';
import { median, timed } from './statistics.ts';
import type { World } from './world.ts';

const PROVINCE = '31';

/** Daily reports over HTTP, from the figures to the paper: of a province, and of the nation. */
export async function measureReports(world: World, rounds: number): Promise<Line[]> {
  const { yesterday } = world;
  const ask = askOf(world);
  const drafted: number[] = [];
  const written: number[] = [];
  const shown: number[] = [];
  const nation: number[] = [];
  const draft = async (province: string, day: string) => {
    const body = { kind: 'daily', province, programme: NATION, day };
    const { id } = (await (await ask('/api/v1/reports', body)).json()) as { id: number };
    return id;
  };
  const write = async (id: number) => {
    const paper = await ask(`/api/v1/reports/${id}/file?format=docx`);
    await paper.arrayBuffer();
  };
  for (let round = 0; round <= rounds; round++) {
    const day = addDays(yesterday, -round);
    let id = 0;
    const toDraft = await timed(async () => {
      id = await draft(PROVINCE, day);
    });
    const toPaper = await timed(() => write(id));
    const toPage = await timed(async () => (await ask(`/bao-cao-tong-hop/${id}`)).text());
    const ofNation = await timed(async () => write(await draft('*', day)));
    if (round === 0) continue;
    drafted.push(toDraft);
    written.push(toPaper);
    shown.push(toPage);
    nation.push(ofNation);
  }
  return [
    within('Daily report of a province, to its draft', median(drafted), 300, ''),
    within('  to its DOCX', median(written), 1_000, 'written in a process beside the service'),
    within('  its page', median(shown), 150, ''),
    within(
      'Daily report of the nation, from draft to DOCX',
      median(nation),
      5_000,
      `at most ${ms(Math.max(...nation))}`,
    ),
  ];
}
