import { fileURLToPath } from 'node:url';
import type { Colour } from '../collect/types.ts';
import { formatNumber } from '../i18n/format.ts';
import { drawTileMap, type TileUnit } from './tile-map.ts';

/**
 * The pages' own text font, as TrueType: the renderer reads neither WOFF nor WOFF2, and of a family in several
 * files it looks at one, so the subsets that browsers load would leave letters out without a word.
 */
const FONT = {
  family: 'Be Vietnam Pro',
  // Beside this file, with its licence; the build copies it to `dist/`.
  file: fileURLToPath(new URL('fonts/BeVietnamPro-Regular.ttf', import.meta.url)),
};

export interface MapPicture {
  /** PNG. */
  png: Buffer;
  /** Pixels; where each unit's tile stands in it, in the order given. */
  width: number;
  height: number;
  tiles: { x: number; y: number; width: number; height: number }[];
}

/**
 * The map of some units as a PNG that stands alone, with its legend. `width` is in pixels: twice what it
 * is shown at, so that it is sharp on a phone.
 */
export async function renderMap(
  units: readonly TileUnit[],
  { language, width = 1200 }: { language: 'vi' | 'en'; width?: number },
): Promise<MapPicture> {
  const count = (colour: Colour) => units.filter((unit) => unit.colour === colour).length;
  const drawn = drawTileMap(units, {
    language,
    countOf: (colour) => formatNumber(count(colour)),
    font: FONT.family,
  });
  // Loaded when the first picture is drawn: most instances never draw one.
  const { renderAsync } = await import('@resvg/resvg-js');
  // Most of it is laying out the text, on a thread of its own.
  const picture = await renderAsync(drawn.svg, {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false, fontFiles: [FONT.file], defaultFontFamily: FONT.family },
  });
  const scale = picture.width / drawn.width;
  return {
    png: picture.asPng(),
    width: picture.width,
    height: picture.height,
    tiles: drawn.tiles.map(({ x, y, width, height }) => ({
      x: x * scale,
      y: y * scale,
      width: width * scale,
      height: height * scale,
    })),
  };
}
