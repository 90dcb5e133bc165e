import { readYesNo } from '../../../fields.ts';
import type { Routes } from '../../../http/context.ts';
import { setOpenData } from '../../../opendata/settings.ts';
import { listOpenData } from '../../../opendata/store.ts';
import { screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { OPEN_DATA, OpenDataSettings } from './page.tsx';

/** Whether a province of the reader's area shows anybody how it stands. */
export function openDataAdminRoutes({ db, wrap }: AdministrationDeps): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: OPEN_DATA,
      config,
      done: { luu: ['Đã lưu. Có hiệu lực ngay.', 'Saved. It holds from now on.'] },
      view: async () => ({
        title: ['Dữ liệu mở', 'Open data'],
        content: <OpenDataSettings rows={await listOpenData(db.orm)} />,
      }),
    });
    page.post({
      form: 'luu',
      read: ({ province = '', on = '', licence = '', publisher = '' }) => ({
        province,
        given: { on: readYesNo('on', on), licence, publisher },
      }),
      act: (author, { province, given }, { registry, principal }) =>
        setOpenData(db, author, registry, principal.area, province, given),
      done: 'luu',
    });
  };
}
