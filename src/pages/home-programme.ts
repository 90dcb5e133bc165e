import { DEFAULT_PROGRAMME } from '../http/lookup.ts';
import { governingProgrammes, type Registry } from '../registry/snapshot.ts';
import type { Programme } from '../registry/types.ts';

/**
 * The programme that is meant where a page's address names none: the default one, if that asks the area;
 * else the first that does. An area is a locality, a province or everything. Pure.
 */
export function homeProgramme(registry: Registry, area: string): Programme {
  const province = registry.localities.get(area)?.province ?? area;
  const governing =
    province === '*' ? [...registry.programmes.values()] : governingProgrammes(registry, province);
  const programme = governing.find((one) => one.code === DEFAULT_PROGRAMME) ?? governing[0];
  if (!programme) throw new Error('There is no programme.');
  return programme;
}
