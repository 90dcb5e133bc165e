import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/** Times inside a document, which would be those of its making. */
const MADE = /(<dcterms:(created|modified)[^>]*>)[^<]*(<\/dcterms:\2>)/g;

/**
 * An Office file with all its times set to an instant, and its parts in the order of their names but for the first,
 * which says what it is: what is written twice from the same is the same.
 * @param edits what else is changed, by the name of the part
 */
export function sameBytes(
  file: Buffer,
  asOf: string,
  edits: Readonly<Record<string, (xml: string) => string>> = {},
): Buffer {
  const at = new Date(asOf);
  const iso = at.toISOString();
  const parts = unzipSync(file);
  const names = Object.keys(parts).sort();
  const first = '[Content_Types].xml';
  const zippable: Zippable = {};
  for (const name of [first, ...names.filter((one) => one !== first)]) {
    const bytes = parts[name];
    if (!bytes) continue;
    const edit = name.endsWith('core.xml') ? (xml: string) => xml.replace(MADE, `$1${iso}$3`) : edits[name];
    const text = edit ? edit(strFromU8(bytes)) : null;
    zippable[name] = text === null ? bytes : strToU8(text);
  }
  // ZIP holds local times: the instant is told as if the clock on the wall were UTC, whatever the machine's zone.
  const mtime = new Date(at.getTime() + at.getTimezoneOffset() * 60_000);
  return Buffer.from(zipSync(zippable, { mtime, level: 6 }));
}
