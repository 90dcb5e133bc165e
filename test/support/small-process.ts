import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertToken } from '../../src/access/store.ts';
import { hashToken, newToken } from '../../src/access/tokens.ts';
import { connect } from '../../src/db/connect.ts';
import { startEmbedded } from '../../src/db/embedded/server.ts';
import { migrate } from '../../src/db/migrate.ts';
import { type Caller, createCaller, SECRET_KEY } from './service.ts';

/** Milliseconds. */
export interface Stall {
  /** By the clock: includes what other processes took from this one. */
  held: number;
  /** What the process worked meanwhile, at most `held`: its own doing, on a busy machine as on a quiet one. */
  worked: number;
}

export interface SmallProcess {
  address: string;
  /** Writes for the whole nation. */
  department: Caller;
  /** Whether it still runs. */
  alive(): boolean;
  /** The most memory it has had so far, in MB; null where the system does not say. */
  peakMb(): number | null;
  /** Forgets the peak, so that the next is of what follows. */
  resetPeak(): void;
  /** The longest time that its event loop was held since this was asked last. */
  longestStall(): Promise<Stall>;
  stop(): Promise<void>;
}

/** The service as production runs it, in a process of its own with a heap of `heapMb`, on a database of its own. */
export async function startSmallProcess(heapMb: number): Promise<SmallProcess> {
  const shared = await access('/dev/shm', constants.W_OK).then(
    () => '/dev/shm',
    () => tmpdir(),
  );
  const dataDir = await mkdtemp(join(shared, 'phuxanh-small-'));
  const server = await startEmbedded({ dataDir, mode: 'own', durable: false });
  await migrate(server.connection);
  const token = newToken();
  const db = connect(server.connection);
  const name = 'department *';
  await insertToken(db.orm, {
    ...{ hash: hashToken(token), name, role: 'department', area: '*' },
    createdAt: new Date(),
  });
  await db.close();
  await server.stop();
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heapMb}`, '--import', './test/support/stalls.js', 'dist/main.js'],
    {
      env: {
        ...process.env,
        ...{ DATA_DIR: dataDir, PORT: '0', RATE_LIMIT: '0', LOG_LEVEL: 'info', SCHEDULER: 'off', SECRET_KEY },
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let log = '';
  const address = await new Promise<string>((resolve, reject) => {
    const read = (data: Buffer) => {
      log = (log + data).slice(-10_000);
      const listening = /http:\/\/127\.0\.0\.1:\d+/.exec(log)?.[0];
      if (listening) resolve(listening);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`The service ended with ${code}:\n${log}`)));
  });
  const proc = `/proc/${child.pid}`;
  return {
    address,
    department: createCaller(address, token),
    alive: () => child.exitCode === null && child.signalCode === null,
    peakMb: () => {
      try {
        return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`${proc}/status`, 'utf8'))?.[1] ?? 0) / 1024;
      } catch {
        return null;
      }
    },
    resetPeak: () => {
      try {
        writeFileSync(`${proc}/clear_refs`, '5');
      } catch {
        // Not on this system.
      }
    },
    longestStall: async () => {
      const answer = once(child, 'message', { signal: AbortSignal.timeout(30_000) });
      child.send('longest');
      const [stall] = await answer;
      return stall as Stall;
    },
    stop: async () => {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
