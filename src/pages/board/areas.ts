import type { Orm } from '../../db/connect.ts';
import { findBoundaryMap, readBoundaries } from '../../registry/boundaries-store.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { AreaMap } from '../charts/area-map.ts';

/** The areas of a province, laid out, and where they are from. */
export interface ProvinceAreas extends AreaMap {
  source: string;
  importedAt: Date;
}

export interface Areas {
  /** Null where an operator has imported none. */
  of(registry: Registry, province: string): Promise<ProvinceAreas | null>;
}

/** Laid out once an import: an import makes a new version of the registry, so nothing is asked while that stays. */
export function createAreas(orm: Orm): Areas {
  const kept = new Map<string, { version: number; areas: ProvinceAreas | null }>();
  return {
    async of({ version }, province) {
      const known = kept.get(province);
      if (known && known.version >= version) return known.areas;
      const map = await findBoundaryMap(orm, province);
      const same = known?.areas && map && known.areas.importedAt.getTime() === map.importedAt.getTime();
      const areas = !map
        ? null
        : same
          ? known.areas
          : { ...(await laidOut(orm, province)), source: map.source, importedAt: map.importedAt };
      kept.set(province, { version, areas });
      return areas;
    },
  };
}

/** The projection is loaded with the first map of areas that is drawn: most provinces have none. */
async function laidOut(orm: Orm, province: string): Promise<AreaMap> {
  const boundaries = await readBoundaries(orm, province);
  const { layAreas } = await import('../charts/area-map.ts');
  return layAreas(boundaries.map(({ locality, polygons }) => ({ code: locality, polygons })));
}
