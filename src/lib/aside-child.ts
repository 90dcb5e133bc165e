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

/**
 * Ends this process after `ms` even if the parser never yields and the service, which would end it, is
 * gone: only another thread still runs then.
 */
function endAfter(ms: number): void {
  const code = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${ms})`;
  new Worker(code, { eval: true, execArgv: [] }).unref();
}
