/**
 * Makes the pictures for home screens of `icon.svg`, into `src/pages/assets/icons/`. The sign stands on
 * white within the middle four fifths, so that systems may cut the edges to a shape of theirs.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { Resvg } from '@resvg/resvg-js';

const FOLDER = 'src/pages/assets/icons';
const drawing = await readFile('src/pages/assets/icon.svg', 'utf8');
const inner = drawing.replace(/<\/?svg[^>]*>|<title>[^<]*<\/title>/g, '');
const onWhite = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 40 40">
  <rect x="-4" y="-4" width="40" height="40" fill="#ffffff" />${inner}</svg>`;
await mkdir(FOLDER, { recursive: true });
for (const size of [192, 512]) {
  const picture = new Resvg(onWhite, {
    fitTo: { mode: 'width', value: size },
    font: { loadSystemFonts: false },
  });
  await writeFile(`${FOLDER}/icon-${size}.png`, picture.render().asPng());
}
