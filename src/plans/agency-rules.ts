import { type Day, formatDay } from '../days.ts';
import { type Fault, fault } from '../faults.ts';
import type { Words } from '../i18n/say.ts';
import { composed } from '../lib/composed.ts';
import type { Registry } from '../registry/snapshot.ts';
import { type Agency, inForce, type Locality } from '../registry/types.ts';
import { plainWord } from '../sheets/cells.ts';

/** Who a task names: agencies by their code or name, localities by theirs, all localities together. Pure. */

export const ALL_LOCALITIES = 'all-localities';
export const ALL_LOCALITIES_VI = 'Ủy ban nhân dân các xã, phường, đặc khu';

/** Whom the tasks of a province can name. */
export interface Agencies {
  /**
   * The code of whoever a text names, by code or by name; undefined where it names nobody.
   * @returns a fault where he has ended, or where two are called so
   */
  find(text: string, pointer: string): string | Fault | undefined;
  /** As papers call him; words that are no code stay as they are. */
  nameOf(code: string): string;
  /** The same in both languages. */
  namesOf(code: string): Words;
  isKnown(code: string): boolean;
}

const SHORT: readonly [RegExp, string][] = [
  [/\bkh ?& ?cn\b|\bkhcn\b/g, 'khoa hoc va cong nghe'],
  [/\bubnd\b/g, 'uy ban nhan dan'],
  [/\bvp\b/g, 'van phong'],
  [/\btp\.? ?/g, 'thanh pho '],
  [/\btc\b/g, 'tai chinh'],
];
const ALL =
  /^(?:uy ban nhan dan )?(?:tat ca )?(?:cac )?(?:xa|phuong|don vi cap xa|dia phuong)(?: ?[,/] ?| va )(?:phuong|xa)(?:(?: ?[,/] ?|,? va )dac khu)?(?: (?:tren dia ban|thuoc|cua|trong) .*)?$/;

/** What two ways of writing a name have in common. */
function keyOf(text: string): string {
  let key = plainWord(text).replace(/\s*-\s*/g, ' - ');
  for (const [short, whole] of SHORT) key = key.replace(short, whole);
  return key
    .replace(/[.,;:]+$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
const exactly = (text: string) => composed(text).toLowerCase().replace(/\s+/gu, ' ').trim();

/** Those of a province on a day (`*`: of all); who has ended is known, and refused. */
export function agenciesOf(registry: Registry, province: string, day: Day): Agencies {
  const agencies = registry.agencies.filter((one) => province === '*' || one.province === province);
  const localities = [...registry.localities.values()].filter(
    (one) => province === '*' || one.province === province,
  );
  const byCode = new Map<string, Agency[]>();
  for (const one of agencies) byCode.set(one.code, [...(byCode.get(one.code) ?? []), one]);
  let named: Map<string, Set<string>> | undefined;
  /** By name with its marks, then without: names differ by marks alone. Thousands, so only once somebody is looked for. */
  const byName = (): Map<string, Set<string>> => {
    if (named) return named;
    const all = new Map<string, Set<string>>();
    const add = (key: string, code: string) => void all.set(key, (all.get(key) ?? new Set()).add(code));
    for (const { code, nameVi } of agencies) {
      add(exactly(nameVi), code);
      add(keyOf(nameVi), code);
    }
    for (const one of localities) {
      const { type, name } = registry.nameOn(one, day);
      for (const text of [`Ủy ban nhân dân ${type} ${name}`, `${type} ${name}`]) {
        add(exactly(text), one.code);
        add(exactly(text.replace('Ủy ban nhân dân', 'UBND')), one.code);
        add(keyOf(text), one.code);
      }
    }
    named = all;
    return all;
  };
  const lastOf = (code: string): Agency | Locality | undefined => {
    const locality = registry.localities.get(code);
    if (locality && (province === '*' || locality.province === province)) return locality;
    const versions = byCode.get(code);
    return versions?.find((one) => inForce(one, day)) ?? versions?.at(-1);
  };
  const sound = (code: string, pointer: string): string | Fault => {
    const one = lastOf(code);
    if (!one || one.validTo === null || one.validTo >= day) return code;
    const ended = {
      why: `${code} ended on ${one.validTo}`,
      whyVi: `cơ quan này đã kết thúc hoạt động sau ngày ${formatDay(one.validTo)}`,
    };
    return fault(pointer, 'invalid_value', ended);
  };
  const known: Agencies = {
    find(text, pointer) {
      const code = text.trim().toLowerCase();
      if (code === ALL_LOCALITIES || ALL.test(keyOf(text))) return ALL_LOCALITIES;
      if (lastOf(code)) return sound(code, pointer);
      const found = byName().get(exactly(text)) ?? byName().get(keyOf(text));
      if (!found) return undefined;
      const [first = '', second] = found;
      if (second === undefined) return sound(first, pointer);
      const two = {
        why: `both ${first} and ${second} are called so`,
        whyVi: `có hai cơ quan cùng tên (mã ${first} và ${second}), vui lòng nhập mã`,
      };
      return fault(pointer, 'invalid_value', two);
    },
    nameOf(code) {
      if (code === ALL_LOCALITIES) return ALL_LOCALITIES_VI;
      const locality = registry.localities.get(code);
      if (locality) {
        const { type, name } = registry.nameOn(locality, day);
        return `Ủy ban nhân dân ${type} ${name}`;
      }
      const one = lastOf(code);
      return one && 'nameVi' in one ? one.nameVi : code;
    },
    isKnown: (code) => code === ALL_LOCALITIES || lastOf(code) !== undefined,
    namesOf(code) {
      const vi = known.nameOf(code);
      if (code === ALL_LOCALITIES) return [vi, 'All localities'];
      const locality = registry.localities.get(code);
      if (locality) return [vi, `People’s Committee of ${registry.nameOn(locality, day).name}`];
      const one = lastOf(code);
      return [vi, one && 'nameEn' in one ? one.nameEn : vi];
    },
  };
  return known;
}

/** Whether words were meant for a code: what is none of ours is then a slip, not a name. */
export const looksLikeCode = (text: string): boolean =>
  /^(?:\d+|[a-z][a-z0-9]*(?:-[a-z0-9]+)+)$/.test(text.trim());
