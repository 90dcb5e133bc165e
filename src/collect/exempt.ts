import type { Registry } from '../registry/snapshot.ts';
import type { Exemption } from '../registry/types.ts';
import type { StatusRow } from './types.ts';

/** Of what decides the colour, what does not apply to the locality of a status on its day. Pure. */
export function exemptionsOn(
  registry: Registry,
  { programme: code, locality: of, day }: Pick<StatusRow, 'programme' | 'locality' | 'day'>,
): Exemption[] {
  const [programme, locality] = [registry.programmes.get(code), registry.localities.get(of)];
  if (!programme || !locality || registry.exemptionsOf(of).length === 0) return [];
  return registry
    .notAsked(programme, locality, day)
    .filter((one) => one.required)
    .flatMap((one) => registry.exemption(of, one.code, day) ?? []);
}
