import { z } from 'zod';
import { areaWithin } from '../../../access/areas.ts';
import type { Principal } from '../../../access/principal.ts';
import {
  createProgramme,
  type NewProgramme,
  newProgrammeFields,
  settingsFields,
} from '../../../changes/programme-create.ts';
import { COPIED_ALONG } from '../../../digest/copies.ts';
import type { Routes } from '../../../http/context.ts';
import { refuse } from '../../../refused.ts';
import type { Registry } from '../../../registry/snapshot.ts';
import { type FormBody, readForm, together } from '../../parts/filled.ts';
import { screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { PROGRAMMES } from './addresses.ts';
import { NewProgrammePage } from './new.tsx';

/** Making a programme in the browser. */
export function programmeMakingRoutes({ db, wrap }: AdministrationDeps): Routes {
  return async (app) => {
    const making = screen(app, wrap, {
      path: `${PROGRAMMES}/moi`,
      config,
      query: { copy: z.string().max(100).optional(), province: z.string().max(2).optional() },
      view: ({ registry, principal, query, today }) => ({
        title: ['Lập đợt báo cáo', 'Make a programme'],
        content: (
          <NewProgrammePage
            copies={[...registry.programmes.values()]}
            typed={begun(registry, principal, query, today)}
          />
        ),
      }),
    });
    making.post({
      several: ['provinces'],
      read: (body, { registry, principal }) => {
        const provinces = (body.provinces ?? '').split(' ').filter(Boolean).join(',');
        const given = { ...body, provinces };
        const fields = newProgrammeFields(registry);
        const blank = (name: string) =>
          (given as FormBody)[name] === undefined || (given as FormBody)[name] === '';
        const {
          'name-en': nameEn,
          copy,
          'ends-on': endsOn,
          period,
          'closes-on': closesOn,
          ...needed
        } = fields;
        const optional = { 'name-en': nameEn, copy, 'ends-on': endsOn, period, 'closes-on': closesOn };
        const { cutoff, deadline } = settingsFields(registry);
        const kept = <T extends object>(all: T) =>
          Object.fromEntries(Object.entries(all).filter(([name, read]) => read && !blank(name)));
        const { provinces: whom, ...first } = needed;
        const [one, asked, other, settings] = together(
          () => readForm<NewProgramme>(first, given),
          () => {
            if (provinces === '')
              refuse('provinces', ['Chọn ít nhất một tỉnh, thành phố.', 'Choose one province at least.']);
            return readForm<Pick<NewProgramme, 'provinces'>>({ provinces: whom } as typeof first, given);
          },
          () => readForm<Partial<NewProgramme>>(kept(optional), given),
          () => readForm<NewProgramme['settings']>(kept({ cutoff, deadline }), given),
        );
        const wanted: NewProgramme = { ...one, ...asked, ...other, settings };
        if (!wanted.provinces.every((code) => areaWithin(registry, code, principal.area)))
          refuse('provinces', ['Ngoài địa bàn anh/chị quản trị.', 'This lies outside your own area.']);
        return wanted;
      },
      act: async (author, wanted) => {
        await createProgramme(db, author, wanted, COPIED_ALONG);
        return wanted.code;
      },
      to: (code) => `${PROGRAMMES}/${code}?done=lap`,
    });
  };
}

/** What stands in the form to begin with: the reader's own province, a copy of what there is, from today. */
function begun(
  registry: Registry,
  { area }: Principal,
  { copy, province }: { copy?: string | undefined; province?: string | undefined },
  today: string,
): FormBody {
  const own = area === '*' ? province : area;
  const named = own === undefined ? undefined : registry.provinces.get(own);
  return {
    provinces: named === undefined ? '' : (own ?? ''),
    copy: copy ?? [...registry.programmes.keys()][0] ?? '',
    'starts-on': today,
    ...(named === undefined
      ? {}
      : {
          code: `bao-cao-${own}`,
          'name-vi': `Báo cáo hằng ngày về điều kiện phủ xanh – ${named.replace(/^(?:Thành phố|Tỉnh) /, '')}`,
        }),
  };
}
