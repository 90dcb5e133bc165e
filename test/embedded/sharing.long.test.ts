import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAlive } from '../../src/db/embedded/processes.ts';
import { type Bench, bench, gone, query, type Starter } from './support.ts';

let run: Bench;
beforeEach(() => {
  run = bench();
});
afterEach(() => run.clear(), 30_000);

describe('several processes on one folder', { timeout: 120_000 }, () => {
  test('a second service is refused and told who runs the first', async () => {
    const dataDir = run.folder();
    const first = await run.start({ dataDir, mode: 'own', durable: false });
    const second = await run.start({ dataDir, mode: 'own', durable: false });
    expect(second.refused).toMatchObject({
      reason: 'busy',
      message: expect.stringContaining(`(pid ${first.child.pid})`),
    });
    expect(await query(first.started.host, (sql) => sql`select 1 as n`)).toEqual([{ n: 1 }]);
  });

  test('of services started at the same moment one wins: new folder, then dead lock file', async () => {
    const dataDir = join(run.folder(), 'data');
    const winner = await expectOneWins(dataDir);
    await winner.kill();
    process.kill(winner.started.pid, 'SIGKILL');
    await gone(winner.started.pid);
    await (await expectOneWins(dataDir)).stop();
  });

  test('a command uses the server of a service and leaves it running', async () => {
    const dataDir = run.folder();
    const service = await run.start({ dataDir, mode: 'own', durable: false });
    const command = await run.start({ dataDir, mode: 'attach' });
    expect(command.started.pid).toBe(service.started.pid);
    await command.stop();
    expect(isAlive(service.started.pid)).toBe(true);
    await service.kill();
    const late = await run.start({ dataDir, mode: 'attach' });
    await late.stop();
    expect(isAlive(service.started.pid)).toBe(true);
  });

  test('of commands on a resting folder the first starts the server and the last stops it', async () => {
    const dataDir = run.folder();
    const first = await run.start({ dataDir, mode: 'attach', durable: false });
    const second = await run.start({ dataDir, mode: 'attach' });
    expect(second.started.pid).toBe(first.started.pid);
    await first.stop();
    expect(await query(second.started.host, (sql) => sql`select 1 as n`)).toEqual([{ n: 1 }]);
    await second.stop();
    expect(isAlive(first.started.pid)).toBe(false);
  });

  test('a service takes over the server of a command, which then leaves it running', async () => {
    const dataDir = run.folder();
    const command = await run.start({ dataDir, mode: 'attach', durable: false });
    const service = await run.start({ dataDir, mode: 'own' });
    expect(service.started.pid).toBe(command.started.pid);
    await command.stop();
    expect(await query(service.started.host, (sql) => sql`select 1 as n`)).toEqual([{ n: 1 }]);
    await service.stop();
    expect(isAlive(service.started.pid)).toBe(false);
  });
});

async function expectOneWins(dataDir: string): Promise<Starter> {
  const three = await Promise.all([1, 2, 3].map(() => run.start({ dataDir, mode: 'own', durable: false })));
  const [winner, ...more] = three.filter(({ said }) => said?.ok);
  if (!winner) throw new Error(`nobody won: ${JSON.stringify(three.map(({ said }) => said))}`);
  expect(more).toEqual([]);
  const losers = three.filter((starter) => starter !== winner);
  expect(losers.map(({ refused }) => refused.reason)).toEqual(['busy', 'busy']);
  expect(await query(winner.started.host, (sql) => sql`select 1 as n`)).toEqual([{ n: 1 }]);
  return winner;
}
