import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The pid of the server whose data folder is `postgres` in `dataDir`. */
export function postmasterOf(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
}

/** Sends a signal to a server and all its processes; needs Linux. */
export function signalAll(postmaster: number, signal: 'SIGSTOP' | 'SIGCONT'): void {
  // First the one that makes others, last where all go on.
  const all = [postmaster, ...childrenOf(postmaster)];
  for (const pid of signal === 'SIGSTOP' ? all : all.reverse()) process.kill(pid, signal);
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
      } catch {
        return false;
      }
    })
    .map(Number);
}
