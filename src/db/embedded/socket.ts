import { createHash } from 'node:crypto';
import { lstatSync, readlinkSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf, EmbeddedUnavailable, USE_A_SERVER } from './errors.ts';
import { SOCKET_FILE } from './settings.ts';

/** `sun_path` holds 108 bytes on Linux and 104 elsewhere, the closing zero among them. */
const LONGEST = process.platform === 'linux' ? 107 : 103;

const fits = (dir: string): boolean => Buffer.byteLength(join(dir, SOCKET_FILE)) <= LONGEST;

/**
 * The folder by which clients reach the server's socket: the cluster's own, or, where that path is too
 * long for a socket address, a short link to it. The link opens nothing: entering still needs the
 * rights of the cluster's folder.
 * @throws EmbeddedUnavailable `permission` when no short name can be had.
 */
export function socketDirectory(clusterDir: string, places: readonly string[] = [tmpdir(), '/tmp']): string {
  if (fits(clusterDir)) return clusterDir;
  const self = process.geteuid?.() ?? 0;
  const name = `phuxanh-${self}-${createHash('sha256').update(clusterDir).digest('hex').slice(0, 16)}`;
  for (const place of places) {
    const link = join(place, name);
    if (fits(link) && ensureLink(link, clusterDir, self)) return link;
  }
  throw new EmbeddedUnavailable(
    'permission',
    `${clusterDir} is too long a path for a socket, and no short link to it can be made in ${places.join(' or ')}: use a shorter DATA_DIR. ${USE_A_SERVER}`,
  );
}

/** Temporary folders are everyone's: an existing name counts only if it is a link of ours to our folder. */
function ensureLink(link: string, target: string, self: number): boolean {
  try {
    symlinkSync(target, link);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') return false;
  }
  try {
    const stat = lstatSync(link);
    return stat.isSymbolicLink() && stat.uid === self && readlinkSync(link) === target;
  } catch {
    return false;
  }
}

/** True when a server accepts on the folder's socket, whether or not it is ready for queries. */
export function answers(socketDir: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(join(socketDir, SOCKET_FILE));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
