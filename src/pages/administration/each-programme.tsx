import type { Registry } from '../../registry/snapshot.ts';
import { type Say, useSay } from '../language.tsx';
import { ChoiceField, Hidden, type Option } from '../parts/form.tsx';

/** What is set for all programmes at once, or for one of them. */

const EACH = '*';

/** All of them, then each. */
export const programmeOptions = (registry: Registry, say: Say): Option[] => [
  [EACH, programmeName(registry, EACH, say)],
  ...[...registry.programmes.values()].map((one): Option => [one.code, say(one.nameVi, one.nameEn)]),
];

export function programmeName(registry: Registry, code: string, say: Say): string {
  const one = registry.programmes.get(code);
  return one ? say(one.nameVi, one.nameEn) : say('Tất cả các đợt', 'Every programme');
}

/** Asked where there is more than one. */
export function EachProgrammeField({ programmes }: { programmes: readonly Option[] }) {
  const say = useSay();
  return programmes.length > 2 ? (
    <ChoiceField name="programme" label={say('Đợt báo cáo', 'Programme')} options={programmes} />
  ) : (
    <Hidden fields={{ programme: EACH }} />
  );
}
