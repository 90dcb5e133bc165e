import { z } from 'zod';
import type { Routes } from '../http/context.ts';
import { refuseOtherSites } from '../http/same-site.ts';
import { LANGUAGES, languageCookie } from './language.tsx';
import { safeNext } from './next.ts';

const body = z.object({
  language: z.enum(LANGUAGES),
  next: z.string().max(2_000).default('').transform(safeNext),
});

/** Switches the language of pages in this browser, and goes back to the page. */
export function languageRoutes({ publicUrl }: { publicUrl: string }): Routes {
  return async (app) => {
    app.post(
      '/language',
      { config: { access: 'public' }, schema: { hide: true, body } },
      async (request, reply) => {
        refuseOtherSites(request, publicUrl);
        const { language, next } = request.body;
        reply.setCookie(...languageCookie(language, publicUrl.startsWith('https:')));
        return reply.redirect(next, 303);
      },
    );
  };
}
