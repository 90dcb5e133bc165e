import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Lays the 34 provinces on a grid of tiles near where they lie, and writes `src/figures/province-tiles.ts`: run once,
 * by hand, when provinces change (`npx tsx scripts/province-tiles.ts`). The middles in `province-middles.csv` are our
 * own estimates to a tenth of a degree, made for this picture alone; no map of anybody went into them.
 */

interface Province {
  code: string;
  name: string;
  lon: number;
  lat: number;
}
interface Cell {
  column: number;
  row: number;
}

/** Degrees that a tile stands for. Provinces of the north are small: its tiles would not do with less. */
const CELL = { lon: 0.82, lat: 0.92 };
const COLUMNS = 9;
const ROWS = 15;
/** Neighbours by distance, in degrees, whose directions from one another are to stay. */
const NEAR = 1.6;
const WEIGHT_OF_DIRECTION = 2.2;

const folder = new URL('.', import.meta.url);
const provinces = readFileSync(new URL('province-middles.csv', folder), 'utf8')
  .trim()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .slice(1)
  .map((line): Province => {
    const [code = '', name = '', lon, lat] = line.split(',');
    return { code, name, lon: Number(lon), lat: Number(lat) };
  });

const west = Math.min(...provinces.map((one) => one.lon));
const north = Math.max(...provinces.map((one) => one.lat));
const wish = provinces.map(({ lon, lat }) => ({
  x: 0.5 + (lon - west) / CELL.lon,
  y: 0.5 + (north - lat) / CELL.lat,
}));
const pairs = provinces.flatMap((a, i) =>
  provinces.slice(i + 1).flatMap((b, k) => {
    const j = i + 1 + k;
    return Math.hypot(a.lon - b.lon, a.lat - b.lat) < NEAR ? [[i, j] as const] : [];
  }),
);

/** How far from the truth a layout is: squares of what each is moved by, and directions of neighbours that are lost. */
function cost(cells: readonly Cell[]): number {
  let sum = 0;
  cells.forEach(({ column, row }, i) => {
    const { x = 0, y = 0 } = wish[i] ?? {};
    sum += (column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2;
  });
  for (const [i, j] of pairs) {
    const [a, b, from, to] = [wish[i], wish[j], cells[i], cells[j]];
    if (!a || !b || !from || !to) continue;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const [cx, cy] = [to.column - from.column, to.row - from.row];
    const along = (dx * cx + dy * cy) / (Math.hypot(dx, dy) * Math.hypot(cx, cy) || 1);
    sum += WEIGHT_OF_DIRECTION * (1 - along) + 0.15 * Math.max(0, Math.hypot(cx, cy) - 1.5);
  }
  return sum;
}

/** Each in turn on the nearest free tile, then moved or exchanged as long as that comes nearer to the truth. */
function lay(order: readonly number[]): Cell[] {
  const cells: Cell[] = [];
  const taken = new Set<string>();
  const all = Array.from({ length: COLUMNS * ROWS }, (_, at) => ({
    column: at % COLUMNS,
    row: Math.floor(at / COLUMNS),
  }));
  const key = ({ column, row }: Cell) => `${column} ${row}`;
  for (const i of order) {
    const { x = 0, y = 0 } = wish[i] ?? {};
    const [nearest] = all
      .filter((cell) => !taken.has(key(cell)))
      .map((cell) => ({ cell, far: (cell.column + 0.5 - x) ** 2 + (cell.row + 0.5 - y) ** 2 }))
      .sort((a, b) => a.far - b.far);
    if (!nearest) throw new Error('The grid is too small.');
    cells[i] = nearest.cell;
    taken.add(key(nearest.cell));
  }
  for (let better = true; better; ) {
    better = false;
    for (const i of cells.keys())
      for (const to of all) {
        const before = cost(cells);
        const [from, other] = [cells[i], cells.findIndex((one) => key(one) === key(to))];
        if (!from || other === i) continue;
        cells[i] = to;
        if (other >= 0) cells[other] = from;
        if (cost(cells) < before - 1e-9) better = true;
        else {
          cells[i] = from;
          if (other >= 0) cells[other] = to;
        }
      }
  }
  return cells;
}

/** Beginning from north, south, east and west, and from the crowded ones: the best of them. */
const indices = [...provinces.keys()];
const by = (of: (one: Province) => number) =>
  [...indices].sort((a, b) => of(provinces[a] as Province) - of(provinces[b] as Province));
const crowd = (one: Province) =>
  -provinces.filter((other) => Math.hypot(one.lon - other.lon, one.lat - other.lat) < NEAR).length;
const best = [
  by((one) => one.lat),
  by((one) => -one.lat),
  by((one) => one.lon),
  by((one) => -one.lon),
  by(crowd),
]
  .map(lay)
  .sort((a, b) => cost(a) - cost(b))[0];
if (!best) throw new Error('No layout.');

const left = Math.min(...best.map((cell) => cell.column));
const top = Math.min(...best.map((cell) => cell.row));
const lines = provinces.map(({ code, name }, i) => {
  const { column = 0, row = 0 } = best[i] ?? {};
  return `  '${code}': { column: ${column - left}, row: ${row - top} }, // ${name}`;
});
writeFileSync(
  new URL('../src/figures/province-tiles.ts', folder),
  `/**
 * Where the provinces stand on the tile map of the nation, near where they lie. Written by
 * \`scripts/province-tiles.ts\` from estimates of our own.
 */
export const PROVINCE_TILES: Readonly<Record<string, { column: number; row: number }>> = {
${lines.join('\n')}
};
`,
);

for (let row = 0; row < ROWS; row++) {
  const names = Array.from({ length: COLUMNS }, (_, column) => {
    const i = best.findIndex((cell) => cell.column - left === column && cell.row - top === row);
    return (provinces[i]?.name ?? '').padEnd(13);
  });
  process.stdout.write(`${names.join('|')}\n`);
}
