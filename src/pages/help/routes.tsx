import { z } from 'zod';
import { ROLES, type Role } from '../../access/principal.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { type Assets, assetPath } from '../assets.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { GUIDES } from './guides.ts';
import { Help } from './page.tsx';
import type { PictureName } from './pictures.ts';
import type { Guide } from './types.ts';

/** Help: one page a role; without one named, the reader's own. */
export function helpRoutes({ shell, assets }: { shell: Shell; assets: Assets }): Routes {
  const pictureAt = (name: PictureName) => assetPath(assets, `${name}.webp`);
  const page = (guide: Guide, reader: Role) => <Help guide={guide} reader={reader} pictureAt={pictureAt} />;
  return async (app) => {
    const config = { access: ROLES };
    app.get('/tro-giup', { config, schema: { hide: true } }, async ({ principal }, reply) => {
      const own = GUIDES.find(({ role }) => role === principal.role);
      if (!own) throw new Problem('not_found');
      return sendPage(reply, 200, shell(['Trợ giúp', 'Help'], page(own, principal.role), principal));
    });

    app.get(
      '/tro-giup/:slug',
      { config, schema: { hide: true, params: z.object({ slug: z.string() }) } },
      async ({ principal, params }, reply) => {
        const guide = GUIDES.find(({ slug }) => slug === params.slug);
        if (!guide) throw new Problem('not_found');
        return sendPage(reply, 200, shell(guide.title, page(guide, principal.role), principal));
      },
    );
  };
}
