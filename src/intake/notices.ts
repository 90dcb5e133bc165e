import { type Fault, fault, pointerStep } from '../faults.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { RecordInput } from './types.ts';

/**
 * What is to be said of a record that is taken: values of what does not apply to its locality are kept and judged
 * nowhere. They are no fault: whoever sends all that it has each day goes on doing so when the department decides,
 * and what was sent stands when it applies again.
 */
export function noticesOf(registry: Registry, { locality, day, values }: RecordInput): Fault[] {
  if (registry.exemptionsOf(locality).length === 0) return [];
  return Object.keys(values).flatMap((code) => {
    const indicator = registry.indicatorsOn(day).get(code);
    if (!indicator || !registry.exemption(locality, code, day)) return [];
    return fault(`/values/${pointerStep(code)}`, 'not_applicable', {
      name: indicator.nameEn,
      nameVi: indicator.nameVi,
    });
  });
}
