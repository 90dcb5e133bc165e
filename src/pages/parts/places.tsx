import { areaWithin, provincesIn } from '../../access/areas.ts';
import { areaCovers, type Principal } from '../../access/principal.ts';
import { type Day, dayOf } from '../../days.ts';
import { shortProvince } from '../../figures/units.ts';
import { refuse } from '../../refused.ts';
import { compareNames, fold, listLocalities, matches } from '../../registry/search.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { inForce, type Locality, type LocalityName } from '../../registry/types.ts';
import { type Say, useSay, useWho } from '../language.tsx';
import { areaWords } from '../words.ts';
import type { FieldProps } from './field.tsx';
import type { FormBody } from './filled.ts';
import { ChoiceField, Hidden, TextField } from './form.tsx';
import type { Column } from './table.tsx';

/** Localities by what people type: a name with or without marks, its type before it, or its code. */

/** More than these are too many for a list to choose from on a poor network. */
const LISTED = 300;
const LIST = 'don-vi-trong-dia-ban';

/** Localities of an area in force on a day, by name. */
export function placesOn(registry: Registry, principal: Principal, day: Day): LocalityName[] {
  return listLocalities(registry, day)
    .filter(({ locality }) => areaCovers(principal.area, locality))
    .map(({ named }) => named);
}

/** The name that a locality has on a day, or had on its last. */
export function lastNamed(registry: Registry, locality: Locality, day: Day): LocalityName {
  return registry.nameOn(locality, inForce(locality, day) ? day : (locality.validTo ?? day));
}

/** Provinces of some localities, by name. */
export function provincesOf(registry: Registry, localities: readonly Pick<Locality, 'province'>[]) {
  const codes = new Set(localities.map(({ province }) => province));
  return [...codes].map((code) => ({ code, name: registry.provinces.get(code) ?? code })).sort(compareNames);
}

/** Localities of an area that a list is narrowed to by province and name, by code. */
export function placesAsked(
  registry: Registry,
  area: readonly Locality[],
  { province, q = '' }: { province?: string | undefined; q?: string | undefined },
  day: Day,
): Map<string, LocalityName> {
  const codes = new Set(area.map(({ code }) => code));
  const wanted = fold(q);
  const found = listLocalities(registry, day).filter(
    (one) =>
      codes.has(one.named.code) &&
      (province === undefined || one.named.province === province) &&
      (wanted === '' || matches(one, wanted)),
  );
  return new Map(found.map(({ named }) => [named.code, named]));
}

export const placeText = ({ type, name, code }: LocalityName) => `${type} ${name} (${code})`;

/** The one locality that is meant. @throws {Refused} at the field, when there is none or more than one */
export function readPlace(field: string, text: string, places: readonly LocalityName[]): string {
  const code = /(?:^|\()(\d{5})\)?$/.exec(text.trim())?.[1];
  const q = fold(text);
  const found = places.filter((one) =>
    code === undefined ? fold(one.name) === q || fold(`${one.type} ${one.name}`) === q : one.code === code,
  );
  const [only] = found;
  if (only && found.length === 1) return only.code;
  if (found.length === 0)
    refuse(field, [
      'Không thấy đơn vị này trong địa bàn của anh/chị. Nhập đủ tên hoặc mã 5 số.',
      `There is no locality “${text}” in your area.`,
    ]);
  const all = found.map(placeText).join('; ');
  refuse(field, [
    `Có nhiều đơn vị tên này: ${all}. Nhập mã 5 số.`,
    `Several are called so: ${all}. Write the code.`,
  ]);
}

/** Several, parted by semicolons; none where nothing is typed. @throws {Refused} at the field */
export function readPlaces(field: string, text: string, places: readonly LocalityName[]): string[] {
  const named = text.split(/[;\n]/).filter((one) => one.trim() !== '');
  return [...new Set(named.map((one) => readPlace(field, one, places)))];
}

type PlaceAt<K extends string> = Readonly<Record<K, Pick<LocalityName, 'code' | 'type' | 'name'>>>;

/** The column of a list that says which locality, and leads to its page; in the order of names, whatever their types. */
export function placeColumn<K extends string>(
  say: Say,
  at: K,
  addressOf: (code: string) => string,
): Column<PlaceAt<K>> {
  const nameOf = (row: PlaceAt<K>) => `${row[at].type} ${row[at].name}`;
  return {
    key: 'locality',
    head: say('Đơn vị', 'Locality'),
    value: nameOf,
    sort: (row) => row[at].name,
    cell: (row) => <a href={addressOf(row[at].code)}>{nameOf(row)}</a>,
  };
}

