import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { EmbeddedUnavailable, USE_A_SERVER } from './errors.ts';
import { overwrite } from './files.ts';
import { ownName, type RunAs, run } from './run.ts';
import { DATABASE, ROLE } from './settings.ts';

/** A thousand files made durable by one call of the system rather than one each: half the time of a first start. */
const SYNC_AT_ONCE = process.platform === 'linux' ? ['--sync-method=syncfs'] : [];

/**
 * Fills an empty folder with a cluster that holds the service's role and database.
 * @throws EmbeddedUnavailable `start` with the words of the program that failed.
 */
export async function initialise(
  dir: string,
  binaries: Binaries,
  as: RunAs,
  durable: boolean,
): Promise<void> {
  const where = ownName(dir, as);
  // The builtin provider gives the same order and the same upper case on every machine, whatever its locales.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const sync = durable ? SYNC_AT_ONCE : ['--no-sync'];
  const access = ['-U', 'postgres', '--auth=trust'];
  await program(dir, as, binaries.initdb, ['-D', where, ...access, '--no-instructions', ...locale, ...sync]);

  // Whoever can enter the 0700 folder of the socket could as well read the data: a password would add
  // nothing. The superuser has no line, so single-user mode is the only way to be it.
  overwrite(join(dir, 'pg_hba.conf'), `local all ${ROLE} trust\n`);

  const sql = `create role ${ROLE} login createdb in role pg_monitor;\ncreate database ${DATABASE} owner ${ROLE};\n`;
  const settings = ['-c', 'exit_on_error=on', '-c', `fsync=${durable ? 'on' : 'off'}`];
  await program(dir, as, binaries.postgres, ['--single', '-D', where, ...settings, 'postgres'], sql);
}

async function program(cwd: string, as: RunAs, file: string, args: string[], input = ''): Promise<void> {
  const { code, output } = await run(file, args, { cwd, as, input });
  if (code === 0) return;
  throw new EmbeddedUnavailable(
    'start',
    `${file} ${args.join(' ')} failed (${code ?? 'killed'}):\n${output.slice(-2000)}\n${USE_A_SERVER}`,
  );
}
