import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatch, parsePatch, reversePatch } from 'diff';

/**
 * Mends postgres.js where npm has put it (`postinstall`): see `patches/`. All or nothing, and again is
 * harmless. Ends with 1 when the driver is another than the patch was made for; then either its release
 * holds the same mends, and patch and script go, or the patch has to be made anew.
 */
const VERSION = '3.4.9';
const driver = join(import.meta.dirname, '../node_modules/postgres');
/** In this order: a later one is made for what the earlier left. */
const patches = [`postgres-${VERSION}.patch`, `postgres-${VERSION}-silence.patch`].map((name) =>
  join(import.meta.dirname, 'patches', name),
);

const { version } = JSON.parse(readFileSync(join(driver, 'package.json'), 'utf8'));
if (version !== VERSION) refuse(`it is ${version}, the patch is for ${VERSION}`);

/** @type {Map<string, string>} */
const mended = new Map();
for (const patch of patches) {
  const parts = parsePatch(readFileSync(patch, 'utf8'));
  if (parts.length === 0) refuse(`${patch} is empty`);
  for (const part of parts) {
    const file = join(driver, String(part.newFileName).replace(/^b\//, ''));
    const text = mended.get(file) ?? readFileSync(file, 'utf8');
    const isDone = applyPatch(text, reversePatch(part)) !== false;
    const result = isDone ? text : applyPatch(text, part);
    if (result === false) refuse(`${file} is not as it was released`);
    mended.set(file, result);
  }
}
for (const [file, text] of mended) {
  // Never half a file, should the disk be full: npm may have linked it into its cache, too.
  writeFileSync(`${file}.mended`, text);
  renameSync(`${file}.mended`, file);
}

/** @returns {never} */
function refuse(why) {
  console.error(`The driver "postgres" cannot be mended: ${why}.`);
  process.exit(1);
}
