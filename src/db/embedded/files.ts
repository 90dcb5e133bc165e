import { closeSync, constants, fsyncSync, lchownSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Makes the names in a folder survive a power cut. */
export function syncFolder(dir: string): void {
  const handle = openSync(dir, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Replaces the text of an existing file on disk. Root may do so in another user's folder: never through a link. */
export function overwrite(path: string, text: string): void {
  const handle = openSync(path, constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes a user the owner of a folder and all in it. */
export function giveTree(dir: string, to: { uid: number; gid: number }): void {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) giveTree(path, to);
    else lchownSync(path, to.uid, to.gid);
  }
  // Last, so that a pass that was cut short is seen to be unfinished.
  lchownSync(dir, to.uid, to.gid);
}
