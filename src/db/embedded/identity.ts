import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { codeOf, EmbeddedUnavailable, USE_A_SERVER } from './errors.ts';
import type { RunAs } from './run.ts';

/**
 * The user that owns the cluster where root starts the service on a folder of root's. PostgreSQL refuses
 * uid 0; `nobody` is shared by too many programs to hold data. This one needs no entry in /etc/passwd.
 */
const SERVICE_UID = 58_432;

function ownerOf(path: string): { uid: number; gid: number } | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && { uid: stat.uid, gid: stat.gid };
}

/**
 * As whom the server runs. An ordinary user: as himself. Root: as the owner of the cluster, else of the data
 * folder, else as a uid of our own, else, where it may not change users, in a namespace.
 * @throws EmbeddedUnavailable `permission` when the cluster belongs to somebody else than the ordinary user.
 */
export function chooseUser(dataDir: string, clusterDir: string): RunAs {
  const self = process.geteuid?.() ?? 0;
  const cluster = ownerOf(clusterDir);
  if (self !== 0) {
    if (cluster && cluster.uid !== self) {
      throw new EmbeddedUnavailable(
        'permission',
        `${clusterDir} belongs to uid ${cluster.uid}, but this process runs as uid ${self}: start it as that user, or give the folder to this one. ${USE_A_SERVER}`,
      );
    }
    return undefined;
  }
  const owner = [cluster, ownerOf(dataDir)].find((found) => found && found.uid !== 0);
  const user = owner ?? { uid: SERVICE_UID, gid: SERVICE_UID };
  if (canBecome(user)) return user;
  if (!owner) return { uid: 0, gid: 0, mapped: true };
  throw new EmbeddedUnavailable(
    'permission',
    `${dataDir} belongs to uid ${owner.uid}, which root may not become here: start the service as that user. ${USE_A_SERVER}`,
  );
}

/** Root of a sandbox may be the only user there is, or have been left without the right to be another. */
function canBecome(user: { uid: number; gid: number }): boolean {
  const { error } = spawnSync('true', { uid: user.uid, gid: user.gid, cwd: '/', stdio: 'ignore' });
  return codeOf(error) !== 'EPERM' && codeOf(error) !== 'EINVAL';
}
