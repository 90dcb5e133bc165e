import { areaCovers } from '../../../access/principal.ts';
import { EXCEPTION_FIELDS, endException, LONGEST_DAYS, openException } from '../../../changes/exceptions.ts';
import { addDays, type Day, instantOf } from '../../../days.ts';
import type { Routes } from '../../../http/context.ts';
import { listExceptions } from '../../../registry/changes-store.ts';
import { readForm, together } from '../../parts/filled.ts';
import { lastNamed, placesOn, readPlace } from '../../parts/places.tsx';
import { rowId, screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { Exceptions } from './page.tsx';

/** Days that those which have ended are still listed. */
const LISTED_DAYS = 31;

/** Exceptions to the lock of days. */
export function exceptionRoutes({ db, wrap }: AdministrationDeps): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: '/quan-tri/mo-lai',
      config,
      done: {
        mo: ['Đã mở lại ngày này cho đơn vị.', 'The day is reopened for the locality.'],
        dong: ['Đã đóng lại.', 'It is closed again.'],
      },
      load: async ({ registry, principal, now, today }) =>
        (await listExceptions(db.orm, instantOf(addDays(today, -LISTED_DAYS)))).flatMap((one) => {
          const locality = registry.localities.get(one.locality);
          if (!locality || !areaCovers(principal.area, locality)) return [];
          const { type, name } = lastNamed(registry, locality, today);
          return [{ ...one, place: `${type} ${name}`, open: one.until > now }];
        }),
      view: ({ it }) => ({
        title: ['Mở lại ngày đã khóa', 'Reopened days'],
        content: <Exceptions exceptions={it} longestDays={LONGEST_DAYS} />,
      }),
    });
    page.post({
      read: (body, { registry, principal, today }) =>
        together(
          () => readPlace('locality', body.locality ?? '', placesOn(registry, principal, today)),
          () => readForm<{ day: Day; until: Date; reason: string }>(EXCEPTION_FIELDS, body),
        ),
      act: (author, [place, fields]) => openException(db, author, place, fields),
      done: 'mo',
    });
    page.post({
      at: '/:exception/dong',
      params: { exception: rowId },
      find: ({ it, params }) => it.some(({ id }) => id === params.exception),
      act: (author, _, { params }) => endException(db, author, params.exception),
      done: 'dong',
    });
  };
}
