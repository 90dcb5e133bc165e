/** The other side of `aside.ts`: for the entry of a process that reads one file of strangers. */
import { buffer } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';

export function send(message: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });
}

/** Gives `read` the options and the body that the service has sent, then lets the process end. */
export async function runAside<Options>(
  read: (body: Buffer, options: Options) => Promise<void>,
): Promise<void> {
  const [timeoutMs, options]: [number, Options] = JSON.parse(process.argv[2] ?? '');
  endAfter(timeoutMs);
  await read(await buffer(process.stdin), options);
  process.disconnect();
}

const LOOK_EVERY_MS = 100;

/**
 * Ends this process after `ms` of processor time, of all its threads, even if the parser never yields: only another
 * thread still runs then. The service ends one that waits for longer; one that the service has left behind uses up its time.
 */
function endAfter(ms: number): void {
  const code = `setInterval(() => {
    const { user, system } = process.cpuUsage();
    if (user + system > ${ms} * 1000) process.kill(process.pid, 'SIGKILL');
  }, ${LOOK_EVERY_MS})`;
  new Worker(code, { eval: true, execArgv: [] }).unref();
}
