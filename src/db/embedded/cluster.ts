import {
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { codeOf, EmbeddedUnavailable, USE_A_SERVER } from './errors.ts';
import { hasName, namedUser } from './identity.ts';
import { isAlive } from './processes.ts';
import { type Ran, type RunAs, run } from './run.ts';
import { DATABASE, ROLE } from './settings.ts';

const MAJOR = '18';

/**
 * How a program is told of the cluster it is started in. Changed to another user it may not be able to walk
 * to the folder (/root is closed to all others), but a process whose working directory it already is
 * needs no path: this name always leads there.
 */
export function ownName(clusterDir: string, as: RunAs): string {
  return as && process.platform === 'linux' ? '/proc/self/cwd' : clusterDir;
}

/**
 * Creates the cluster with its role and database if it is not there. It is built beside its place and
 * renamed, so a first start that was killed leaves nothing half made.
 * @throws EmbeddedUnavailable `version`, `permission` or `start`.
 */
export async function ensureCluster(
  clusterDir: string,
  binaries: Binaries,
  as: RunAs,
  durable: boolean,
): Promise<void> {
  if (existsSync(clusterDir)) return checkVersion(clusterDir);
  removeLeftovers(clusterDir);
  const staging = `${clusterDir}.new-${process.pid}`;
  try {
    const maker = as && !hasName(as.uid) ? namedUser() : as;
    mkdirSync(staging, { mode: 0o700 });
    if (maker) chownSync(staging, maker.uid, maker.gid);
    await initialise(staging, binaries, maker, durable);
    if (as) giveTree(staging, as.uid, as.gid);
    renameSync(staging, clusterDir);
  } catch (cause) {
    rmSync(staging, { recursive: true, force: true });
    // Two first starts at once: the other's cluster is as good as ours.
    if (existsSync(join(clusterDir, 'PG_VERSION'))) return;
    if (cause instanceof EmbeddedUnavailable) throw cause;
    throw new EmbeddedUnavailable(
      'permission',
      `No database can be created in ${dirname(clusterDir)} (${codeOf(cause)}). ${USE_A_SERVER}`,
      { cause },
    );
  }
}

function checkVersion(clusterDir: string): void {
  const file = join(clusterDir, 'PG_VERSION');
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'no PostgreSQL cluster';
  if (found === MAJOR) return;
  throw new EmbeddedUnavailable(
    'version',
    `${clusterDir} holds ${found}, this version of the service needs PostgreSQL ${MAJOR}: dump and restore, or move the folder away. ${USE_A_SERVER}`,
  );
}

async function initialise(dir: string, binaries: Binaries, as: RunAs, durable: boolean): Promise<void> {
  const where = ownName(dir, as);
  // The builtin provider gives the same order and the same upper case on every machine, whatever its locales.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const sync = durable ? [] : ['--no-sync'];
  const args = ['-D', where, '-U', 'postgres', '--auth=trust', '--no-instructions', ...locale, ...sync];
  mustSucceed('initdb', await run(binaries.initdb, args, { cwd: dir, as }));

  // Whoever can enter the 0700 folder of the socket could as well read the data: a password would add
  // nothing. The superuser has no line, so single-user mode is the only way to be it.
  writeFileSync(join(dir, 'pg_hba.conf'), `local all ${ROLE} trust\n`);

  const sql = `create role ${ROLE} login createdb in role pg_monitor;\ncreate database ${DATABASE} owner ${ROLE};\n`;
  const fsync = durable ? 'on' : 'off';
  const single = ['--single', '-D', where, '-c', 'exit_on_error=on', '-c', `fsync=${fsync}`, 'postgres'];
  mustSucceed('postgres --single', await run(binaries.postgres, single, { cwd: dir, as, input: sql }));
}

function mustSucceed(program: string, ran: Ran): void {
  if (ran.code === 0) return;
  throw new EmbeddedUnavailable(
    'start',
    `${program} failed (${ran.code ?? 'killed'}):\n${ran.output.slice(-2000)}\n${USE_A_SERVER}`,
  );
}

/** What killed first starts left; one that is still at work is recognised by its pid. */
function removeLeftovers(clusterDir: string): void {
  const prefix = `${basename(clusterDir)}.new-`;
  for (const name of readdirSync(dirname(clusterDir))) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length));
    if (pid !== process.pid && isAlive(pid)) continue;
    rmSync(join(dirname(clusterDir), name), { recursive: true, force: true });
  }
}

function giveTree(dir: string, uid: number, gid: number): void {
  lchownSync(dir, uid, gid);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) giveTree(path, uid, gid);
    else lchownSync(path, uid, gid);
  }
}
