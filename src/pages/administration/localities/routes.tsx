import { z } from 'zod';
import { areaWithin } from '../../../access/areas.ts';
import {
  ENDING_FIELDS,
  endLocalityOn,
  RENAMING_FIELDS,
  renameLocality,
} from '../../../changes/localities.ts';
import {
  createLocalities,
  NEW_LOCALITY_FIELDS,
  type NewLocality,
  planLocalities,
  withLocalities,
} from '../../../changes/new-localities.ts';
import { type Preview, previewColours } from '../../../changes/preview.ts';
import { earliestOpen, programmesOf } from '../../../changes/registry.ts';
import type { Day } from '../../../days.ts';
import type { Routes } from '../../../http/context.ts';
import { requireLocality } from '../../../http/lookup.ts';
import { Refused, refuse, together } from '../../../refused.ts';
import type { LocalityType } from '../../../registry/types.ts';
import { readForm } from '../../parts/filled.ts';
import { lastNamed, placesOn, readPlaces } from '../../parts/places.tsx';
import { screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { findLocalities } from './facts.ts';
import { Localities } from './list.tsx';
import { NEW_LOCALITY, NewLocalityPage } from './new.tsx';
import { LocalityPage } from './page.tsx';

const PATH = '/quan-tri/don-vi';

/** Names, types and ends of localities. */
export function localityAdminRoutes({ db, wrap }: AdministrationDeps): Routes {
  const more: { previews?: readonly Preview[] } = {};
  return async (app) => {
    screen(app, wrap, {
      path: PATH,
      config,
      query: { q: z.string().max(100).default('') },
      view: ({ registry, principal, query, today }) => ({
        title: ['Đơn vị', 'Localities'],
        content: <Localities found={findLocalities(registry, principal, query.q, today)} />,
      }),
    });
    const fresh = screen(app, wrap, {
      path: NEW_LOCALITY,
      config,
      more,
      view: ({ more }) => ({
        title: ['Thêm đơn vị', 'Add a locality'],
        content: <NewLocalityPage {...more} />,
      }),
    });
    fresh.post({
      read: (body, { registry, principal, today }): NewLocality => {
        const places = placesOn(registry, principal, today);
        const [fields, predecessors] = together(
          () => readForm<Omit<NewLocality, 'predecessors' | 'lon' | 'lat'>>(NEW_LOCALITY_FIELDS, body),
          () => readPlaces('predecessors', body.predecessors ?? '', places),
        );
        if (!areaWithin(registry, fields.province, principal.area))
          refuse('province', ['Chọn một tỉnh, thành phố trong địa bàn.', 'It is not in your area.']);
        return { ...fields, predecessors, lon: null, lat: null };
      },
      preview: async (row, { registry, now, today }) => {
        const planned = planLocalities(registry, [row], now);
        if ('objections' in planned) throw new Refused(planned.objections);
        return { previews: await previewColours(db, (rows) => withLocalities(rows, planned, today), now) };
      },
      act: async (author, row) => {
        await createLocalities(db, author, [row]);
        return row.code;
      },
      to: (code) => `${PATH}/${code}?done=moi`,
    });
    const page = screen(app, wrap, {
      path: `${PATH}/:code`,
      config,
      params: { code: z.string() },
      done: {
        moi: ['Đã thêm đơn vị.', 'The locality is added.'],
        ten: ['Đã lưu tên mới.', 'The name is saved.'],
        'ket-thuc': ['Đã ghi nhận ngày ngừng hoạt động.', 'The last day is saved.'],
      },
      load: ({ registry, principal, params }) => requireLocality(registry, principal, params.code),
      view: ({ it, registry, now, today }) => {
        const named = lastNamed(registry, it, today);
        const lineage = (codes: readonly string[]) =>
          codes.flatMap((code) => {
            const one = registry.localities.get(code);
            return one ? [lastNamed(registry, one, today)] : [];
          });
        const content = (
          <LocalityPage
            locality={it}
            named={named}
            successors={lineage(it.successors)}
            predecessors={lineage(registry.predecessorsOf(it.code))}
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
        return { lastDay, successors: readPlaces('successor', text, places) };
      },
      act: (author, ending, { it }) => endLocalityOn(db, author, it.code, ending),
      done: 'ket-thuc',
    });
  };
}
