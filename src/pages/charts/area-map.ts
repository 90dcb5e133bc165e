import { type GeoProjection, geoMercator } from 'd3-geo';
import type { Polygons, Position } from '../../registry/boundaries.ts';
import { type Point, simplify } from './simplify.ts';

/** Areas as paths of one picture. Pure. */

export interface Area {
  code: string;
  /** Of an SVG path. */
  path: string;
  /** Where its sign goes: the middle of its largest part; null where there is no room for one. */
  middle: Point | null;
}

/** A frame in which areas stand that lie too far off, in a scale of their own. */
export interface Inset {
  x: number;
  y: number;
  size: number;
}

export interface AreaMap {
  width: number;
  height: number;
  areas: Area[];
  insets: Inset[];
}

interface Shape {
  code: string;
  polygons: Polygons;
}

const WIDTH = 800;
const MOST_HEIGHT = 760;
const INSET = 88;
const PAD = 8;
/** An area is far off when so much of the picture of the others would be empty between it and them. */
const FAR = 0.2;
/** Square units that a corner is worth at least, and that a part is. */
const LEAST_CORNER = 2;
const LEAST_PART = 2;
/** A sign needs this much room. */
const SIGN_ROOM = 15;

/**
 * Lays the areas of a province out; islands far off get insets in a column at the right, or the rest would be
 * small. Rings may wind either way: they are projected point by point.
 */
export function layAreas(shapes: readonly Shape[]): AreaMap {
  const { near, far } = setApart(shapes);
  const columns = far.length === 0 ? 0 : INSET + PAD;
  const box = fitted(near, WIDTH - columns, MOST_HEIGHT);
  const insets = far.map((_, index) => ({ x: WIDTH - INSET, y: index * (INSET + PAD), size: INSET }));
  const height = Math.max(Math.ceil(box.height), insets.length * (INSET + PAD));
  const areas = [
    ...drawn(near, box.projection, [0, 0]),
    ...far.flatMap((shape, index) => {
      const room = INSET - 2 * PAD;
      const own = fitted([shape], room, room);
      const { x, y } = insets[index] ?? { x: 0, y: 0 };
      const offset: Point = [
        Math.round(x + PAD + (room - own.width) / 2),
        Math.round(y + PAD + (room - own.height) / 2),
      ];
      return drawn([shape], own.projection, offset);
    }),
  ];
  return { width: WIDTH, height, areas, insets };
}

function setApart(shapes: readonly Shape[]): { near: Shape[]; far: Shape[] } {
  let near: Boxed[] = shapes.map((shape) => ({ shape, box: boundsOf(positionsOf([shape])) }));
  const far: Shape[] = [];
  // Each one that is taken away may show that another is far off as well; never half of them.
  while (near.length > shapes.length / 2 + 1) {
    const gaps = near.map((one) => gapTo(one, near));
    const widest = Math.max(...gaps);
    const furthest = near[gaps.indexOf(widest)];
    if (widest < FAR || !furthest) break;
    far.push(furthest.shape);
    near = near.filter((one) => one !== furthest);
  }
  return { near: near.map((one) => one.shape), far };
}

/** West, south, east and north. */
type Bounds = [number, number, number, number];

interface Boxed {
  shape: Shape;
  box: Bounds;
}

/** Empty space between one and the box around all others, as a share of the longer side of that. */
function gapTo(one: Boxed, all: readonly Boxed[]): number {
  const corners = all
    .filter((other) => other !== one)
    .flatMap(({ box: [w, s, e, n] }): Position[] => [
      [w, s],
      [e, n],
    ]);
  const [west, south, east, north] = boundsOf(corners);
  const [w, s, e, n] = one.box;
  return Math.max(w - east, west - e, s - north, south - n) / Math.max(east - west, north - south);
}

