import { provincesIn } from '../../../access/areas.ts';
import { AGENCY_FIELDS, type AgencyTerms, endAgency, setAgency } from '../../../changes/agencies.ts';
import { readDay } from '../../../fields.ts';
import type { Routes } from '../../../http/context.ts';
import { refuse, together } from '../../../refused.ts';
import { type FormBody, readForm } from '../../parts/filled.ts';
import { type Asked, screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { AGENCIES, Agencies, END } from './page.tsx';

/** Agencies of the reader's provinces. */
export function agencyRoutes({ db, wrap }: AdministrationDeps): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: AGENCIES,
      config,
      done: {
        luu: ['Đã lưu.', 'Saved.'],
        [END]: ['Đã ghi ngày cuối.', 'The last day is saved.'],
      },
      view: ({ registry, principal }) => {
        const own = provincesIn(registry, principal.area);
        const agencies = registry.agencies.filter((one) => own.includes(one.province));
        return { title: ['Cơ quan', 'Agencies'], content: <Agencies agencies={agencies} /> };
      },
    });
    page.post({
      form: 'luu',
      read: (body, asked) =>
        together(
          () => readKey(body, asked),
          () => readForm<AgencyTerms>(AGENCY_FIELDS, body),
        ),
      act: (author, [key, terms]) => setAgency(db, author, key, terms),
      done: 'luu',
    });
    page.post({
      at: '/ket-thuc',
      form: END,
      read: (body, asked) =>
        together(
          () => readKey(body, asked),
          () => readDay('last-day', body['last-day'] ?? ''),
        ),
      act: (author, [key, lastDay]) => endAgency(db, author, key, lastDay),
      done: END,
    });
  };
}

function readKey(body: FormBody, { registry, principal }: Asked): { province: string; code: string } {
  const { province = '', code = '' } = body;
  if (!provincesIn(registry, principal.area).includes(province))
    refuse('province', ['Chọn một tỉnh, thành phố trong địa bàn.', 'It is not in your area.']);
  return { province, code: code.trim() };
}
