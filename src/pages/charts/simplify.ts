/** Fewer corners for shapes that share their borders, without gaps between them. Pure. */

export type Point = readonly [x: number, y: number];

/** Passes until nothing more can go; each takes at most every other corner. */
const MOST_PASSES = 40;
/** Corners that a ring keeps at least. */
const FEWEST = 4;

/**
 * Rings (not closed, of whole numbers) without the corners that hardly matter: those whose triangle with
 * both neighbours is at most `least` units of area. A corner at which three shapes meet stays; any other
 * one has the same neighbours in both shapes that share it, so both decide alike and no gap opens.
 */
export function simplify(rings: readonly (readonly Point[])[], least: number): Point[][] {
  let now = rings.map((ring) => [...ring]);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const meeting = meetingPoints(now);
    let removed = false;
    now = now.map((ring) => {
      const kept = thin(ring, least, meeting);
      removed ||= kept.length < ring.length;
      return kept;
    });
    if (!removed) break;
  }
  return now;
}

/** Corners that have other neighbours in one ring than in another. */
function meetingPoints(rings: readonly (readonly Point[])[]): Set<number> {
  const neighbours = new Map<number, string>();
  const meeting = new Set<number>();
  for (const ring of rings)
    for (const [index, point] of ring.entries()) {
      const [a, b] = [before(ring, index), after(ring, index)].map(keyOf).sort((x, y) => x - y);
      const pair = `${a} ${b}`;
      const known = neighbours.get(keyOf(point));
      if (known !== undefined && known !== pair) meeting.add(keyOf(point));
      neighbours.set(keyOf(point), pair);
    }
  return meeting;
}

/** Takes out the corners that matter less than both their neighbours, so that no two beside each other go. */
function thin(ring: readonly Point[], least: number, meeting: ReadonlySet<number>): Point[] {
  if (ring.length <= FEWEST) return [...ring];
  const weights = ring.map((point, index) =>
    meeting.has(keyOf(point))
      ? Number.POSITIVE_INFINITY
      : triangle(before(ring, index), point, after(ring, index)),
  );
  const lighter = (a: number, b: number) => {
    const difference = (weights[a] ?? 0) - (weights[b] ?? 0);
    return difference < 0 || (difference === 0 && keyOf(at(ring, a)) < keyOf(at(ring, b)));
  };
  const size = ring.length;
  const kept = ring.filter((_, index) => {
    const goes =
      (weights[index] ?? 0) <= least &&
      lighter(index, (index + size - 1) % size) &&
      lighter(index, (index + 1) % size);
    return !goes;
  });
  return kept.length < FEWEST ? [...ring] : kept;
}

/** Twice as wide as any picture, so that no two points of one have the same. */
const keyOf = ([x, y]: Point) => x * 8_192 + y;
const at = (ring: readonly Point[], index: number): Point => ring[index] ?? [0, 0];
const before = (ring: readonly Point[], index: number) => at(ring, (index + ring.length - 1) % ring.length);
const after = (ring: readonly Point[], index: number) => at(ring, (index + 1) % ring.length);

function triangle(a: Point, b: Point, c: Point): number {
  return Math.abs((a[0] - b[0]) * (c[1] - b[1]) - (c[0] - b[0]) * (a[1] - b[1])) / 2;
}
