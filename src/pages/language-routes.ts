import { z } from 'zod';
import type { Routes } from '../http/context.ts';
import { refuseOtherSites } from '../http/same-site.ts';
import { LANGUAGES, languageCookie } from './language.tsx';
import { nextField } from './next.ts';

const body = z.object({
  language: z.enum(LANGUAGES),
  next: nextField,
});

/** Switches the language of pages in this browser, and goes back to the page. */
export function languageRoutes({ publicUrl }: { publicUrl: string }): Routes {
  return async (app) => {
    app.post(
      '/ngon-ngu',
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
