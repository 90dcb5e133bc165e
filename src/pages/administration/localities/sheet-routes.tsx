import { z } from 'zod';
import { areaWithin } from '../../../access/areas.ts';
import { LOCALITY_COLUMNS, LOCALITY_LAYOUT, readLocalitySheet } from '../../../changes/locality-sheet.ts';
import { createLocalities, withLocalities } from '../../../changes/new-localities.ts';
import { previewColours } from '../../../changes/preview.ts';
import type { Routes } from '../../../http/context.ts';
import { sentFile, takeFiles } from '../../../http/multipart.ts';
import { Problem } from '../../../http/problems.ts';
import { readUpload } from '../../../intake/sheet-read.ts';
import { type Objection, Refused, refuse } from '../../../refused.ts';
import { contentTypeOf } from '../../../sheets/formats.ts';
import { type Found, foundSchema, notTaken } from '../../../sheets/found.ts';
import { sheetStream } from '../../../sheets/write.ts';
import { formatNumber } from '../../format.ts';
import { orRefused, readFile } from '../../parts/filled.ts';
import { type Asked, screen } from '../../parts/screen.tsx';
import type { Words } from '../../say.ts';
import { type AdministrationDeps, config } from '../deps.ts';
import { LOCALITY_SHEET, LocalitySheetPage, MOST_ROWS, SHEET_TITLE, type SheetPreview } from './sheet.tsx';

const FILE_BYTES = 1024 * 1024;
/** Characters that a form carries: so many full rows have fewer. */
const MOST_CHARACTERS = 200_000;
/** As a form writes them: three bytes for each byte of a Vietnamese letter. */
const FORM_BYTES = 2 * 1024 * 1024;
const heavy = { ...config, heavy: true as const };

const NONE: Words = [
  'Chọn một tệp Excel hoặc CSV có dữ liệu.',
  'Choose an Excel or CSV file that holds something.',
];
const TOO_LONG: Words = [
  `Tệp có hơn ${formatNumber(MOST_ROWS)} dòng hoặc quá nhiều nội dung. Anh/chị vui lòng tách thành nhiều tệp.`,
  `The sheet has more than ${formatNumber(MOST_ROWS)} rows, or too much in them. Split it.`,
];
const WRONG: Words = ['Chưa thêm đơn vị nào. Vui lòng kiểm tra:', 'Nothing was added. Please look at this:'];

const TEMPLATE = LOCALITY_COLUMNS.map((header) => ({ header, width: header === 'name' ? 28 : 14 }));

/** What the shell's `locality import` does, in the browser: the sheet is shown with what it does before it is stored. */
export function localitySheetRoutes({ db, wrap }: AdministrationDeps): Routes {
  return async (app) => {
    await takeFiles(app, FILE_BYTES);
    const sheet = screen(app, wrap, {
      path: LOCALITY_SHEET,
      config,
      more: {} as { seen?: SheetPreview },
      done: (word) => {
        const [, many] = /^them-(\d{1,4})$/.exec(word) ?? [];
        return many === undefined
          ? undefined
          : [
              `Đã thêm ${formatNumber(Number(many))} đơn vị.`,
              `${formatNumber(Number(many))} localities are added.`,
            ];
      },
      view: ({ more: { seen } }) => ({ title: SHEET_TITLE, content: <LocalitySheetPage seen={seen} /> }),
    });

    app.get(`${LOCALITY_SHEET}/tep`, { config: heavy, schema: { hide: true } }, async (_, reply) =>
      reply
        .type(contentTypeOf('xlsx'))
        .header('content-disposition', 'attachment; filename="don-vi-moi.xlsx"')
        .send(sheetStream('xlsx', { sheetName: 'Đơn vị mới', columns: TEMPLATE }, [])),
    );

    sheet.post({
      config: heavy,
      body: z.object({ file: sentFile.optional() }),
      wrong: WRONG,
      read: async ({ file }) => {
        const given = readFile('file', file, { none: NONE, cut: TOO_LONG });
        const found = await orRefused('file', () => readUpload(given.bytes, LOCALITY_LAYOUT, FILE_BYTES));
        if (found.rows.length > MOST_ROWS || JSON.stringify(found).length > MOST_CHARACTERS)
          refuse('file', TOO_LONG);
        return found;
      },
      act: async (_, found, asked): Promise<SheetPreview> => {
        const { localities, planned } = readRows(found, asked);
        return {
          localities,
          ended: planned.changed.filter(({ validTo }) => validTo !== null).length,
          previews: await previewColours(db, (rows) => withLocalities(rows, planned, asked.today), asked.now),
          cells: JSON.stringify(found),
        };
      },
      show: (seen) => ({ seen }),
    });

    sheet.post({
      at: '/luu',
      config: heavy,
      bodyLimit: FORM_BYTES,
      longest: MOST_CHARACTERS,
      wrong: WRONG,
      read: ({ cells = '' }, asked) => readRows(foundOf(cells), asked).localities,
      act: async (author, localities) => {
        await createLocalities(db, author, localities);
        return localities.length;
      },
      to: (count) => `${LOCALITY_SHEET}?done=them-${count}`,
    });
  };
}

/** @throws {Refused} with all that is wrong, each with its row and column */
function readRows(found: Found, { registry, principal, now }: Pick<Asked, 'registry' | 'principal' | 'now'>) {
  const read = readLocalitySheet(notTaken(found, ['code']), registry, now);
  if ('faults' in read)
    throw new Refused(
      read.faults.map(
        ({ row, column, message, messageVi }): Objection => ({
          field: 'file',
          vi: `Dòng ${row}, cột ${column}: ${messageVi}`,
          en: `Row ${row}, ${column}: ${message}`,
        }),
      ),
    );
  if (read.localities.length === 0) refuse('file', NONE);
  for (const { province, predecessors } of read.localities)
    for (const area of [province, ...predecessors])
      if (!areaWithin(registry, area, principal.area))
        refuse('file', [
          `“${area}” ngoài địa bàn anh/chị quản trị.`,
          `“${area}” lies outside your own area.`,
        ]);
  return read;
}

/** The sheet that the preview was shown with. @throws {Problem} for what is none of ours */
function foundOf(text: string): Found {
  try {
    const found = foundSchema.parse(JSON.parse(text)) as Found;
    if (found.rows.length <= MOST_ROWS) return found;
  } catch {
    // Not what our page had put there.
  }
  throw new Problem('bad_request');
}
