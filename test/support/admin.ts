import { readCall } from '../../src/admin/run.ts';
import type { Database } from '../../src/db/connect.ts';
import type { Registry } from '../../src/registry/snapshot.ts';
import { createRegistry } from '../../src/registry/snapshot.ts';
import { readRegistry } from '../../src/registry/store.ts';
import { createVault } from '../../src/secrets/vault.ts';
import { LOOPBACK } from './calls.ts';
import { instant } from './clock.ts';
import { SECRET_KEY } from './service.ts';

/** Runs a command of the operator's shell at a local time, on a test's database; answers its output. */
export async function admin(db: Database, at: string | Date, ...args: string[]): Promise<string> {
  return await adminReading('', db, at, ...args);
}

/** The same, with something on its standard input. */
export async function adminReading(
  input: string,
  db: Database,
  at: string | Date,
  ...args: string[]
): Promise<string> {
  const call = readCall(args);
  if (!('command' in call)) return call.help;
  const lines: string[] = [];
  const shell = {
    db,
    now: typeof at === 'string' ? instant(at) : at,
    actor: 'shell:test',
    publicUrl: 'http://127.0.0.1:3000',
    keyAt: { secretKey: SECRET_KEY, dataDir: '/nowhere' },
    vault: async () => createVault(SECRET_KEY),
    allowed: LOOPBACK,
    print: (line: string) => lines.push(line),
    read: async () => input,
    runJob: async () => {
      throw new Error('Jobs are tested through the real shell.');
    },
  };
  await call.command.run(shell, call.operands, call.options);
  return lines.join('\n');
}

export async function registryOf(db: Database): Promise<Registry> {
  return createRegistry(await readRegistry(db.orm));
}
