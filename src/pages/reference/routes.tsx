import { z } from 'zod';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { REFERENCE } from './addresses.ts';
import { type ApiDocument, type Operation, operationsOf } from './document.ts';
import { PartPage, partTitle, ReferencePage } from './page.tsx';

/** The reference of the API as pages, made of the document that machines read; open to all, as that is. */
export function referencePages({ wrap, publicUrl }: { wrap: Wrap; publicUrl: string }): Routes {
  return async (app) => {
    // Once: the routes are what they are from the start on.
    let made: Operation[] | undefined;
    const operations = () => {
      made ??= operationsOf(app.swagger() as ApiDocument);
      return made;
    };
    const config = { access: 'public', ifKnown: true } as const;

    screen(app, wrap, {
      path: REFERENCE,
      config,
      view: () => ({
        title: ['Tài liệu API', 'API reference'],
        content: <ReferencePage operations={operations()} publicUrl={publicUrl} />,
      }),
    });
    screen(app, wrap, {
      path: `${REFERENCE}/:part`,
      config,
      params: { part: z.string().max(100) },
      load: ({ params }) => {
        const those = operations().filter((one) => one.part === params.part);
        if (those.length === 0) throw new Problem('not_found');
        return those;
      },
      view: ({ it, params: { part } }) => ({
        title: partTitle(part),
        content: <PartPage part={part} operations={it} publicUrl={publicUrl} />,
      }),
    });
  };
}
