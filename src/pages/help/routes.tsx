import { z } from 'zod';
import { ROLES, type Role } from '../../access/principal.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { type Assets, assetPath } from '../assets.ts';
import { screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { GUIDES } from './guides.ts';
import { Help } from './page.tsx';
import type { PictureName } from './pictures.ts';
import type { Guide } from './types.ts';

/** Help: one page a role; without one named, the reader's own. */
export function helpRoutes({ wrap, assets }: { wrap: Wrap; assets: Assets }): Routes {
  const pictureAt = (name: PictureName) => assetPath(assets, `${name}.webp`);
  const page = (guide: Guide, reader: Role) => <Help guide={guide} reader={reader} pictureAt={pictureAt} />;
  return async (app) => {
    const config = { access: ROLES };
    screen(app, wrap, {
      path: '/tro-giup',
      config,
      load: ({ principal }) => guideWhere(({ role }) => role === principal.role),
      view: ({ it, principal }) => ({ title: ['Trợ giúp', 'Help'], content: page(it, principal.role) }),
    });
    screen(app, wrap, {
      path: '/tro-giup/:slug',
      config,
      params: { slug: z.string() },
      load: ({ params }) => guideWhere(({ slug }) => slug === params.slug),
      view: ({ it, principal }) => ({ title: it.title, content: page(it, principal.role) }),
    });
  };
}

/** @throws {Problem} not_found */
function guideWhere(is: (guide: Guide) => boolean): Guide {
  const found = GUIDES.find(is);
  if (!found) throw new Problem('not_found');
  return found;
}
