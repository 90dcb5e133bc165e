import { areaCovers, may, maySeePeople, type Principal } from '../../access/principal.ts';
import { findAlerts } from '../../alerts/list-store.ts';
import { namesFor } from '../../alerts/names.ts';
import { alertTexts } from '../../alerts/texts.ts';
import { maySee, visibleAreas } from '../../alerts/visible.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { findPlaces, nearness } from '../../registry/places.ts';
import { fold } from '../../registry/search.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { inForce, type Locality } from '../../registry/types.ts';
import { gapsAddress, HOME, localityAddress } from '../addresses.ts';
import { ALERTS } from '../alerts/addresses.ts';
import type { Words } from '../say.ts';
import { type FoundPerson, readLiveOf, readPeopleOf } from './store.ts';

export const FOUND_KINDS = ['locality', 'indicator', 'person', 'alert'] as const;

export interface Found {
  kind: (typeof FOUND_KINDS)[number];
  code: string;
  title: Words;
  /** The page of it. */
  href: string;
}

export interface Seeker {
  registry: Registry;
  principal: Principal;
  now: Date;
}

/** Of each kind. */
const MOST = 10;

/**
 * Localities, indicators, people and alerts of who asks by what people type: accents may be left out, former names are
 * known, people only for who may read their names. Up to ten of each kind, the nearest first.
 */
export async function findAll(sql: RootSql, seeker: Seeker, text: string): Promise<Found[]> {
  const q = fold(text);
  if (q === '') return [];
  const { registry, principal, now } = seeker;
  const places = findPlaces(registry, q, dayOf(now), (one) => areaCovers(principal.area, one)).slice(0, MOST);
  const [people, alerts] = await Promise.all([findPeople(sql, seeker, q), findLive(sql, seeker, q, places)]);
  return [
    ...places.map((one) => placeFound(seeker, one)),
    ...findIndicators(seeker, q),
    ...people,
    ...alerts,
  ];
}

async function findPeople(sql: RootSql, { registry, principal, now }: Seeker, q: string): Promise<Found[]> {
  const { codes } = visibleAreas(registry, principal);
  const everybody = await readPeopleOf(sql, codes, may(principal.role, 'administer'));
  const called = everybody.filter(
    (one) => foldedName(one.name).includes(q) && maySeePeople(principal, one.area),
  );
  return nearest(onceEach(called), ({ name }) => foldedName(name), q).map(
    ({ name, position, area, account }) => {
      const locality = registry.localities.get(area);
      const place = locality
        ? placeName(registry.nameOn(locality, dayOf(now)))
        : (registry.provinces.get(area) ?? '');
      const said = [name, position, place].filter(Boolean).join(', ');
      return {
        kind: 'person' as const,
        code: account === null ? area : String(account),
        title: [said, said],
        href: locality
          ? localityAddress(area)
          : may(principal.role, 'administer')
            ? '/quan-tri/lien-he'
            : HOME,
      };
    },
  );
}

/** A person and area once: as he hears, which tells his position, before as he signs in. */
function onceEach(people: readonly FoundPerson[]): FoundPerson[] {
  const sorted = [...people].sort(
    (a, b) => compare(a.area, b.area) || compare(a.name, b.name) || (a.account ?? -1) - (b.account ?? -1),
  );
  return [
    ...new Map(sorted.toReversed().map((one) => [`${one.area} ${foldedName(one.name)}`, one])).values(),
  ].reverse();
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Names remembered as they are looked for; then all is forgotten, and begins anew. */
const NAMES_KEPT = 50_000;
const names = new Map<string, string>();

/** Folding thousands of names takes longer than reading them. */
function foldedName(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  if (names.size >= NAMES_KEPT) names.clear();
  const folded = fold(name);
  names.set(name, folded);
  return folded;
}

async function findLive(
  sql: RootSql,
  { registry, principal }: Seeker,
  q: string,
  places: readonly Locality[],
): Promise<Found[]> {
  const byNumber = /^\d{1,15}$/.test(q) ? [Number(q)] : [];
  const codes = places.map((one) => one.code);
  const ofPlaces = codes.length === 0 ? [] : await readLiveOf(sql, codes, MOST);
  const ids = [...new Set([...byNumber, ...ofPlaces])];
  if (ids.length === 0) return [];
  const visible = visibleAreas(registry, principal);
  return (await findAlerts(sql, ids))
    .flatMap((row): Found[] => {
      const names = maySee(visible, row.area) ? namesFor(registry, row.area, dayOf(row.openedAt)) : undefined;
      if (!names) return [];
      const { reasonVi, reason } = alertTexts(row, names);
      const code = String(row.id);
      return [{ kind: 'alert', code, title: [reasonVi, reason], href: `${ALERTS}/${code}` }];
    })
    .slice(0, MOST);
}

function placeFound({ registry, now }: Seeker, locality: Locality): Found {
  const today = dayOf(now);
  const day = inForce(locality, today) ? today : (locality.validTo ?? today);
  const title = `${placeName(registry.nameOn(locality, day))}, ${registry.provinces.get(locality.province) ?? ''}`;
  return {
    kind: 'locality',
    code: locality.code,
    title: [title, title],
    href: localityAddress(locality.code),
  };
}

function findIndicators({ registry, now }: Seeker, q: string): Found[] {
  const all = [...registry.indicatorsOn(dayOf(now)).values()];
  return nearest(all, ({ code, nameVi, nameEn }) => `${code} ${fold(nameVi)} ${fold(nameEn)}`, q).map(
    ({ code, nameVi, nameEn }) => ({
      kind: 'indicator' as const,
      code,
      title: [nameVi, nameEn],
      href: gapsAddress({ indicator: code }),
    }),
  );
}

/** The first of those whose text holds `q`, the nearest before the others. */
function nearest<T>(all: readonly T[], textOf: (one: T) => string, q: string): T[] {
  return all
    .map((one) => ({ one, worth: nearness(textOf(one), q) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth)
    .slice(0, MOST)
    .map(({ one }) => one);
}

const placeName = ({ type, name }: { type: string; name: string }) => `${type} ${name}`;
