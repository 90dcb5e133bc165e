/** Where tiles stand and how names fit in them. Pure. */

export interface Tile<T> {
  item: T;
  /** From 0, with no empty column or row before the first. */
  column: number;
  row: number;
}

export interface TileLayout<T> {
  columns: number;
  rows: number;
  tiles: Tile<T>[];
}

/** Whether tiles say where anything lies: without a single known place they stand in the order of names. */
export function isLikeAMap(items: readonly { tile?: unknown }[]): boolean {
  return items.some(({ tile }) => tile !== null && tile !== undefined);
}

/** How much wider than high a plain grid is. */
const GRID_SHAPE = 1.5;

/**
 * Items on their given places; those without a place follow in rows of their own below, in the order
 * given. Where nothing has a place, that is a plain grid. Tiles come row by row, as one reads.
 */
export function layTiles<T>(
  items: readonly T[],
  placeOf: (item: T) => { column: number; row: number } | null,
): TileLayout<T> {
  const placed: Tile<T>[] = [];
  const unplaced: T[] = [];
  for (const item of items) {
    const place = placeOf(item);
    if (place) placed.push({ item, ...place });
    else unplaced.push(item);
  }
  const left = Math.min(...placed.map((tile) => tile.column));
  const top = Math.min(...placed.map((tile) => tile.row));
  const tiles = placed.map((tile) => ({ ...tile, column: tile.column - left, row: tile.row - top }));
  const below = size(tiles, (tile) => tile.row);
  const columns = Math.max(
    size(tiles, (tile) => tile.column),
    Math.round(Math.sqrt(GRID_SHAPE * unplaced.length)),
    1,
  );
  unplaced.forEach((item, index) => {
    tiles.push({ item, column: index % columns, row: below + Math.floor(index / columns) });
  });
  tiles.sort((a, b) => a.row - b.row || a.column - b.column);
  return { columns: size(tiles, (tile) => tile.column), rows: size(tiles, (tile) => tile.row), tiles };
}

function size<T>(tiles: readonly T[], at: (tile: T) => number): number {
  return tiles.reduce((most, tile) => Math.max(most, at(tile) + 1), 0);
}

/**
 * A name in at most `lines` lines of about `width` characters, broken between words; what does not fit
 * is cut with an ellipsis.
 */
export function wrapName(name: string, width: number, lines: number): string[] {
  const wrapped: string[] = [];
  for (const word of name.split(/\s+/)) {
    const last = wrapped.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width)
      wrapped[wrapped.length - 1] = `${last} ${word}`;
    else wrapped.push(word);
  }
  if (wrapped.length <= lines) return wrapped;
  return [...wrapped.slice(0, lines - 1), `${wrapped[lines - 1]}…`];
}
