import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Busy } from './busy.ts';

const FROM_SOURCE = import.meta.url.endsWith('.ts');

export interface Aside {
  /** Address of the script, `.ts` as it stands among the sources; see `aside-child.ts` for its side. */
  script: URL;
  /** What it is told besides the body. */
  options: unknown;
  body: Buffer;
  heapMb: number;
  /** Processor time after which it is killed (ms): what a file takes, however busy the machine is with others. */
  timeoutMs: number;
}

/** A machine that is so much slower than its processor is too busy; nothing is said against the file. */
const SLOWEST = 8;

/**
 * Has a file of strangers read in a process of its own: neither its time nor its memory is the service's. A process,
 * not a worker thread: running out of memory ends a whole process. `take` hears each message; resolves once the
 * process is gone, whatever became of it, and rejects when there could be none.
 * @throws {Busy} when it had hardly any processor time for long
 */
export async function readAside<Message>(aside: Aside, take: (message: Message) => void): Promise<void> {
  const child = fork(scriptOf(aside.script), [JSON.stringify([aside.timeoutMs, aside.options])], {
    execArgv: [`--max-old-space-size=${aside.heapMb}`, ...loader()],
    // No settings and secrets of the service for a process that reads strangers' files.
    env: {},
    // Nor may anything of what it reads come into a log.
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  let overdue = false;
  const timer = setTimeout(() => {
    overdue = true;
    child.kill('SIGKILL');
  }, aside.timeoutMs * SLOWEST);
  try {
    child.on('message', (message) => take(message as Message));
    // A child that is killed early closes its stdin; the reason is told by how it ends.
    child.stdin?.on('error', () => {});
    child.stdin?.end(aside.body);
    await goneOf(child);
    if (overdue) throw new Busy('the machine has hardly any processor time for a file');
  } finally {
    clearTimeout(timer);
  }
}

/** The process may be gone before its last message is read, so both ends are waited for. */
async function goneOf(child: ChildProcess): Promise<void> {
  const once = (event: 'disconnect' | 'exit') =>
    new Promise<void>((resolve, reject) => {
      child.once(event, () => resolve());
      child.once('error', reject);
    });
  await Promise.all([once('disconnect'), once('exit')]);
}

/** Beside its source, or what the build made of it. */
function scriptOf(script: URL): string {
  const path = fileURLToPath(script);
  return FROM_SOURCE ? path : path.replace(/\.ts$/, '.js');
}

function loader(): string[] {
  if (!FROM_SOURCE) return [];
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return ['--import', pathToFileURL(tsx).href];
}
