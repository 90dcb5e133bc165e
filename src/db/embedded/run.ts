import { type SpawnOptions, spawn } from 'node:child_process';
import { namedUser } from './users.ts';

/**
 * The user a program runs as; undefined means "as ourselves". `mapped`: still ourselves, on the files and to
 * the kernel, but under another number in a user namespace of its own.
 */
export type RunAs = { readonly uid: number; readonly gid: number; readonly mapped?: true } | undefined;

/**
 * How a program is told of the folder it is started in. Changed to another user it may not be able to walk
 * to it (/root is closed to all others), but a process whose working directory it already is needs no
 * path: this name always leads there.
 */
export function ownName(dir: string, as: RunAs): string {
  return as && !as.mapped && process.platform === 'linux' ? '/proc/self/cwd' : dir;
}

/**
 * The whole environment of every program started here: PG* variables, LANG and the like of the caller
 * must not reach a server whose folder outlives the caller.
 */
export const PROGRAM_ENV: NodeJS.ProcessEnv = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** What to hand to `spawn`, so that a program runs as a user. `unshare` becomes the program: the pid stays. */
export function spawnAs(as: RunAs, file: string, args: readonly string[]): [string, string[], SpawnOptions] {
  if (!as?.mapped) return [file, [...args], as ? { uid: as.uid, gid: as.gid } : {}];
  const inside = namedUser();
  const maps = [`--map-user=${inside.uid}`, `--map-group=${inside.gid}`];
  return ['unshare', ['--user', ...maps, '--', file, ...args], {}];
}

export interface Ran {
  /** Exit code, null when ended by a signal. */
  readonly code: number | null;
  readonly output: string;
}

/**
 * Runs a program to its end. `cwd` is entered before the user is changed, so it may lie where that user
 * could not walk to.
 * @throws the system error of a program that could not be started (ENOENT, EACCES, EPERM …).
 */
export function run(
  file: string,
  args: readonly string[],
  options: { cwd: string; as: RunAs; input?: string },
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const [command, all, user] = spawnAs(options.as, file, args);
    const child = spawn(command, all, { cwd: options.cwd, env: PROGRAM_ENV, ...user, stdio: 'pipe' });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output: output.trim() }));
    // A program that ends early leaves a broken pipe; its exit code says more than EPIPE would.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
  });
}

/** Whether `mapped` can be had: many containers forbid user namespaces, or lack the program that makes them. */
export async function canMap(): Promise<boolean> {
  try {
    return (await run('true', [], { cwd: '/', as: { uid: 0, gid: 0, mapped: true } })).code === 0;
  } catch {
    return false;
  }
}
