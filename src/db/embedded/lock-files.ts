import { linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isServerOf } from './processes.ts';
import { SOCKET_FILE } from './settings.ts';

const PID_FILE = 'postmaster.pid';

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** PostgreSQL writes its pid first, negative for a single-user backend. */
const pidIn = (text: string): number => Math.abs(Number.parseInt(text, 10));

/** The pid in the folder's lock file, whether it lives or not. */
export function recordedPid(clusterDir: string): number | undefined {
  const text = read(join(clusterDir, PID_FILE));
  return text === undefined ? undefined : pidIn(text);
}

/** The pid of the server that holds the folder, if one lives. */
export function livePid(clusterDir: string): number | undefined {
  const pid = recordedPid(clusterDir);
  return pid !== undefined && isServerOf(pid, clusterDir) ? pid : undefined;
}

/**
 * Removes the lock files of a server that is dead. PostgreSQL does so itself only while nobody has
 * been given the dead server's pid since. Call only when nothing answers on the socket.
 */
export function clearDeadLocks(clusterDir: string): string[] {
  const cleared: string[] = [];
  for (const name of [PID_FILE, `${SOCKET_FILE}.lock`]) {
    const path = join(clusterDir, name);
    const seen = read(path);
    if (seen !== undefined && !isServerOf(pidIn(seen), clusterDir) && removeIfStill(path, seen))
      cleared.push(name);
  }
  return cleared;
}

/** Another starter may have cleared the file and its server written a new one: that is put back. */
function removeIfStill(path: string, seen: string): boolean {
  const aside = `${path}.dead-${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return false;
  }
  const same = read(aside) === seen;
  try {
    if (!same) linkSync(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
  return same;
}
