import { type Day, formatDay } from '../days.ts';
import { type Fault, fault } from '../faults.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce } from '../registry/types.ts';
import type { Addressee } from './types.ts';

/** To whom a document can go: agencies of its province, its localities, and all of them together. Pure. */

export const ALL_LOCALITIES = 'all-localities';
const ALL_NAME = 'Ủy ban nhân dân các xã, phường, đặc khu';

type Of = Pick<Registry, 'agencies' | 'localities' | 'nameOn'>;

/** The addressee of a code on a day, or why there is none. An unknown code and another province's are told alike. */
export function addresseeOf(
  registry: Of,
  province: string,
  code: string,
  day: Day,
): Addressee | { why: string; whyVi: string } {
  if (code === ALL_LOCALITIES) return { kind: 'all_localities', code, nameVi: ALL_NAME };
  const versions = registry.agencies.filter((one) => one.province === province && one.code === code);
  const agency = versions.find((one) => inForce(one, day));
  if (agency) return { kind: 'agency', code, nameVi: agency.nameVi };
  const locality = registry.localities.get(code);
  if (locality?.province === province) {
    const named = registry.nameOn(locality, day);
    if (inForce(locality, day))
      return { kind: 'locality', code, nameVi: `Ủy ban nhân dân ${named.type} ${named.name}` };
    if (locality.validTo !== null && locality.validTo < day) {
      const next = locality.successors.flatMap((one) => registry.localities.get(one) ?? []);
      const names = next.map((one) => `${registry.nameOn(one, day).name} (${one.code})`).join(', ');
      return {
        why: `${named.name} ended on ${locality.validTo}${names === '' ? '' : `; its successor is ${names}`}`,
        whyVi: `${named.type} ${named.name} đã kết thúc sau ngày ${formatDay(locality.validTo)}${names === '' ? '' : `; đơn vị tiếp nhận: ${names}`}`,
      };
    }
  }
  const last = versions.at(-1);
  return last?.validTo && last.validTo < day
    ? {
        why: `${code} ended on ${last.validTo}`,
        whyVi: `cơ quan này đã kết thúc sau ngày ${formatDay(last.validTo)}`,
      }
    : {
        why: 'there is no such agency or locality in this province',
        whyVi: 'không có cơ quan hoặc đơn vị này trong tỉnh, thành phố',
      };
}

/**
 * The addressees of these codes in their order, each once; a locality beside all of them goes without saying. With a
 * fault for each that there is not.
 */
export function addresseesOf(
  registry: Of,
  province: string,
  codes: readonly string[],
  day: Day,
): { addressees: Addressee[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const found = new Map<string, Addressee>();
  for (const [at, code] of codes.entries()) {
    const one = addresseeOf(registry, province, code, day);
    if ('why' in one) faults.push(fault(`/addressees/${at}`, 'invalid_value', one));
    else found.set(code, one);
  }
  const toAll = found.has(ALL_LOCALITIES);
  const addressees = [...found.values()].filter((one) => !(toAll && one.kind === 'locality'));
  return { addressees, faults };
}

/** Codes of the localities that it goes to, in force on a day. */
export function addressedLocalities(
  registry: Pick<Registry, 'localities'>,
  province: string,
  addressees: readonly Pick<Addressee, 'kind' | 'code'>[],
  day: Day,
): string[] {
  const toAll = addressees.some((one) => one.kind === 'all_localities');
  const named = new Set(addressees.flatMap((one) => (one.kind === 'locality' ? [one.code] : [])));
  return [...registry.localities.values()]
    .filter((one) => one.province === province && inForce(one, day) && (toAll || named.has(one.code)))
    .map((one) => one.code);
}