/** A locality to be typed, with those of the area to choose from where they are not too many. */
export function PlaceField({ places, ...field }: FieldProps & { places?: readonly LocalityName[] }) {
  const { registry, principal, now } = useWho();
  const all = places ?? placesOn(registry, principal, dayOf(now));
  const listed = all.length <= LISTED;
  return (
    <>
      <TextField {...field} list={listed ? LIST : undefined} />
      {listed ? (
        <datalist id={LIST}>
          {all.map((one) => (
            <option key={one.code} value={placeText(one)} />
          ))}
        </datalist>
      ) : null}
    </>
  );
}

/** The province that something is made for, or the nation: his own, where he has no choice. */
export function OwnProvinceField() {
  const say = useSay();
  const { registry, principal } = useWho();
  if (principal.area !== '*') return <Hidden fields={{ province: principal.area }} />;
  return (
    <ChoiceField
      name="province"
      label={say('Tỉnh, thành phố', 'Province')}
      options={[['*', say('Cả nước', 'The whole nation')], ...registry.provinces]}
    />
  );
}

/** An area within the reader's own: a province, or one locality in it. */
export function AreaFields() {
  const say = useSay();
  const { registry, principal } = useWho();
  const provinces = provincesIn(registry, principal.area).map(
    (code) => [code, registry.provinces.get(code) ?? code] as const,
  );
  const wide =
    principal.area === '*'
      ? ([
          ['', say('Chọn…', 'Choose…')],
          ['*', say('Cả nước', 'The whole nation')],
        ] as const)
      : [];
  return (
    <>
      <ChoiceField
        name="province"
        label={say('Tỉnh, thành phố', 'Province')}
        options={[...wide, ...provinces]}
      />
      <PlaceField
        name="area"
        label={say('Xã, phường, đặc khu', 'Locality')}
        hint={say(
          'Để trống nếu là cả tỉnh, thành phố. Gõ tên không cần dấu, hoặc mã 5 số.',
          'Leave blank for the whole province. Type the name without marks, or the 5-digit code.',
        )}
      />
    </>
  );
}

/**
 * What a province is called beside a locality, for who reads of the whole nation: there names alone do not say which
 * is meant. Null for everybody else.
 */
export function useProvinceBeside(): (province: string) => string | null {
  const { registry, principal } = useWho();
  return (province) =>
    principal.area === '*' ? shortProvince(registry.provinces.get(province) ?? province) : null;
}

/** What areas are called, for components. */
export function useAreaName(): (area: string) => string {
  const say = useSay();
  const { registry, now } = useWho();
  return (area) => areaWords(registry, area, now, say);
}

/**
 * The area that the two fields mean, which lies in the administrator's own.
 * @throws {Refused} when there is none, or it is not his
 */
export function readArea(
  registry: Registry,
  principal: Principal,
  { province = '', area = '' }: FormBody,
  today: Day,
): string {
  const places = placesOn(registry, principal, today);
  const chosen =
    area.trim() === ''
      ? province
      : readPlace(
          'area',
          area,
          places.filter((one) => province === '*' || province === '' || one.province === province),
        );
  if (chosen === '')
    refuse('province', ['Chọn tỉnh, thành phố hoặc nhập tên xã, phường, đặc khu.', 'Choose an area.']);
  if (!areaWithin(registry, chosen, principal.area))
    refuse(area.trim() === '' ? 'province' : 'area', [
      'Địa bàn này ngoài phạm vi quản trị của anh/chị. Chọn địa bàn khác.',
      'This area is not within yours.',
    ]);
  return chosen;
}

/** The two fields as they stand for an area. */
export function areaTyped(registry: Registry, area: string, day: Day): FormBody {
  const locality = registry.localities.get(area);
  if (!locality) return { province: area, area: '' };
  return { province: locality.province, area: placeText(registry.nameOn(locality, day)) };
}

/** The two fields as they begin: the reader's own area, where that is not the whole nation. */
export function ownAreaTyped(
  { registry, principal }: { registry: Registry; principal: Principal },
  day: Day,
) {
  return areaTyped(registry, principal.area === '*' ? '' : principal.area, day);
}
