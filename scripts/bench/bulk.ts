import { addEverybody, forgetAlerts, forgetReminders, workOn } from './alerts-store.ts';
import { NATION } from './history-store.ts';
import { askOf } from './load.ts';
import { type Line, within } from './report.ts';
import { median, timed } from './statistics.ts';
import type { World } from './world.ts';

/** What a department does with all units at once: a reminder to each, and the list of what they lack as a file. */
export async function measureBulk(world: World, rounds: number): Promise<Line[]> {
  const { long, today } = world;
  const { sql } = long.db;
  const ask = askOf(world);
  const localities = long.history.localities.map((one) => one.code);
  await addEverybody(sql);
  await workOn(sql, today);
  const reminded: number[] = [];
  const sheets: number[] = [];
  let messages = 0;
  let bytes = 0;
  try {
    for (let round = 0; round <= rounds; round++) {
      const reminder = await timed(async () => {
        const answer = await ask('/api/v1/reminders', { localities, programme: NATION });
        messages = ((await answer.json()) as { messages: number }).messages;
      });
      const sheet = await timed(async () => {
        const answer = await ask(`/api/v1/gaps?programme=${NATION}&format=xlsx`);
        bytes = (await answer.arrayBuffer()).byteLength;
      });
      await forgetReminders(sql);
      if (round === 0) continue;
      reminded.push(reminder);
      sheets.push(sheet);
    }
  } finally {
    await forgetAlerts(sql);
  }
  return [
    within(`A reminder to ${localities.length} units`, median(reminded), 3_000, `${messages} messages`),
    within('Gap list of the nation as XLSX', median(sheets), 1_000, `${Math.round(bytes / 1024)} kB`),
  ];
}
