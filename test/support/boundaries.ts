import type { Registry } from '../../src/registry/snapshot.ts';
import { inForce } from '../../src/registry/types.ts';

/** A square around the place of each locality of a province: enough of a map to import, and nobody's property. */
export function boundariesOf(registry: Registry, province: string, day: string) {
  const features = [...registry.localities.values()]
    .filter((one) => one.province === province && inForce(one, day))
    .map(({ code, lon, lat }, index) => {
      const [x, y] = [lon ?? 106 + (index % 12) / 20, lat ?? 20.6 + Math.floor(index / 12) / 20];
      const corners = [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
        [-1, -1],
      ];
      const ring = corners.map(([dx = 0, dy = 0]) => [x + dx * 0.012, y + dy * 0.012]);
      return { type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [ring] } };
    });
  return { type: 'FeatureCollection', features };
}
