import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { codeOf, EmbeddedUnavailable, USE_A_SERVER } from './errors.ts';
import { canMap, type RunAs, run } from './run.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Where they were copied to, when they could not be used where npm put them. */
  readonly copiedTo?: string;
}

/** Needed to build against PostgreSQL, never to run it: a fifth of the size. */
const NOT_COPIED = /\.a$|^(pkgconfig|pgxs|include)$/;

/**
 * Makes the binaries of a package usable by the server's user: puts back the links that npm cannot carry
 * and that an install script would have made, or, where the package is read-only or out of that user's
 * reach, copies it once to `cacheDir`.
 * @throws EmbeddedUnavailable `platform` or `permission`.
 */
export async function prepareBinaries(packageDir: string, cacheDir: string, as: RunAs): Promise<Binaries> {
  if (restoreLinks(packageDir)) {
    const fault = await whyNot(packageDir, as);
    if (fault === undefined) return binariesIn(packageDir);
    if (fault.reason !== 'permission') throw fault;
  }
  const copy = copyPackage(packageDir, cacheDir);
  const fault = await whyNot(copy, as);
  if (fault) throw fault;
  return { ...binariesIn(copy), copiedTo: copy };
}

function binariesIn(packageDir: string): Binaries {
  const bin = join(packageDir, 'native', 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

/** True when every link listed by the package is there; false when it may not be written. */
function restoreLinks(packageDir: string): boolean {
  for (const { source, target } of linksOf(packageDir)) {
    const path = join(packageDir, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      // EEXIST: another process was faster, unless the link is there and leads nowhere.
      if (!existsSync(path)) {
        if (['EACCES', 'EPERM', 'EROFS', 'EEXIST'].includes(codeOf(error))) return false;
        throw error;
      }
    }
  }
  return true;
}

function linksOf(packageDir: string): { source: string; target: string }[] {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
}

/** Asks the program itself, as the user it will run as: that tests path, loader and libraries at once. */
async function whyNot(packageDir: string, as: RunAs): Promise<EmbeddedUnavailable | undefined> {
  const { postgres } = binariesIn(packageDir);
  if (as?.mapped && !(await canMap())) {
    return new EmbeddedUnavailable(
      'platform',
      `PostgreSQL refuses to run as root, and here root may neither become another user nor make a user namespace: start the service as an ordinary user. ${USE_A_SERVER}`,
    );
  }
  let said: string;
  try {
    const { code, output } = await run(postgres, ['--version'], { cwd: '/', as });
    if (code === 0) return undefined;
    said = output;
    if (!/permission denied|cannot open shared object/i.test(output)) {
      return new EmbeddedUnavailable('platform', `${postgres} does not run here: ${output}. ${USE_A_SERVER}`);
    }
  } catch (error) {
    said = codeOf(error);
    if (said !== 'EACCES') {
      // A file that exists and cannot be found lacks its loader: built for glibc, started on musl.
      const why =
        said === 'ENOENT' && existsSync(postgres) ? 'it needs glibc, e.g. Debian, not Alpine' : said;
      return new EmbeddedUnavailable('platform', `${postgres} cannot be started: ${why}. ${USE_A_SERVER}`);
    }
  }
  const who = `uid ${as?.uid ?? process.geteuid?.()}`;
  return new EmbeddedUnavailable('permission', `${who} cannot run ${postgres}: ${said}. ${USE_A_SERVER}`);
}

/** Copies a package once, whole or not at all, readable by everyone; answers where it is. */
function copyPackage(packageDir: string, cacheDir: string): string {
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  const copy = join(cacheDir, `postgres-${version}-${basename(packageDir)}`);
  try {
    mkdirSync(cacheDir, { recursive: true, mode: 0o755 });
    if (trusted(cacheDir) && existsSync(copy) && restoreLinks(copy)) return copy;
    const partial = `${copy}.${process.pid}`;
    rmSync(partial, { recursive: true, force: true });
    copyTree(join(packageDir, 'native'), join(partial, 'native'));
    restoreLinks(partial);
    try {
      renameSync(partial, copy);
    } catch (error) {
      rmSync(partial, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
    return copy;
  } catch (cause) {
    if (cause instanceof EmbeddedUnavailable) throw cause;
    throw new EmbeddedUnavailable(
      'permission',
      `The PostgreSQL binaries in ${packageDir} cannot be used in place nor copied to ${cacheDir} (${codeOf(cause)}). ${USE_A_SERVER}`,
      { cause },
    );
  }
}

/** Programs are run from there, so nobody else may have prepared it. */
function trusted(dir: string): boolean {
  const stat = lstatSync(dir);
  if (stat.isDirectory() && stat.uid === process.geteuid?.() && (stat.mode & 0o022) === 0) return true;
  throw new EmbeddedUnavailable(
    'permission',
    `${dir} must be a folder of uid ${process.geteuid?.()} that only it can write. ${USE_A_SERVER}`,
  );
}

function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (NOT_COPIED.test(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyTree(source, target);
    else if (entry.isFile()) {
      copyFileSync(source, target);
      chmodSync(target, 0o755);
    }
  }
}
