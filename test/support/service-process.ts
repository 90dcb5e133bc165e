import { type ChildProcess, spawn } from 'node:child_process';
import type { ConnectionOptions } from '../../src/db/connect.ts';
import { SECRET_KEY } from './service.ts';

export interface ServiceProcess {
  child: ChildProcess;
  address: string;
  log(): string;
  /** Whether it still runs. */
  alive(): boolean;
  /** SIGTERM, and the code it ended with. */
  stop(): Promise<number | null>;
}

/** The environment of a service on a server that is reached by a socket, which no `DATABASE_URL` can name. */
export function onServer(to: Exclude<ConnectionOptions, string>): NodeJS.ProcessEnv {
  return { DATABASE_URL: `postgres:///${to.database}`, PGHOST: to.host, PGUSER: to.user };
}

/**
 * The service as production runs it, in a process of its own, once it listens.
 * @throws when it ends before, with what it wrote
 */
export async function startProcess(
  env: NodeJS.ProcessEnv,
  nodeArguments: string[] = [],
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [...nodeArguments, 'dist/main.js'], {
    env: { ...process.env, PORT: '0', RATE_LIMIT: '0', LOG_LEVEL: 'info', SECRET_KEY, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    const read = (data: Buffer) => {
      log += data;
      const listening = /http:\/\/127\.0\.0\.1:\d+/.exec(log)?.[0];
      if (listening) resolve(listening);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('close', (code) => reject(new Error(`The service ended with ${code}:\n${log}`)));
  });
  return {
    child,
    address,
    log: () => log,
    alive: () => child.exitCode === null && child.signalCode === null,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