function boundsOf(points: readonly Position[]): Bounds {
  const box: Bounds = [180, 90, -180, -90];
  for (const [x, y] of points) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

const positionsOf = (shapes: readonly Shape[]): Position[] =>
  shapes.flatMap((shape) => shape.polygons.flat(2) as unknown as Position[]);

function fitted(shapes: readonly Shape[], width: number, most: number) {
  // As mere points: of a polygon that winds the other way d3 would fit the rest of the world.
  const points = { type: 'MultiPoint' as const, coordinates: positionsOf(shapes) };
  const projection = geoMercator().fitSize([width, most], points);
  const [west, south, east, north] = boundsOf(points.coordinates);
  const [left, top] = projection([west, north]) ?? [0, 0];
  const [right, bottom] = projection([east, south]) ?? [0, 0];
  const [x, y] = projection.translate();
  projection.translate([x - left, y - top]);
  return { projection, width: right - left, height: bottom - top };
}

interface Part {
  code: string;
  rings: number;
}

function drawn(shapes: readonly Shape[], projection: GeoProjection, [dx, dy]: Point): Area[] {
  const rings: Point[][] = [];
  const parts: Part[] = shapes.map(({ code, polygons }) => {
    const own = polygons.flat(1).map((ring) => snapped(ring, projection, dx, dy));
    rings.push(...own);
    return { code, rings: own.length };
  });
  const simple = simplify(rings, LEAST_CORNER);
  let next = 0;
  return parts.map(({ code, rings: count }) => {
    const own = simple.slice(next, next + count);
    next += count;
    const sizes = own.map(areaOf);
    const largest = own[sizes.indexOf(Math.max(...sizes))] ?? [];
    const seen = own.filter((ring, index) => ring === largest || (sizes[index] ?? 0) >= LEAST_PART);
    return { code, path: seen.map(pathOf).join(''), middle: middleOf(largest) };
  });
}

/** A ring in whole units, without repeated points and without its end, which is its beginning. */
function snapped(ring: readonly Position[], projection: GeoProjection, dx: number, dy: number): Point[] {
  const points: Point[] = [];
  for (const position of ring) {
    const [x = 0, y = 0] = projection([position[0], position[1]]) ?? [];
    const point: Point = [Math.round(x) + dx, Math.round(y) + dy];
    const last = points.at(-1);
    if (last?.[0] !== point[0] || last?.[1] !== point[1]) points.push(point);
  }
  const [first] = points;
  const last = points.at(-1);
  if (points.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1]) points.pop();
  return points;
}

/** Steps from point to point are shorter to say than places. */
function pathOf(ring: readonly Point[]): string {
  const [first = [0, 0]] = ring;
  const steps = ring.slice(1).map(([x, y], index) => {
    const [px, py] = ring[index] ?? [0, 0];
    return `${x - px},${y - py}`;
  });
  return `M${first[0]},${first[1]}l${steps.join(' ')}z`;
}

function areaOf(ring: readonly Point[]): number {
  let twice = 0;
  for (const [index, [x, y]] of ring.entries()) {
    const [nx, ny] = ring[(index + 1) % ring.length] ?? [0, 0];
    twice += x * ny - nx * y;
  }
  return Math.abs(twice) / 2;
}

/** Heights of a shape at which room for its sign is looked for, and how good they are. */
const HEIGHTS = [
  [0.5, 1],
  [0.4, 0.8],
  [0.6, 0.8],
  [0.3, 0.6],
  [0.7, 0.6],
] as const;

/** The middle of the widest stretch of a shape; null where a sign has no room. */
function middleOf(ring: readonly Point[]): Point | null {
  const ys = ring.map(([, y]) => y);
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  if (bottom - top < SIGN_ROOM) return null;
  let best = { worth: 0, width: 0, x: 0, y: 0 };
  for (const [share, good] of HEIGHTS) {
    // Between whole units, so that no corner lies on it.
    const y = Math.floor(top + share * (bottom - top)) + 0.5;
    const crossings = crossingsAt(ring, y);
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const [from = 0, to = 0] = crossings.slice(index, index + 2);
      const width = to - from;
      if (width * good > best.worth) best = { worth: width * good, width, x: (from + to) / 2, y };
    }
  }
  return best.width < SIGN_ROOM ? null : [Math.round(best.x), Math.round(best.y)];
}

/** Where a ring crosses a height, from left to right: inside lies between the first two, the next two, … */
function crossingsAt(ring: readonly Point[], y: number): number[] {
  const crossings = ring.flatMap(([ax, ay], index) => {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [0, 0];
    return ay < y === by < y ? [] : [ax + ((y - ay) / (by - ay)) * (bx - ax)];
  });
  return crossings.sort((a, b) => a - b);
}
