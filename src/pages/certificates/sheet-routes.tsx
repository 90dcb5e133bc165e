import { z } from 'zod';
import type { Author } from '../../access/author.ts';
import { WRITERS } from '../../access/principal.ts';
import { type CertificateImport, importCertificates, refuseKeys } from '../../certificates/import.ts';
import { CERTIFICATE_LAYOUT } from '../../certificates/sheet.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { requireWriter } from '../../http/lookup.ts';
import { sentFile, takeFiles } from '../../http/multipart.ts';
import { Problem } from '../../http/problems.ts';
import { formatNumber } from '../../i18n/format.ts';
import { readUpload } from '../../intake/sheet-read.ts';
import { refuse } from '../../refused.ts';
import { type Found, foundSchema } from '../../sheets/found.ts';
import { orRefused, readFile } from '../parts/filled.ts';
import { type Asked, screen } from '../parts/screen.tsx';
import type { Words } from '../say.ts';
import type { Wrap } from '../wrap.tsx';
import { SHEET_PATH } from './addresses.ts';
import { MOST_ROWS, SheetCheck, SheetPage } from './sheet.tsx';

/** Characters that a form carries: a thousand full rows have fewer. */
const MOST_CHARACTERS = 400_000;
/** As a form writes them: three bytes for each byte of a Vietnamese letter. */
const FORM_BYTES = 4 * 1024 * 1024;
const FILE_BYTES = 2 * 1024 * 1024;
const config = { access: WRITERS, form: true, heavy: true as const };

const TOO_LONG: Words = [
  `Tệp có hơn ${formatNumber(MOST_ROWS)} dòng hoặc quá nhiều nội dung. Anh/chị vui lòng tách thành nhiều tệp.`,
  `The sheet has more than ${formatNumber(MOST_ROWS)} rows, or too much in them. Split it.`,
];

/** Certificates as rows of a sheet, checked before they are stored. */
export function certificateSheetPages({ sql, wrap }: { sql: RootSql; wrap: Wrap }): Routes {
  const load = (
    { request, registry, principal }: Asked,
    author: Author,
    found: Found,
    takeHidden?: boolean,
  ) => {
    requireWriter(request);
    const options = { registry, principal, atomic: false, dryRun: takeHidden === undefined };
    return importCertificates(sql, found, { ...options, takeHidden: takeHidden ?? false }, author);
  };

  return async (app) => {
    await takeFiles(app, FILE_BYTES);

    const page = screen(app, wrap, {
      path: SHEET_PATH,
      config: { access: WRITERS },
      query: { stored: z.coerce.number().int().min(0).max(MOST_ROWS).optional() },
      more: {} as { answer?: CertificateImport; cells?: string },
      view: ({ registry, principal, query: { stored }, more: { answer, cells = '' } }) => ({
        title: ['Nhập chứng thư', 'Import certificates'],
        content: answer ? (
          <SheetCheck answer={answer} cells={cells} />
        ) : (
          <SheetPage own={registry.localities.get(principal.area)?.code} stored={stored} />
        ),
      }),
    });

    page.post({
      config,
      body: z.object({ file: sentFile.optional() }),
      wrong: NOT_TAKEN,
      read: async ({ file }, { request }) => {
        requireWriter(request);
        const { bytes } = readFile('file', file, {
          none: [
            'Chọn một tệp Excel hoặc CSV có dữ liệu.',
            'Choose an Excel or CSV file that holds something.',
          ],
          cut: TOO_LONG,
        });
        return await orRefused('file', async () => {
          refuseKeys(bytes);
          const found = await readUpload(bytes, CERTIFICATE_LAYOUT, FILE_BYTES);
          const cells = JSON.stringify(found);
          if (found.rows.length > MOST_ROWS || cells.length > MOST_CHARACTERS) refuse('file', TOO_LONG);
          return { found, cells };
        });
      },
      act: async (author, { found, cells }, asked) => {
        const answer = await orRefused('file', () => load(asked, author, found));
        return { answer, cells };
      },
      show: (checked) => checked,
    });

    page.post({
      at: '/ghi',
      config,
      bodyLimit: FORM_BYTES,
      body: z.object({
        cells: z.string().max(MOST_CHARACTERS).default(''),
        hidden: z.stringbool().default(false),
      }),
      wrong: NOT_TAKEN,
      act: async (author, _, asked) => {
        const found = foundOf(asked.body.cells);
        if (!found) throw new Problem('bad_request');
        const { added, corrected } = await orRefused('file', () =>
          load(asked, author, found, asked.body.hidden),
        );
        return added + corrected;
      },
      refused: 422,
      to: (stored) => `${SHEET_PATH}?stored=${stored}`,
    });
  };
}

const NOT_TAKEN: Words = ['Không nhập được tệp:', 'The file cannot be imported:'];

/** The sheet that the check was shown with; undefined for what is none. */
function foundOf(text: string): Found | undefined {
  try {
    const found = foundSchema.parse(JSON.parse(text)) as Found;
    return found.rows.length > MOST_ROWS ? undefined : found;
  } catch {
    // Not what our page had put there.
    return undefined;
  }
}
