import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** The sources of the service as text, and who imports whom: what tests of the house hold against ARCHITECTURE.md. */

export interface Import {
  /** Path below `src`, or name of a package. */
  to: string;
  ofTypes: boolean;
}

export const SRC = join(import.meta.dirname, '../../src');
export const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  // Runs in a browser, where there is no store, no clock of ours and nothing of the server's.
  .filter((file) => !file.startsWith('pages/client/'))
  .sort();
export const sources = new Map(files.map((file) => [file, readFileSync(join(SRC, file), 'utf8')]));
/** Sources without comments, in which words stand that mean nothing. */
export const codes = new Map(
  [...sources].map(([file, text]) => [
    file,
    text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1'),
  ]),
);
export const imports = new Map([...codes].map(([file, code]) => [file, importsOf(file, code)]));

function importsOf(file: string, code: string): Import[] {
  const inside = (name: string) => (name.startsWith('.') ? normalize(join(dirname(file), name)) : name);
  const statements = code.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  const calls = code.matchAll(/\bimport\(\s*'([^']+)'/g);
  return [
    ...[...statements].map((found) => ({ to: inside(found[2] ?? ''), ofTypes: found[1] !== undefined })),
    ...[...calls].map((found) => ({ to: inside(found[1] ?? ''), ofTypes: false })),
  ];
}

/** The folder that a file belongs to; a file at the top is one by itself. */
export const partOf = (file: string) => file.split('/')[0] ?? file;
export const importsWithin = (file: string) => (imports.get(file) ?? []).filter(({ to }) => sources.has(to));

export function filesWith(pattern: RegExp, allowed: (file: string) => boolean): string[] {
  return files.filter((file) => !allowed(file) && pattern.test(codes.get(file) ?? ''));
}
