import type { Day } from '../days.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce } from '../registry/types.ts';

/**
 * Who receives what was granted to a locality. When a locality ends its line stays under its code, as its records do; what
 * is still to be delivered goes to the one that took over from it. Where several did, whoever delivers says to which. Pure.
 */

/** Who has a locality's part on a day: itself, or the only one that follows it; itself where several do. */
export function heirOf({ localities }: Pick<Registry, 'localities'>, code: string, day: Day): string {
  const seen = new Set<string>();
  let at = code;
  while (!seen.has(at)) {
    seen.add(at);
    const one = localities.get(at);
    if (!one || inForce(one, day) || one.successors.length !== 1) return at;
    at = one.successors[0] ?? at;
  }
  return at;
}

/** All that may receive for a locality on a day: itself while it is in force, else whoever has taken over. */
export function receiversOf({ localities }: Pick<Registry, 'localities'>, code: string, day: Day): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const walk = (at: string): void => {
    if (seen.has(at)) return;
    seen.add(at);
    const one = localities.get(at);
    if (!one) return;
    if (inForce(one, day)) found.add(at);
    else for (const next of one.successors) walk(next);
  };
  walk(code);
  return [...found].sort();
}

/** Those for which a locality receives on a day: itself, and whoever it has taken over from. */
export function receivesFor({ localities }: Pick<Registry, 'localities'>, code: string, day: Day): string[] {
  const ended = [...localities.values()].filter((one) => one.successors.length > 0 && !inForce(one, day));
  return [
    code,
    ...ended.flatMap((one) => (receiversOf({ localities }, one.code, day).includes(code) ? [one.code] : [])),
  ];
}
