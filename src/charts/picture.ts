import type { Colour } from '../collect/types.ts';
import { formatNumber } from '../i18n/format.ts';
import { PICTURE_FONT } from './font.ts';
import { pngOf } from './png.ts';
import { drawTileMap, type TileUnit } from './tile-map.ts';

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
    font: PICTURE_FONT,
  });
  const picture = await pngOf(drawn.svg, PICTURE_FONT, width);
  const scale = picture.width / drawn.width;
  return {
    png: picture.png,
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
