import type { Colour } from '../collect/types.ts';
import { COLOUR_ORDER, COLOURS, PAINT } from './colours.ts';
import { layTiles, wrapName } from './tile-layout.ts';

/** The tile map as a picture that stands alone: for mails and paper, where no style sheet reaches. Pure. */

/** What a tile shows. */
export interface TileUnit {
  shortName: string;
  tile: { column: number; row: number } | null;
  colour: Colour;
}

export interface TilePicture {
  /** An SVG document. */
  svg: string;
  width: number;
  height: number;
  /** Middle of each unit's tile, in the order given: where its colour can be seen. */
  tiles: { x: number; y: number; width: number; height: number }[];
}

const WIDTH = 64;
const HEIGHT = 56;
const GAP = 4;
const MARGIN = 12;
const NAME = { size: 12, line: 14, characters: 8, lines: 3 };
const LEGEND = { height: 40, size: 15, sign: 7 };
const INK = '#1b2430';
/** As wide as a legend in either language needs. */
const NARROWEST = 620;

/** One tile a unit, with its sign and short name, and below them the legend with how many there are of each. */
export function drawTileMap(
  units: readonly TileUnit[],
  { language, countOf, font }: { language: 'vi' | 'en'; countOf: (colour: Colour) => string; font: string },
): TilePicture {
  const { columns, rows, tiles } = layTiles(
    units.map((unit, index) => ({ unit, index })),
    ({ unit }) => unit.tile,
  );
  const mapWidth = columns * (WIDTH + GAP) - GAP;
  const width = Math.max(mapWidth, NARROWEST) + 2 * MARGIN;
  const left = (width - mapWidth) / 2;
  const mapHeight = rows * (HEIGHT + GAP) - GAP;
  const height = MARGIN + mapHeight + LEGEND.height + MARGIN;
  const places: TilePicture['tiles'] = [];
  const drawn = tiles.map(({ item: { unit, index }, column, row }) => {
    const [x, y] = [left + column * (WIDTH + GAP), MARGIN + row * (HEIGHT + GAP)];
    places[index] = { x, y, width: WIDTH, height: HEIGHT };
    return `<g transform="translate(${x} ${y})">${drawTile(unit)}</g>`;
  });
  const legend = `<g transform="translate(${MARGIN} ${MARGIN + mapHeight + LEGEND.height - 10})">${drawLegend(
    width - 2 * MARGIN,
    (colour) => `${COLOURS[colour].words[language === 'en' ? 1 : 0]} ${countOf(colour)}`,
  )}</g>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${escaped(font)}"><rect width="${width}" height="${height}" fill="#fff"/>${drawn.join('')}${legend}</svg>`;
  return { svg, width, height, tiles: places };
}

function drawTile({ shortName, colour }: TileUnit): string {
  const { fill, ink } = PAINT[colour];
  const lines = wrapName(shortName, NAME.characters, NAME.lines);
  const first = 38 - ((lines.length - 1) * NAME.line) / 2;
  const name = lines.map(
    (line, index) => `<tspan x="${WIDTH / 2}" y="${first + index * NAME.line}">${escaped(line)}</tspan>`,
  );
  return (
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="5" fill="${fill}"/>` +
    `<g transform="translate(10 10)">${drawSign(colour, ink, 4.5)}</g>` +
    `<text text-anchor="middle" font-size="${NAME.size}" fill="${ink}">${name.join('')}</text>`
  );
}

/** The sign of a state around the origin, drawn, since no font of ours has it. */
export function drawSign(colour: Colour, ink: string, radius: number): string {
  const ring = `<circle r="${radius - 0.75}" fill="none" stroke="${ink}" stroke-width="1.5"/>`;
  switch (colour) {
    case 'green':
      return `<circle r="${radius}" fill="${ink}"/>`;
    case 'yellow':
      return `${ring}<path d="M0 ${-radius}A${radius} ${radius} 0 0 0 0 ${radius}Z" fill="${ink}"/>`;
    case 'red':
      return ring;
    case 'grey':
      return `<rect x="${-radius}" y="-0.9" width="${2 * radius}" height="1.8" fill="${ink}"/>`;
  }
}

function drawLegend(width: number, textOf: (colour: Colour) => string): string {
  const step = width / COLOUR_ORDER.length;
  return COLOUR_ORDER.map((colour, index) => {
    const { fill, ink } = PAINT[colour];
    return (
      `<g transform="translate(${index * step} 0)"><rect y="-17" width="22" height="22" rx="4" fill="${fill}"/>` +
      `<g transform="translate(11 -6)">${drawSign(colour, ink, LEGEND.sign)}</g>` +
      `<text x="30" font-size="${LEGEND.size}" fill="${INK}">${escaped(textOf(colour))}</text></g>`
    );
  }).join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
