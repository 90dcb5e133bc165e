import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

export interface Asset {
  type: string;
  body: Buffer;
  /** The same by brotli, of what is text: pressed once, and as far as it goes. */
  pressed?: Buffer;
  /** Path with the hash of what it holds, so that it may be kept for ever. */
  path: string;
  hash: string;
}

export type Assets = ReadonlyMap<string, Asset>;

/** Beside this file; the build copies it to `dist/`. */
const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'assets');
const require = createRequire(import.meta.url);

/** Only the subsets that Vietnamese text needs; the second family is for figures in columns. */
const FONTS = {
  'be-vietnam-pro': ['vietnamese-400', 'vietnamese-600', 'latin-400', 'latin-600'],
  'noto-sans': ['latin-400'],
};

/** One sheet for all pages, put together in this order: what is general comes first, paper last. */
const STYLES = [
  'base.css',
  'parts.css',
  'board.css',
  'report.css',
  'gaps.css',
  'locality.css',
  'review.css',
  'reports.css',
  'import.css',
  'administration.css',
  'help.css',
  'home.css',
  'reference.css',
  'narrow.css',
  'dark.css',
  'print.css',
];

/** Bundles of `client/`, made by `npm run bundle`. */
const SCRIPTS = ['client.js', 'autosave.js', 'push.js', 'passkey.js', 'worker.js'];

/** The icon for a home screen, made of `icon.svg` by `npm run icons`. */
export const ICON_SIZES = [192, 512] as const;

/** Everything that pages load, read once. The style sheet names the fonts with their hashes. */
export async function loadAssets(): Promise<Assets> {
  const assets = new Map<string, Asset>();
  const add = (name: string, type: string, body: Buffer) => {
    const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16);
    assets.set(name, { type, body, hash, path: `/assets/${name}?v=${hash}` });
  };
  for (const [family, subsets] of Object.entries(FONTS))
    for (const subset of subsets) {
      const file = require.resolve(`@fontsource/${family}/files/${family}-${subset}-normal.woff2`);
      add(`${family}-${subset}.woff2`, 'font/woff2', await readFile(file));
    }
  add('icon.svg', 'image/svg+xml', await readFile(join(FOLDER, 'icon.svg')));
  for (const size of ICON_SIZES)
    add(`icon-${size}.png`, 'image/png', await readFile(join(FOLDER, 'icons', `icon-${size}.png`)));
  for (const name of await readdir(join(FOLDER, 'pictures')))
    add(name, 'image/webp', await readFile(join(FOLDER, 'pictures', name)));
  for (const name of SCRIPTS)
    add(name, 'text/javascript; charset=utf-8', await readFile(join(FOLDER, 'scripts', name)));
  const sheets = STYLES.map((name) => readFile(join(FOLDER, 'styles', name), 'utf8'));
  // What is said to people who read the sources weighs a twelfth of the sheet.
  const styles = (await Promise.all(sheets))
    .join('\n')
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\n\s+/g, '\n');
  const named = styles.replace(/url\(\/assets\/([\w.-]+)\)/g, (_, name: string) => {
    return `url(${assetPath(assets, name)})`;
  });
  add('app.css', 'text/css; charset=utf-8', Buffer.from(named));
  await Promise.all([...assets.values()].map(press));
  return assets;
}

const brotli = promisify(brotliCompress);

async function press(asset: Asset): Promise<void> {
  if (!/^text\/|svg/.test(asset.type)) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  asset.pressed = await brotli(asset.body, { params });
}

export function assetPath(assets: Assets, name: string): string {
  const asset = assets.get(name);
  if (!asset) throw new Error(`There is no asset ${name}.`);
  return asset.path;
}
