import { access, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbedded } from '../../src/db/embedded/server.ts';
import { DemoProblem } from './arguments.ts';

/** By this file a folder is known as a demo's, so that nothing else is ever removed. */
const MARK = 'la-thu-muc-chay-thu.txt';
const MARK_TEXT =
  'Thư mục này của bản chạy thử (npm run demo) và bị xóa mỗi lần chạy lại. Đừng để gì ở đây.\n';

export interface DemoFolder {
  path: string;
  mails: string;
  tokens: string;
  /** Whether an earlier run played to its end here. */
  played: boolean;
}

/**
 * The demo's own folder under the data folder: emptied, unless `keep` finds a finished run in it.
 * @throws {DemoProblem} when the folder is not a demo's
 * @throws {EmbeddedUnavailable} when another demo lives in it
 */
export async function openDemoFolder(dataDir: string, keep: boolean): Promise<DemoFolder> {
  const path = join(dataDir, 'demo');
  const folder = { path, mails: join(path, 'mails'), tokens: join(path, 'tokens.json') };
  const found: string[] = await readdir(path).catch(() => []);
  if (found.length > 0 && !found.includes(MARK))
    throw new DemoProblem(`${path} không phải thư mục của bản chạy thử: hãy đặt DATA_DIR ở nơi khác.`);
  const played = keep && found.includes('tokens.json');
  if (!played) {
    await stopLeftover(path);
    await rm(path, { recursive: true, force: true });
  }
  await mkdir(folder.mails, { recursive: true, mode: 0o700 });
  await writeFile(join(path, MARK), MARK_TEXT);
  return { ...folder, played };
}

/** A demo that was killed leaves its database running; one that lives refuses this. */
async function stopLeftover(path: string): Promise<void> {
  const running = await access(join(path, 'postgres', 'postmaster.pid')).then(
    () => true,
    () => false,
  );
  if (running) await (await startEmbedded({ dataDir: path, mode: 'own' })).stop();
}
