import { describe, expect, it } from 'vitest';
import { layAreas } from '../src/pages/charts/area-map.ts';
import { type Point, simplify } from '../src/pages/charts/simplify.ts';
import type { Position } from '../src/registry/boundaries.ts';

const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const shape = (code: string, ...rings: Position[][]) => ({ code, polygons: [rings] });
/** Corners of a path as its numbers say. */
const corners = (path: string) => path.split(/[lz ]/).filter((part) => part !== '').length;

describe('simplified shapes', () => {
  it('lose the corners that hardly matter', () => {
    const ring: Point[] = [
      [0, 0],
      [50, 1],
      [100, 0],
      [100, 100],
      [0, 100],
    ];
    expect(simplify([ring], 60)).toEqual([ring.filter(([, y]) => y !== 1)]);
    expect(simplify([ring], 10)).toEqual([ring]);
  });

  it('keep the border that two share the same for both, and the points where three meet', () => {
    // A wavy border down the middle: the left shape has it downwards, the right one upwards.
    const border = Array.from({ length: 41 }, (_, index): Point => [100 + (index % 3), index * 5]);
    const left: Point[] = [[0, 0], ...border, [0, 200]];
    const right: Point[] = [[200, 200], ...[...border].reverse(), [200, 0]];
    const [a = [], b = []] = simplify([left, right], 8);
    const shared = (ring: Point[]) => ring.filter(([x]) => x >= 100 && x <= 102).map(String);
    expect(shared(a).length).toBeLessThan(30);
    expect(shared(a)).toEqual(shared(b).reverse());
    expect(shared(a)[0]).toBe(String(border[0]));
    expect(shared(a).at(-1)).toBe(String(border.at(-1)));
  });

  it('stay shapes', () => {
    const small: Point[] = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    expect(simplify([small], 1_000)).toEqual([small]);
  });
});

describe('a map of areas', () => {
  const two = [shape('a', square(106, 20, 0.5)), shape('b', square(106.5, 20, 0.5))];

  it('fills its width, each area in its place', () => {
    const { width, height, areas, insets } = layAreas(two);
    expect(insets).toEqual([]);
    expect([width, areas.length]).toEqual([800, 2]);
    // As wide as two and as high as one; Mercator stretches a little.
    expect(height).toBeGreaterThan(400);
    expect(height).toBeLessThan(440);
    expect(areas[0]?.middle?.[0]).toBeCloseTo(200, -1);
    expect(areas[1]?.middle?.[0]).toBeCloseTo(600, -1);
    expect(areas.map(({ path }) => corners(path))).toEqual([4, 4]);
  });

  it('is the same whichever way rings wind', () => {
    const reversed = two.map(({ code, polygons }) => ({
      code,
      polygons: polygons.map((rings) => rings.map((ring) => [...ring].reverse())),
    }));
    const middles = (shapes: typeof two) => layAreas(shapes).areas.map(({ middle }) => middle);
    expect(middles(reversed)).toEqual(middles(two));
    expect(layAreas(reversed).height).toBe(layAreas(two).height);
  });

  it('gives an island far off a frame, and leaves one nearby where it is', () => {
    const nearby = shape('near', square(107.1, 20.2, 0.1));
    const island = shape('far', square(108, 19, 0.02));
    const { width, areas, insets } = layAreas([...two, nearby, island]);
    expect(insets).toHaveLength(1);
    const [inset = { x: 0, y: 0, size: 0 }] = insets;
    expect(inset.x + inset.size).toBe(width);
    const middle = areas.find(({ code }) => code === 'far')?.middle;
    expect(middle?.[0]).toBeGreaterThan(inset.x);
    expect(middle?.[1]).toBeLessThan(inset.y + inset.size);
    expect(areas.find(({ code }) => code === 'near')?.middle?.[0]).toBeLessThan(inset.x);
  });

  it('has no sign where there is no room, and keeps an area however small', () => {
    const [, , dot] = layAreas([...two, shape('dot', square(106.2, 20.6, 0.001))]).areas;
    expect(dot).toMatchObject({ code: 'dot', middle: null });
    expect(dot?.path).toMatch(/^M\d+,\d+/);
  });

  it('puts the sign inside a bent area', () => {
    const bent: Position[] = [
      [106, 20],
      [107, 20],
      [107, 20.1],
      [106.1, 20.1],
      [106.1, 21],
      [106, 21],
      [106, 20],
    ];
    const [area] = layAreas([shape('bent', bent), shape('b', square(106.1, 20.1, 0.9))]).areas;
    expect(area?.middle?.[0]).toBeLessThan(100);
  });

  it('leaves out holes, by the rule of even and odd', () => {
    const [ring] = layAreas([shape('a', square(106, 20, 1), square(106.4, 20.4, 0.2)), ...two]).areas;
    expect(ring?.path.match(/M/g)).toHaveLength(2);
  });
});
