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
const patch = join(import.meta.dirname, `patches/postgres-${VERSION}.patch`);

const { version } = JSON.parse(readFileSync(join(driver, 'package.json'), 'utf8'));
if (version !== VERSION) refuse(`it is ${version}, the patch is for ${VERSION}`);

const mended = parsePatch(readFileSync(patch, 'utf8')).map((part) => {
  const file = join(driver, String(part.newFileName).replace(/^b\//, ''));
  const text = readFileSync(file, 'utf8');
  if (applyPatch(text, reversePatch(part)) !== false) return { file, text };
  const result = applyPatch(text, part);
  if (result === false) refuse(`${file} is not as it was released`);
  return { file, text: result };
});
if (mended.length === 0) refuse(`${patch} is empty`);
for (const { file, text } of mended) {
  // Never half a file, should the disk be full: npm may have linked it into its cache, too.
  writeFileSync(`${file}.mended`, text);
  renameSync(`${file}.mended`, file);
}

/** @returns {never} */
function refuse(why) {
  console.error(`The driver "postgres" cannot be mended: ${why}.`);
  process.exit(1);
}
