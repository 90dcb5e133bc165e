/** A line over points evenly apart, as a path of SVG. Pure. */

export interface LineShape {
  width: number;
  height: number;
  /** Room around the line, so that its stroke is not cut. */
  room: number;
  /** The value at the top; nothing lies at the bottom. */
  most: number;
}

export interface Line {
  path: string;
  /** Where the last point that is known lies; null where none is. */
  end: { x: number; y: number } | null;
}

/** Broken where nothing is known: such a point is no zero, and no straight line from one known one to the next. */
export function lineThrough(values: readonly (number | null)[], shape: LineShape): Line {
  const { width, height, room, most } = shape;
  const step = (width - 2 * room) / Math.max(1, values.length - 1);
  let path = '';
  let end: Line['end'] = null;
  values.forEach((value, index) => {
    if (value === null) return;
    const x = room + index * step;
    const y = height - room - (Math.min(most, Math.max(0, value)) / most) * (height - 2 * room);
    const begins = (values[index - 1] ?? null) === null;
    // A point of its own is drawn by the round end of a line of no length.
    const alone = begins && (values[index + 1] ?? null) === null;
    path += `${begins ? 'M' : 'L'}${near(x)} ${near(y)}${alone ? 'h0' : ''}`;
    end = { x, y };
  });
  return { path, end };
}

/** Tenths as they are written, made when they are first asked for: a page has thousands of points, and few places for them. */
const tenths: string[] = [];

/** A tenth of a unit is less than anybody sees. */
function near(value: number): string {
  const tenth = Math.round(value * 10);
  tenths[tenth] ??= String(tenth / 10);
  return tenths[tenth] ?? '';
}
