/**
 * A process of its own that runs `startFrom` as the tests tell it: argv[2] is a JSON `StarterOptions`. It prints
 * one JSON line when started or refused; then lines on its input are commands: `write` (insert numbers for
 * ever, printing each once it is acknowledged) and `stop`.
 */
import { createInterface } from 'node:readline';
import postgres from 'postgres';
import { findPackage } from '../../src/db/embedded/platform.ts';
import { EmbeddedUnavailable, startFrom } from '../../src/db/embedded/server.ts';
import type { Said, StarterOptions } from './support.ts';

const say = (line: Said): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

const {
  packageDir = findPackage(),
  cacheDir,
  ...options
}: StarterOptions = JSON.parse(process.argv[2] ?? '');
const logged: string[] = [];
const log = {
  info: (_fields: object, message: string): void => void logged.push(message),
  warn: (_fields: object, message: string): void => void logged.push(message),
};

try {
  const server = await startFrom(cacheDir ? { packageDir, cacheDir } : { packageDir }, { ...options, log });
  say({ ok: true, pid: server.pid, host: server.connection.host, logged });
  for await (const command of createInterface({ input: process.stdin })) {
    if (command === 'write') void write(postgres({ ...server.connection, max: 1 }));
    if (command === 'stop') {
      await server.stop();
      break;
    }
  }
  process.exit(0);
} catch (error) {
  const reason = error instanceof EmbeddedUnavailable ? error.reason : 'other';
  say({ ok: false, reason, message: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}

async function write(sql: postgres.Sql): Promise<void> {
  await sql`create table if not exists written (n int primary key)`;
  for (let n = 0; ; n += 1) {
    await sql`insert into written values (${n})`;
    process.stdout.write(`${n}\n`);
  }
}
