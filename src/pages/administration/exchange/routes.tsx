import { readCodes } from '../../../exchange/code-store.ts';
import { setCodes } from '../../../exchange/codes.ts';
import type { Routes } from '../../../http/context.ts';
import { screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { EXCHANGE, ExchangeCodes } from './page.tsx';

/** What another system calls things of the reader's area. */
export function exchangeAdminRoutes({ db, wrap }: AdministrationDeps): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: EXCHANGE,
      config,
      done: { luu: ['Đã lưu.', 'Saved.'] },
      view: async () => ({
        title: ['Mã của hệ thống khác', 'Codes of other systems'],
        content: <ExchangeCodes codes={await readCodes(db.orm)} />,
      }),
    });
    page.post({
      form: 'luu',
      read: ({ kind = '', ours = '', uid = '', code = '' }) => ({
        ...{ kind, ours: ours.trim(), uid: uid.trim(), code: code.trim() },
      }),
      act: (author, typed, { registry, principal }) =>
        setCodes(db, author, registry, principal.area, [typed]),
      told: (objections) =>
        objections.map((one) => ({ ...one, field: one.field.replace(/^items\/0\/?/, '') || 'ours' })),
      done: 'luu',
    });
  };
}
