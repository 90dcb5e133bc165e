import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import postgres from 'postgres';
import { isAlive } from '../../src/db/embedded/processes.ts';
import { DATABASE, PORT, ROLE } from '../../src/db/embedded/settings.ts';

export interface StarterOptions {
  readonly dataDir: string;
  readonly mode: 'own' | 'attach';
  readonly durable?: boolean;
  readonly packageDir?: string;
  readonly cacheDir?: string;
}

export type Said =
  | { readonly ok: true; readonly pid: number; readonly host: string; readonly logged: string[] }
  | { readonly ok: false; readonly reason: string; readonly message: string };

export const isRoot = process.geteuid?.() === 0;
export const NOBODY = 65_534;

/** Whether an ordinary user could read this checkout; in a private folder of root's he cannot. */
export const othersCanRead =
  isRoot && spawnSync('cat', [resolve('package.json')], { uid: NOBODY }).status === 0;

/** The ordinary user of a test: ourselves, or `nobody` where we are root. */
export const ORDINARY = isRoot ? { uid: NOBODY, gid: NOBODY } : undefined;
export const canBeOrdinary = !isRoot || othersCanRead;

const STARTER = join(import.meta.dirname, 'starter.ts');

/** A process that runs the launcher, with what it said when it had started or been refused. */
export class Starter {
  readonly child: ChildProcessWithoutNullStreams;
  readonly lines: Interface;
  said: Said | undefined;
  output: string[] = [];

  constructor(child: ChildProcessWithoutNullStreams) {
    this.child = child;
    this.lines = createInterface({ input: child.stdout });
    this.lines.on('line', (line) => this.output.push(line));
  }

  get started(): Extract<Said, { ok: true }> {
    if (!this.said?.ok) throw new Error(`not started: ${JSON.stringify(this.said)}`);
    return this.said;
  }

  get refused(): Extract<Said, { ok: false }> {
    if (!this.said || this.said.ok) throw new Error(`not refused: ${JSON.stringify(this.said)}`);
    return this.said;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.stdin.write('stop\n');
    await ended;
  }

  async kill(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}

export interface Bench {
  /** A folder that is removed, and its servers with it, by `clear`. */
  folder(owner?: { uid: number; gid: number }): string;
  start(
    options: StarterOptions,
    as?: { uid: number; gid: number },
    around?: { env?: Record<string, string>; wrapper?: readonly string[] },
  ): Promise<Starter>;
  clear(): Promise<void>;
}

export function bench(): Bench {
  const folders: string[] = [];
  const starters: Starter[] = [];
  const servers = new Set<number>();
  return {
    folder(owner) {
      const path = mkdtempSync(join(tmpdir(), 'embedded-'));
      if (owner) chownSync(path, owner.uid, owner.gid);
      folders.push(path);
      return path;
    },
    async start(options, as, { env = {}, wrapper = [] } = {}) {
      const command = [...wrapper, process.execPath, '--import', 'tsx', STARTER, JSON.stringify(options)];
      const child = spawn(command[0] ?? '', command.slice(1), {
        env: { PATH: process.env.PATH, HOME: '/tmp', ...env },
        ...as,
      });
      const starter = new Starter(child);
      starters.push(starter);
      let trouble = '';
      child.stderr.on('data', (chunk: Buffer) => {
        trouble += chunk.toString();
      });
      const first = await Promise.race([once(starter.lines, 'line'), once(child, 'close')]);
      if (typeof first[0] !== 'string') throw new Error(`the starter died: ${trouble}`);
      const said: Said = JSON.parse(first[0]);
      starter.said = said;
      if (said.ok) servers.add(said.pid);
      else if (child.exitCode === null) await once(child, 'exit');
      return starter;
    },
    async clear() {
      for (const { child } of starters) if (child.exitCode === null) child.kill('SIGKILL');
      for (const pid of servers) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
      for (const pid of servers) await gone(pid);
      for (const path of folders) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Waits for a process to end. */
export async function gone(pid: number): Promise<void> {
  for (let tries = 0; isAlive(pid); tries += 1) {
    if (tries > 2000) throw new Error(`pid ${pid} does not end`);
    await new Promise((next) => setTimeout(next, 5));
  }
}

/** Runs some SQL as the service would. */
export async function query<T>(host: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres({
    host,
    port: PORT,
    user: ROLE,
    database: DATABASE,
    ssl: false,
    fetch_types: false,
    max: 1,
    onnotice: () => {},
  });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

export const logOf = (dataDir: string): string => readFileSync(join(dataDir, 'postgres.log'), 'utf8');
