import { areaCovers } from '../access/principal.ts';
import type { Day } from '../days.ts';
import { type Fault, fault } from '../faults.ts';
import { listLocalities } from '../registry/search.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce } from '../registry/types.ts';
import { plainWord } from '../sheets/cells.ts';

/** Where somebody belongs, as a cell says: by a code, whole or as a spreadsheet left it, or by a name. Pure. */

/** Reads a code or a name of the sender's area: a locality in force, a province, or `*`. */
export function areaReader(registry: Registry, own: string, today: Day): (text: string) => string | Fault {
  const localities = new Map(
    listLocalities(registry, today)
      .filter(({ locality }) => areaCovers(own, locality))
      .map((one) => [one.named.code, one]),
  );
  const provinces = new Map([...registry.provinces].filter(([code]) => own === '*' || own === code));
  const byName = new Map<string, string[]>();
  const call = (name: string, code: string) => byName.set(name, [...(byName.get(name) ?? []), code]);
  for (const [code, { folded }] of localities) {
    call(folded.name, code);
    call(`${folded.type} ${folded.name}`, code);
  }
  for (const [code, name] of provinces) {
    const folded = plainWord(name);
    call(folded, code);
    call(folded.replace(/^(?:thanh pho|tinh) /, ''), code);
  }
  const is = (code: string) => localities.has(code) || provinces.has(code);
  return (text) => {
    const unknown = fault('/area', 'unknown_area', { text });
    if (['*', 'toan quoc', 'ca nuoc'].includes(plainWord(text))) return own === '*' ? '*' : unknown;
    // As spreadsheets leave a code, and as people write the name after it.
    const digits = /^'?(\d{1,5})(?:[.,]0+)?(?:\s*[-–—:._]\s*\D.*|\s+\p{L}.*)?$/su.exec(text)?.[1];
    const meant = digits === undefined ? (byName.get(plainWord(text)) ?? []) : codesOf(digits, is);
    const [only] = meant;
    if (only === undefined) return endedOf(registry, own, digits, today) ?? unknown;
    if (meant.length === 1) return only;
    const names = meant
      .map((code) => {
        const named = localities.get(code)?.named;
        return named ? `${named.type} ${named.name} (${code})` : `${provinces.get(code)} (${code})`;
      })
      .join(', ');
    return fault('/area', 'ambiguous_area', { text, names, namesVi: names });
  };
}

/** What so many digits may be the code of: a spreadsheet drops the zeros with which one begins. */
function codesOf(digits: string, is: (code: string) => boolean): string[] {
  const whole = digits.length === 5 || (digits.length === 2 && digits.startsWith('0'));
  const codes = whole ? [digits] : [digits.padStart(2, '0'), digits.padStart(5, '0')];
  return [...new Set(codes)].filter((code) => is(code));
}

function endedOf(registry: Registry, own: string, digits: string | undefined, today: Day): Fault | undefined {
  const locality = digits === undefined ? undefined : registry.localities.get(digits.padStart(5, '0'));
  return locality && areaCovers(own, locality) && !inForce(locality, today)
    ? fault('/area', 'locality_not_in_force', { locality: locality.code, day: today })
    : undefined;
}
