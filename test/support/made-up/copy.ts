import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../../..');

export interface Copy {
  /** Adds a file. */
  add(path: string, text: string): Promise<void>;
  /** Puts a line of an import before all others, and a member at the end of the list that begins with `list`. */
  enlist(path: string, list: string, member: string, from: string): Promise<void>;
  /** Adds a migration to the end of the journal. */
  migration(name: string, sql: string): Promise<void>;
  /** Compiles it as for production, types included. @throws with what the compiler says */
  compile(): Promise<void>;
  /** A module of what was compiled. */
  load<Module>(path: string): Promise<Module>;
  remove(): Promise<void>;
}

/** The sources once more, where a test may add to them; it lies where Node finds the packages. */
export async function copyOfSources(): Promise<Copy> {
  const cache = join(ROOT, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'copy-'));
  for (const part of ['src', 'drizzle', 'tsconfig.json', 'package.json'])
    await cp(join(ROOT, part), join(folder, part), { recursive: true });
  const at = (path: string) => join(folder, path);
  return {
    add: (path, text) => writeFile(at(path), text),
    async enlist(path, list, member, from) {
      const text = await readFile(at(path), 'utf8');
      const begin = text.indexOf(list);
      const end = text.indexOf(']', begin + list.length);
      if (begin < 0 || end < 0) throw new Error(`There is no ${list} in ${path}.`);
      const members = text.slice(begin + list.length, end).replace(/,?\s*$/, `, ${member}`);
      const listed = text.slice(0, begin + list.length) + members + text.slice(end);
      await writeFile(at(path), `import { ${member.replace(/\(.*/, '')} } from '${from}';\n${listed}`);
    },
    async migration(name, sql) {
      const journal = JSON.parse(await readFile(at('drizzle/meta/_journal.json'), 'utf8'));
      const last = journal.entries.at(-1);
      journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: name });
      await writeFile(at('drizzle/meta/_journal.json'), JSON.stringify(journal));
      await appendFile(at(`drizzle/${name}.sql`), sql);
    },
    async compile() {
      const tsc = join(ROOT, 'node_modules/.bin/tsc');
      await promisify(execFile)(tsc, ['-p', 'src/tsconfig.build.json'], { cwd: folder }).catch((error) => {
        throw new Error(error.stdout);
      });
      for (const assets of ['pages/assets', 'charts/fonts'])
        await cp(at(`src/${assets}`), at(`dist/${assets}`), { recursive: true });
    },
    load: async (path) => await import(pathToFileURL(at(`dist/${path}`)).href),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
