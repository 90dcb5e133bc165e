import { z } from 'zod';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { REFERENCE } from './addresses.ts';
import { type ApiDocument, type Operation, operationsOf } from './document.ts';
import { PartPage, partTitle, ReferencePage } from './page.tsx';

/** The reference of the API as pages, made of the document that machines read; open to all, as that is. */
export function referencePages({ shell, publicUrl }: { shell: Shell; publicUrl: string }): Routes {
  return async (app) => {
    // Once: the routes are what they are from the start on.
    let made: Operation[] | undefined;
    const operations = () => {
      made ??= operationsOf(app.swagger() as ApiDocument);
      return made;
    };
    const config = { access: 'public', ifKnown: true } as const;

    app.get(REFERENCE, { config, schema: { hide: true } }, async ({ principal }, reply) => {
      const content = <ReferencePage operations={operations()} publicUrl={publicUrl} />;
      return sendPage(reply, 200, shell(['Tài liệu API', 'API reference'], content, principal));
    });

    app.get(
      `${REFERENCE}/:part`,
      { config, schema: { hide: true, params: z.object({ part: z.string().max(100) }) } },
      async ({ principal, params: { part } }, reply) => {
        const those = operations().filter((one) => one.part === part);
        if (those.length === 0) throw new Problem('not_found');
        const content = <PartPage part={part} operations={those} publicUrl={publicUrl} />;
        return sendPage(reply, 200, shell(partTitle(part), content, principal));
      },
    );
  };
}
