/** LibreOffice, a spreadsheet program that is not ours, for tests on machines that have it. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const HAS_OFFICE = (() => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** The file converted by LibreOffice, e.g. from `fods` (OpenDocument as one XML text) to `xlsx`. */
export async function convert(body: Buffer | string, from: string, to: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'sheets-'));
  try {
    await writeFile(join(folder, `in.${from}`), body);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const args = [profile, '--headless', '--convert-to', to, '--outdir', folder, join(folder, `in.${from}`)];
    await promisify(execFile)('soffice', args, { timeout: 60_000 });
    return await readFile(join(folder, `in.${to}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Files of a folder converted beside themselves, in one go. */
export async function convertAll(folder: string, names: readonly string[], to: string): Promise<void> {
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const files = names.map((name) => join(folder, name));
  const args = [profile, '--headless', '--convert-to', to, '--outdir', folder, ...files];
  await promisify(execFile)('soffice', args, { timeout: 180_000 });
}
