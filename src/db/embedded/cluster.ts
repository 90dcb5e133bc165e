import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { codeOf, EmbeddedUnavailable, USE_A_SERVER } from './errors.ts';
import { giveTree, syncFolder } from './files.ts';
import { initialise } from './initialise.ts';
import { isAlive } from './processes.ts';
import { canMap, type RunAs } from './run.ts';
import { hasName, namedUser } from './users.ts';

const MAJOR = '18';
/** No first start takes this long. */
const LEFTOVER_MS = 10 * 60_000;

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
  if (existsSync(clusterDir)) {
    checkVersion(clusterDir);
    // Restored from a backup by root, say: PostgreSQL insists on owning its folder.
    if (as && statSync(clusterDir).uid !== as.uid) giveTree(clusterDir, as);
    return;
  }
  let staging = '';
  try {
    const maker = await makerFor(as);
    staging = mkdtempSync(`${clusterDir}.new-${process.pid}-`);
    removeLeftovers(clusterDir, statSync(staging).mtimeMs);
    if (maker) chownSync(staging, maker.uid, maker.gid);
    await initialise(staging, binaries, maker, durable);
    if (as) giveTree(staging, as);
    renameSync(staging, clusterDir);
    // Else a power cut could take the folder's name back, and committed rows with it.
    if (durable) syncFolder(dirname(clusterDir));
  } catch (cause) {
    if (staging) rmSync(staging, { recursive: true, force: true });
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

/** Who runs initdb: somebody with a name, whatever number the server then runs under. */
async function makerFor(as: RunAs): Promise<RunAs> {
  const self = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 };
  if (as?.mapped || hasName(as?.uid ?? self.uid)) return as;
  if (as) return namedUser();
  if (await canMap()) return { ...self, mapped: true };
  throw new EmbeddedUnavailable(
    'permission',
    `PostgreSQL's initdb needs a user with a name, and uid ${self.uid} has none: add it to /etc/passwd, or run as a user who is in it. ${USE_A_SERVER}`,
  );
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

/** What killed first starts left. In a container our pid may be the dead one's again, so age tells too. */
function removeLeftovers(clusterDir: string, nowMs: number): void {
  const prefix = `${basename(clusterDir)}.new-`;
  for (const name of readdirSync(dirname(clusterDir))) {
    if (!name.startsWith(prefix)) continue;
    const path = join(dirname(clusterDir), name);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? nowMs;
    if (isAlive(Number.parseInt(name.slice(prefix.length), 10)) && nowMs - made < LEFTOVER_MS) continue;
    rmSync(path, { recursive: true, force: true });
  }
}
