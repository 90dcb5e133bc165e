import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Running {
  address: AddressInfo;
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** @throws when the build fails, with what it said */
export function build(): void {
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm run build failed:\n${stdout}`);
}

/** The service as production runs it, but without its own clockwork and with no limit on requests. */
export async function startService(dataDir: string): Promise<Running> {
  const port = await freePort();
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    SCHEDULER: 'off',
    RATE_LIMIT: '0',
    // As the unit of systemd and the image have it.
    MALLOC_ARENA_MAX: '1',
  };
  return await running(spawnNode(['dist/main.js'], env), port, '/health/ready');
}

/** The route that the service is compared with: see `bare-server.ts`. */
export async function startBare(connection: object): Promise<Running> {
  const port = await freePort();
  const env = {
    ...process.env,
    BENCH_PORT: String(port),
    BENCH_CONNECTION: JSON.stringify(connection),
    NODE_ENV: 'production',
  };
  return await running(spawnNode(['--import', 'tsx', 'scripts/bench/bare-server.ts'], env), port, '/ready');
}

function spawnNode(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function running(child: ChildProcess, port: number, readyPath: string): Promise<Running> {
  const url = `http://127.0.0.1:${port}`;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const deadline = performance.now() + 60_000;
  while (!(await fetch(url + readyPath).catch(() => null))?.ok) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`${child.spawnargs.join(' ')} does not answer.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    address: { address: '127.0.0.1', family: 'IPv4', port },
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Megabytes that a process holds now, and at most since {@link resetPeak}; null where the system does not say. */
export function memory(pid: number): { now: number; peak: number } | null {
  if (process.platform !== 'linux') return null;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

/** Of the kernel's counts of processor time. */
const TICK_MS = 10;

/**
 * Milliseconds of processor time that a process has used, with its children's, those that have ended included;
 * 0 where the system does not say.
 */
export function cpuMs(pid: number): number {
  if (process.platform !== 'linux') return 0;
  const ticks = (of: number, ended: boolean) => {
    const fields = readFileSync(`/proc/${of}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return fields.slice(11, ended ? 15 : 13).reduce((sum, one) => sum + Number(one), 0);
  };
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean);
  return (ticks(pid, true) + children.reduce((sum, one) => sum + ticks(Number(one), false), 0)) * TICK_MS;
}

export function resetPeak(pid: number): void {
  if (process.platform === 'linux') writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
