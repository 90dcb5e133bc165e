import { insertReadingsOf, readingsJson } from './bare-store.ts';
import { memory, resetPeak } from './processes.ts';
import { newMorning, todaysRecords } from './records.ts';
import { type Line, mb, ms, times } from './report.ts';
import { workbookOf } from './sheet.ts';
import { median, timed } from './statistics.ts';
import type { World } from './world.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A nation's day in one atomic batch, beside the one statement that could store as many values. */
export async function measureBatch(world: World, rounds: number): Promise<Line[]> {
  const records = todaysRecords(world);
  const body = JSON.stringify({ records });
  const json = readingsJson(records);
  const ours: number[] = [];
  const bare: number[] = [];
  const peaks: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    await newMorning(world);
    resetPeak(world.service.pid);
    const took = await timed(async () => {
      const answer = await post(world, '/api/v1/records/batch?atomic=true', body, 'application/json');
      if (answer.accepted !== records.length)
        throw new Error(`Batch: ${JSON.stringify(answer).slice(0, 500)}`);
    });
    peaks.push(memory(world.service.pid)?.peak ?? Number.NaN);
    const one = await timed(() => insertReadingsOf(world.plain, json));
    if (round === 0) continue;
    ours.push(took);
    bare.push(one);
  }
  const ratio = median(ours.map((took, round) => took / (bare[round] ?? Number.NaN)));
  return [
    {
      what: `A nation's day, ${records.length} × 20, atomic`,
      measured: `${ms(median(ours))} = ${times(ratio)}`,
      beside: `bare jsonb_to_recordset ${ms(median(bare))}`,
      target: '≤ 2×',
      ok: ratio <= 2,
    },
    memoryLine('  memory meanwhile, at most', peaks),
  ];
}

/** The same as a workbook. */
export async function measureImport(world: World): Promise<Line[]> {
  const records = todaysRecords(world);
  const sheet = await workbookOf(records);
  const took: number[] = [];
  const peaks: number[] = [];
  for (let round = 0; round < 3; round++) {
    await newMorning(world);
    resetPeak(world.service.pid);
    took.push(
      await timed(async () => {
        const answer = await post(world, '/api/v1/imports?atomic=true', sheet, XLSX);
        if (answer.accepted !== records.length)
          throw new Error(`Import: ${JSON.stringify(answer).slice(0, 500)}`);
      }),
    );
    peaks.push(memory(world.service.pid)?.peak ?? Number.NaN);
  }
  return [
    {
      what: `XLSX import of ${records.length} rows`,
      measured: ms(median(took)),
      beside: `${Math.round(sheet.length / 1024)} kB`,
      target: '',
      ok: null,
    },
    memoryLine('  memory meanwhile, at most', peaks),
  ];
}

async function post(
  { service, token }: World,
  path: string,
  body: string | Buffer,
  contentType: string,
): Promise<{ accepted?: number }> {
  const response = await fetch(service.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': contentType },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return (await response.json()) as { accepted?: number };
}

function memoryLine(what: string, peaks: readonly number[]): Line {
  const peak = Math.max(...peaks);
  const known = Number.isFinite(peak);
  return {
    what,
    measured: known ? mb(peak) : '–',
    beside: '',
    target: '≤ 300 MB',
    ok: known ? peak <= 300 : null,
  };
}
