import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { maySeePeople } from '../../access/people.ts';
import { areaCovers, may, ROLES } from '../../access/principal.ts';
import { presentAlert } from '../../alerts/answers.ts';
import { findAlert } from '../../alerts/list-store.ts';
import { maySee, visibleAreas } from '../../alerts/visible.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { problems } from '../../http/answers.ts';
import type { Routes } from '../../http/context.ts';
import { plainText } from '../../http/query.ts';
import { findPlaces, nearness } from '../../registry/places.ts';
import { fold } from '../../registry/search.ts';
import { inForce, type Locality } from '../../registry/types.ts';
import { gapsAddress, localityAddress } from '../addresses.ts';
import { ALERTS } from '../alerts/addresses.ts';
import { readLiveOf, readPeopleOf } from './store.ts';

const found = z.object({
  kind: z.enum(['locality', 'indicator', 'person', 'alert']),
  code: z.string(),
  title: z.string(),
  href: z.string().meta({ description: 'The page of it, within this service' }),
});
type Found = z.infer<typeof found>;

/** Of each kind. */
const MOST = 10;

/** One search over localities, indicators, people and alerts of one's area. */
export function searchRoutes({ sql }: { sql: RootSql }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/search',
      {
        config: { access: ROLES },
        schema: {
          tags: ['registry'],
          summary: 'Localities, indicators, people and alerts of your area by what people type',
          description:
            'Accents may be left out; former names are known; people only for who may read their names. Up to ten of each kind, the nearest first.',
          querystring: z.strictObject({
            q: plainText.pipe(z.string().trim().min(1).max(100)).meta({ minLength: 1, maxLength: 100 }),
          }),
          response: { 200: z.object({ items: z.array(found) }), ...problems(401, 422) },
        },
      },
      async (request) => {
        const q = fold(request.query.q);
        if (q === '') return { items: [] };
        const { registry, principal, receivedAt } = request;
        const places = findPlaces(registry, q, dayOf(receivedAt), (one) => areaCovers(principal.area, one));
        return {
          items: [
            ...places.slice(0, MOST).map((one) => placeFound(request, one)),
            ...indicatorsFound(request, q),
            ...(await peopleFound(request, q)),
            ...(await alertsFound(request, q, places.slice(0, MOST))),
          ],
        };
      },
    );
  };

  async function peopleFound(
    { registry, principal, receivedAt }: FastifyRequest,
    q: string,
  ): Promise<Found[]> {
    const { role } = principal;
    const { codes } = visibleAreas(registry, principal);
    const everybody = await readPeopleOf(sql, codes, may(role, 'administer'));
    const people = everybody.filter((one) => maySeePeople(principal, one.area));
    return nearest(people, ({ name }) => fold(name), q).map(({ name, position, area: of, account }) => {
      const locality = registry.localities.get(of);
      const place = locality
        ? placeName(registry.nameOn(locality, dayOf(receivedAt)))
        : (registry.provinces.get(of) ?? '');
      return {
        kind: 'person' as const,
        code: account === null ? of : String(account),
        title: [name, position, place].filter(Boolean).join(', '),
        href: locality ? localityAddress(of) : may(role, 'administer') ? '/quan-tri/lien-he' : '/',
      };
    });
  }

  async function alertsFound(
    { registry, principal }: FastifyRequest,
    q: string,
    places: readonly Locality[],
  ): Promise<Found[]> {
    const byNumber = /^\d{1,15}$/.test(q) ? [Number(q)] : [];
    const ofPlaces =
      places.length === 0
        ? []
        : await readLiveOf(
            sql,
            places.map((one) => one.code),
            MOST,
          );
    const visible = visibleAreas(registry, principal);
    const rows = await Promise.all([...new Set([...byNumber, ...ofPlaces])].map((id) => findAlert(sql, id)));
    return rows
      .flatMap((row) => (row && maySee(visible, row.area) ? presentAlert(registry, row) : []))
      .slice(0, MOST)
      .map(({ id, reasonVi }) => ({
        kind: 'alert',
        code: String(id),
        title: reasonVi,
        href: `${ALERTS}/${id}`,
      }));
  }
}

function placeFound({ registry, receivedAt }: FastifyRequest, locality: Locality): Found {
  const today = dayOf(receivedAt);
  const day = inForce(locality, today) ? today : (locality.validTo ?? today);
  const named = registry.nameOn(locality, day);
  const province = registry.provinces.get(locality.province) ?? '';
  const title = `${placeName(named)}, ${province}`;
  return { kind: 'locality', code: locality.code, title, href: localityAddress(locality.code) };
}

function indicatorsFound({ registry, receivedAt }: FastifyRequest, q: string): Found[] {
  const all = [...registry.indicatorsOn(dayOf(receivedAt)).values()];
  return nearest(all, ({ code, nameVi, nameEn }) => `${code} ${fold(nameVi)} ${fold(nameEn)}`, q).map(
    ({ code, nameVi }) => ({
      kind: 'indicator' as const,
      code,
      title: nameVi,
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
