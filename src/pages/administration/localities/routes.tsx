import { z } from 'zod';
import {
  ENDING_FIELDS,
  endLocalityOn,
  RENAMING_FIELDS,
  renameLocality,
} from '../../../changes/localities.ts';
import { earliestOpen, programmesOf } from '../../../changes/registry.ts';
import type { Day } from '../../../days.ts';
import type { Routes } from '../../../http/context.ts';
import { requireLocality } from '../../../http/lookup.ts';
import type { LocalityType } from '../../../registry/types.ts';
import { readForm } from '../../parts/filled.ts';
import { lastNamed, placesOn, readPlace } from '../../parts/places.tsx';
import { screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { findLocalities } from './facts.ts';
import { Localities } from './list.tsx';
import { LocalityPage } from './page.tsx';

const PATH = '/quan-tri/don-vi';

/** Names, types and ends of localities. */
export function localityAdminRoutes({ db, shell }: AdministrationDeps): Routes {
  return async (app) => {
    screen(app, shell, {
      path: PATH,
      config,
      query: { q: z.string().max(100).default('') },
      view: ({ registry, principal, query, today }) => ({
        title: ['Đơn vị', 'Localities'],
        content: <Localities found={findLocalities(registry, principal, query.q, today)} />,
      }),
    });
    const page = screen(app, shell, {
      path: `${PATH}/:code`,
      config,
      params: { code: z.string() },
      done: {
        ten: ['Đã lưu tên mới.', 'The name is saved.'],
        'ket-thuc': ['Đã ghi nhận ngày ngừng hoạt động.', 'The last day is saved.'],
      },
      load: ({ registry, principal, params }) => requireLocality(registry, principal, params.code),
      view: ({ it, registry, now, today }) => {
        const named = lastNamed(registry, it, today);
        const next = registry.localities.get(it.successor ?? '');
        const content = (
          <LocalityPage
            locality={it}
            named={named}
            successor={next && lastNamed(registry, next, today)}
            earliest={earliestOpen(registry, programmesOf(registry, it.province), now, it.province)}
          />
        );
        return { title: `${named.type} ${named.name}`, content };
      },
    });
    page.post({
      at: '/ten',
      form: 'ten',
      read: (body) => readForm<{ name: string; type: LocalityType; from: Day }>(RENAMING_FIELDS, body),
      act: (author, given, { it }) => renameLocality(db, author, it.code, given),
      done: 'ten',
    });
    page.post({
      at: '/ket-thuc',
      form: 'ket-thuc',
      read: (body, { registry, principal, today }) => {
        const { lastDay } = readForm<{ lastDay: Day }>(ENDING_FIELDS, body);
        const text = body.successor ?? '';
        const places = placesOn(registry, principal, today);
        return { lastDay, successor: text.trim() === '' ? null : readPlace('successor', text, places) };
      },
      act: (author, ending, { it }) => endLocalityOn(db, author, it.code, ending),
      done: 'ket-thuc',
    });
  };
}
