import type { Author } from '../access/author.ts';
import { addDays, type Day, formatDay } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { type Readers, readChoice, readDay, readNumber, readText, readYesNo } from '../fields.ts';
import { addCurrent } from '../intake/new-localities-store.ts';
import { composed } from '../lib/composed.ts';
import { type Objection, objectionsOf, Refused } from '../refused.ts';
import { endLocality, insertLocalities } from '../registry/changes-store.ts';
import type { Registry, RegistryRows } from '../registry/snapshot.ts';
import { inForce, LOCALITY_TYPES, type Locality, type LocalityType } from '../registry/types.ts';
import { changeRegistry, checkOpen, programmesOf } from './registry.ts';

/** Localities that begin: new ones, of a merger or a split, or parted from one that goes on. */

export interface NewLocality {
  code: string;
  type: LocalityType;
  /** Without the type. */
  name: string;
  province: string;
  /** Its first day. */
  from: Day;
  /** Codes of the units that it takes over from, or is made of a part of. */
  predecessors: string[];
  /** Whether those end the day before; else they go on without what became this one. */
  ends: boolean;
  lon: number | null;
  lat: number | null;
}

/** What is wrong with one of several, by its place among them. */
export interface PlacedObjection extends Objection {
  index: number;
}

export interface PlannedLocalities {
  /** Those that begin, as they will stand. */
  begun: Locality[];
  /** Predecessors, as they will stand: ended, or going on. */
  changed: Locality[];
}

/** What a form or the shell says of one, beside its predecessors. */
export const NEW_LOCALITY_FIELDS: Readers<Omit<NewLocality, 'predecessors' | 'lon' | 'lat'>> = {
  code: (text) => ({ code: text.trim() }),
  type: (text, field) => ({ type: readChoice(field, composed(text).trim().toLowerCase(), LOCALITY_TYPES) }),
  name: (text, field) => ({ name: readText(field, text, 100) }),
  province: (text) => ({ province: text.trim() }),
  from: (text, field) => ({ from: readDay(field, text) }),
  ends: (text, field) => ({ ends: readYesNo(field, text) }),
};

/** Where it lies, in degrees. */
export const POSITION_FIELDS: Readers<Pick<NewLocality, 'lon' | 'lat'>> = {
  lon: (text, field) => ({ lon: readNumber(field, text, 0, 180) }),
  lat: (text, field) => ({ lat: readNumber(field, text, 0, 90) }),
};

/** Makes localities, all or none, and ends those that they take over from. */
export async function createLocalities(
  db: Clients,
  author: Author,
  rows: readonly NewLocality[],
): Promise<PlannedLocalities> {
  let planned: PlannedLocalities = { begun: [], changed: [] };
  await changeRegistry(db, author, async (tx, registry) => {
    const plan = planLocalities(registry, rows, author.now);
    if ('objections' in plan) throw new Refused(plan.objections);
    planned = plan;
    await insertLocalities(
      tx,
      plan.begun.map(({ names, tile, ...one }, index) => ({
        ...one,
        tileColumn: tile?.column ?? null,
        tileRow: tile?.row ?? null,
        name: rows[index]?.name ?? '',
        type: rows[index]?.type ?? 'xã',
      })),
    );
    await addCurrent(
      tx,
      plan.begun.map(({ code }) => code),
    );
    for (const { code, validTo, successors } of plan.changed)
      await endLocality(tx, code, { validTo, successors });
    const provinces = [...new Set(plan.begun.map(({ province }) => province))];
    const [only] = plan.begun;
    return {
      action: only && plan.begun.length === 1 ? 'locality.create' : 'locality.import',
      target: only && plan.begun.length === 1 ? only.code : 'localities',
      area: provinces.length === 1 ? (provinces[0] ?? '*') : '*',
      before: plan.changed.map(({ code }) => lineOf(registry.localities.get(code))),
      after: {
        localities: rows.map(({ lon: _, lat: __, ...row }) => row),
        changed: plan.changed.map(lineOf),
      },
    };
  });
  return planned;
}

