import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { codeOf, EmbeddedUnavailable, USE_A_SERVER } from './errors.ts';
import { chooseUser } from './identity.ts';
import type { RunAs } from './run.ts';
import { socketDirectory } from './socket.ts';

/** Where everything of one data folder is, and as whom its server runs. */
export interface Folder {
  readonly dataDir: string;
  readonly clusterDir: string;
  readonly logFile: string;
  /** The folder of the socket, as clients name it. */
  readonly host: string;
  readonly as: RunAs;
}

/**
 * Makes the data folder if it is missing (private: it holds people's data) and finds its parts.
 * @throws EmbeddedUnavailable `permission`.
 */
export function openFolder(path: string): Folder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const dataDir = realpathSync(path);
    const clusterDir = join(dataDir, 'postgres');
    return {
      dataDir,
      clusterDir,
      logFile: join(dataDir, 'postgres.log'),
      host: socketDirectory(clusterDir),
      as: chooseUser(dataDir, clusterDir),
    };
  } catch (cause) {
    if (cause instanceof EmbeddedUnavailable) throw cause;
    throw new EmbeddedUnavailable(
      'permission',
      `The data folder ${resolve(path)} cannot be used (${codeOf(cause)}): set DATA_DIR to another place. ${USE_A_SERVER}`,
      { cause },
    );
  }
}
