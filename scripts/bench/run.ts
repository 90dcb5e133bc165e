import { availableParallelism, cpus, totalmem } from 'node:os';
import { measureAlerts } from './alerts.ts';
import { measureBeats } from './beats.ts';
import { measureBulk } from './bulk.ts';
import { serverFacts } from './history-store.ts';
import { measureBatch, measureImport } from './many.ts';
import { measurePages } from './pages.ts';
import { measurePhone } from './phone.ts';
import { measurePlans } from './plans.ts';
import { build, memory } from './processes.ts';
import { measureCollect, measureGaps, measureStates } from './reads.ts';
import { measureRecords } from './records.ts';
import { type Line, mb, printTable } from './report.ts';
import { measureReports } from './reports.ts';
import { measureSpike } from './spike.ts';
import { startWorld } from './world.ts';

/**
 * `npm run bench [-- --quick] [--only NAME]`: what the service costs, beside the least that could do the same on the same
 * server in the same run. Figures of one machine say little; ratios travel. It never fails on a figure.
 */
const quick = process.argv.includes('--quick');
/** `--only gap`: the parts whose name begins so. */
const only = process.argv.slice(2).find((_, n, all) => all[n - 1] === '--only') ?? '';
const rounds = quick ? 2 : 4;
const historyDays = quick ? 60 : 365;

const started = performance.now();
const say = (text: string) =>
  console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}`);

say('building');
build();
say(`starting; ${historyDays} days of the nation's history`);
const world = await startWorld(historyDays);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => world.stop().finally(() => process.exit(1)));
try {
  const idle = memory(world.service.pid);
  const lines: Line[] = [
    {
      what: 'Memory of the service, idle',
      measured: idle ? mb(idle.now) : '–',
      beside: '',
      target: '≤ 115 MB',
      ok: idle && idle.now <= 115,
    },
  ];
  for (const [name, measure] of [
    ['records one by one', measureRecords],
    ['a spike', measureSpike],
    ['calls of networks', measureBeats],
    ['a batch', measureBatch],
    ['an import', measureImport],
    ['collect', measureCollect],
    ['gap list', measureGaps],
    ['list of states', measureStates],
    ['alerts', measureAlerts],
    ['pages', measurePages],
    ['pages on a phone', measurePhone],
    ['all units at once', measureBulk],
    ['reports', measureReports],
    ['plans', measurePlans],
  ] as const) {
    if (!name.startsWith(only)) continue;
    say(name);
    lines.push(...(await measure(world, rounds)));
  }
  console.log(
    `${availableParallelism()} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, ` +
      `${await serverFacts(world.long.db.sql)}; ${world.long.history.localities.length} localities × ${historyDays} days; ` +
      `medians of ${rounds} rounds, in turn\n`,
  );
  printTable(lines);
} finally {
  await world.stop();
}
say('done');
