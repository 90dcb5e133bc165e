import { z } from 'zod';
import { problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { flag } from '../http/query.ts';
import { MEDIA_TYPES } from '../sheets/formats.ts';

/** Sheets as the body of a request, whatever their rows are; such routes take nothing else. */

export function takeSheetsAlone(app: Parameters<Routes>[0], bodyLimit: number): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(Object.values(MEDIA_TYPES), { parseAs: 'buffer', bodyLimit }, (_, body, done) =>
    done(null, body),
  );
}

/** What can be asked with one, and what is answered. */
export const sheetPosted = <A extends z.ZodType>(answer: A) => ({
  consumes: Object.values(MEDIA_TYPES),
  querystring: z.strictObject({
    atomic: flag.default(false),
    dryRun: flag.default(false),
    hidden: flag.default(false).meta({ description: 'Take rows and columns that are hidden, too' }),
  }),
  body: z.unknown().meta({ type: 'string', format: 'binary' }),
  response: { 200: answer, 422: answer, ...problems(401, 403, 413, 415, 429, 503) },
});
