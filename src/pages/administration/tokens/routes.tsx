import { areaWithin } from '../../../access/areas.ts';
import { listTokens } from '../../../access/store.ts';
import { createToken, type NewToken, revokeTokenOf, TOKEN_FIELDS } from '../../../access/token-changes.ts';
import type { Routes } from '../../../http/context.ts';
import { readForm, together } from '../../parts/filled.ts';
import { readArea } from '../../parts/places.tsx';
import { rowId, screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { type Made, Tokens } from './page.tsx';

const { name, role, expires } = TOKEN_FIELDS;

/** The tokens of other systems. */
export function tokenRoutes({ db: { orm }, wrap }: AdministrationDeps): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: '/quan-tri/ma-truy-cap',
      config,
      done: { 'thu-hoi': ['Đã thu hồi mã.', 'The token is revoked.'] },
      load: async ({ registry, principal }) =>
        (await listTokens(orm))
          .filter((one) => areaWithin(registry, one.area, principal.area))
          .sort((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null) || b.id - a.id),
      more: {} as { made?: Made },
      view: ({ it, more }) => ({
        title: ['Mã truy cập', 'Access tokens'],
        content: <Tokens tokens={it} made={more.made} />,
      }),
    });

    page.post({
      read: (body, { registry, principal, today }) =>
        together(
          () => readForm<Pick<NewToken, 'name' | 'role' | 'expiresAt'>>({ name, role, expires }, body),
          () => readArea(registry, principal, body, today),
        ),
      act: async (author, [given, area]) => ({
        name: given.name,
        token: await createToken(orm, author, { ...given, area }),
      }),
      // Not by way of a redirect: it is shown this once.
      show: (made) => ({ made }),
    });

    page.post({
      at: '/:token/thu-hoi',
      params: { token: rowId },
      find: ({ it, params }) => it.some(({ id }) => id === params.token),
      act: (author, _, { params }) => revokeTokenOf(orm, author, params.token),
      done: 'thu-hoi',
    });
  };
}