/** What there would be, or all that speaks against it. Rows may build on one another's predecessors. Pure. */
export function planLocalities(
  registry: Registry,
  rows: readonly NewLocality[],
  now: Date,
): PlannedLocalities | { objections: PlacedObjection[] } {
  const objections: PlacedObjection[] = [];
  const begun: Locality[] = [];
  const changed = new Map<string, Locality>();
  const tilesTaken = new Set<string>();
  const seen = new Set<string>();
  rows.forEach((row, index) => {
    const object = (field: string, vi: string, en: string) => objections.push({ index, field, vi, en });
    const { code, from, province } = row;
    if (!/^\d{5}$/.test(code))
      object('code', 'Mã đơn vị gồm 5 chữ số.', `“${code}” is not a code of 5 digits.`);
    else if (seen.has(code)) object('code', `Mã ${code} có hai lần.`, `The code ${code} stands there twice.`);
    else if (registry.localities.has(code))
      object('code', `Mã ${code} đã có đơn vị khác dùng.`, `There is a locality ${code} already.`);
    seen.add(code);
    if (!registry.provinces.has(province))
      object('province', 'Không có tỉnh, thành phố này.', `There is no province “${province}”.`);
    else {
      const open = objectionsOf(() =>
        checkOpen(registry, programmesOf(registry, province), from, now, 'from', province),
      );
      if ('objections' in open) objections.push(...open.objections.map((one) => ({ ...one, index })));
    }
    const ancestors = row.predecessors.flatMap((predecessor) => {
      const one = changed.get(predecessor) ?? registry.localities.get(predecessor);
      const wrong = one
        ? whyNot(one, row)
        : ([`Không có đơn vị “${predecessor}”.`, `There is no locality “${predecessor}”.`] as const);
      if (wrong) object('predecessors', wrong[0], wrong[1]);
      return one && !wrong ? [one] : [];
    });
    for (const one of ancestors) {
      const validTo = row.ends ? addDays(from, -1) : one.validTo;
      changed.set(one.code, { ...one, validTo, successors: [...one.successors, code] });
    }
    const { lon, lat, name, type } = row;
    // Who takes over stands where the one before stood.
    const heir = ancestors.find((one) => row.ends && one.tile && !tilesTaken.has(one.code));
    if (heir) tilesTaken.add(heir.code);
    begun.push({
      code,
      province,
      validFrom: from,
      validTo: null,
      successors: [],
      names: [{ validFrom: from, name, type }],
      lon: lon ?? heir?.lon ?? null,
      lat: lat ?? heir?.lat ?? null,
      tile: heir?.tile ?? null,
    });
  });
  return objections.length > 0 ? { objections } : { begun, changed: [...changed.values()] };
}

/** Why a locality cannot be the predecessor that a row says. */
function whyNot(
  one: Locality,
  { code, from, province, ends }: NewLocality,
): readonly [string, string] | null {
  const before = addDays(from, -1);
  if (one.province !== province)
    return [
      `Đơn vị cũ ${one.code} thuộc tỉnh, thành phố khác.`,
      `Predecessor ${one.code} lies in another province.`,
    ];
  if (!inForce(one, before))
    return [
      `Đơn vị cũ ${one.code} không hoạt động ngày ${formatDay(before)}, ngay trước khi ${code} bắt đầu.`,
      `Predecessor ${one.code} is not in force on ${before}, the day before ${code} begins.`,
    ];
  if (!ends && one.validTo === before)
    return [
      `Đơn vị cũ ${one.code} kết thúc ngày ${formatDay(before)}: chọn “kết thúc đơn vị cũ”.`,
      `Predecessor ${one.code} ends on ${before}: say that it ends.`,
    ];
  return null;
}

/** The registry with localities that begin and end as planned, as if it held from a day on. */
export function withLocalities(
  rows: RegistryRows,
  { begun, changed }: PlannedLocalities,
  day: Day,
): RegistryRows {
  const now = new Map(
    changed.map((one) => [one.code, one.validTo === null ? one : { ...one, validTo: addDays(day, -1) }]),
  );
  return {
    ...rows,
    localities: [
      ...rows.localities.map((one) => now.get(one.code) ?? one),
      ...begun.map((one) => ({ ...one, validFrom: one.validFrom < day ? one.validFrom : day })),
    ],
  };
}

const lineOf = (one: Locality | undefined) =>
  one && { code: one.code, validTo: one.validTo, successors: one.successors };
