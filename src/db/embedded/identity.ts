import { readFileSync, statSync } from 'node:fs';
import { EmbeddedUnavailable, USE_A_SERVER } from './errors.ts';
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
 * folder, else as a uid of our own.
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
  for (const owner of [cluster, ownerOf(dataDir)]) if (owner && owner.uid !== 0) return owner;
  return { uid: SERVICE_UID, gid: SERVICE_UID };
}

/**
 * Users that /etc/passwd knows: initdb asks for the name of its user and gives up without one, though
 * the server itself does not care.
 */
export function hasName(uid: number): boolean {
  return passwd().some((entry) => entry.uid === uid);
}

/** A harmless user with a name, for initdb alone. */
export function namedUser(): { uid: number; gid: number } | undefined {
  const entries = passwd().filter((entry) => entry.uid !== 0);
  return entries.find((entry) => entry.name === 'nobody') ?? entries[0];
}

function passwd(): { name: string; uid: number; gid: number }[] {
  let text = '';
  try {
    text = readFileSync('/etc/passwd', 'utf8');
  } catch {
    // An image without the file knows no users.
  }
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}
