import { z } from 'zod';
import type { Author } from '../../../access/author.ts';
import type { Routes } from '../../../http/context.ts';
import { sentFile, takeFiles } from '../../../http/multipart.ts';
import { Problem } from '../../../http/problems.ts';
import { readUpload } from '../../../intake/sheet-read.ts';
import { importPeople, type PeopleImport } from '../../../people/import.ts';
import { PEOPLE_LAYOUT } from '../../../people/sheet.ts';
import { refuse } from '../../../refused.ts';
import { type Found, foundSchema } from '../../../sheets/found.ts';
import { formatNumber } from '../../format.ts';
import { corrected } from '../../imports/rows.ts';
import { type FormBody, orRefused, readFile } from '../../parts/filled.ts';
import { type Asked, screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { SHEET } from './addresses.ts';
import { MOST_ROWS, PeopleCheck, PeopleSheet } from './sheet.tsx';

const FILE_BYTES = 2 * 1024 * 1024;
/** Characters that a form carries: a thousand full rows have fewer. */
const MOST_CHARACTERS = 600_000;
/** As a form writes them: three bytes for each byte of a Vietnamese letter. */
const FORM_BYTES = 6 * 1024 * 1024;
const heavy = { ...config, heavy: true as const };

interface Checked {
  found: Found;
  answer: PeopleImport;
}

/** A sheet of people in the browser: uploaded, checked, put right in place, and only then stored. */
export function peopleSheetPages({ db, wrap }: AdministrationDeps): Routes {
  const run = async (
    author: Author,
    found: Found,
    { registry, principal }: Pick<Asked, 'registry' | 'principal'>,
    how: { dryRun: boolean; invite: boolean },
  ): Promise<Checked> => ({
    found,
    answer: await importPeople(db, author, found, { registry, area: principal.area, atomic: true, ...how }),
  });

  return async (app) => {
    await takeFiles(app, FILE_BYTES);
    const sheet = screen(app, wrap, {
      path: SHEET,
      config,
      more: {} as { checked?: Checked },
      done: (word) => {
        const [, stored, invited, unreachable] = /^luu-(\d+)-(\d+)-(\d+)$/.exec(word) ?? [];
        const [many, letters, cards] = [stored, invited, unreachable].map((one) => formatNumber(Number(one)));
        return stored === undefined
          ? undefined
          : [
              `Đã lưu ${many} người; ${invited === '0' ? 'chưa gửi thư mời nào, mời ở trang Tiến độ mời' : `${letters} thư mời được gửi trong vòng một phút`}${unreachable === '0' ? '' : `; ${cards} người cần thẻ mời in giấy`}.`,
              `${many} people are stored; ${invited === '0' ? 'nobody is invited yet: invite at “How far people have come”' : `${letters} invitations go out within a minute`}${unreachable === '0' ? '' : `; ${cards} need a printed card`}.`,
            ];
      },
      view: ({ more: { checked } }) => ({
        title: ['Nhập người dùng từ tệp', 'People from a sheet'],
        content: checked ? <PeopleCheck {...checked} /> : <PeopleSheet />,
      }),
    });

    sheet.post({
      config: heavy,
      body: z.object({ file: sentFile.optional() }),
      wrong: ['Tệp chưa được tiếp nhận. Vui lòng kiểm tra:', 'The file was not taken. Please look at this:'],
      read: async ({ file }) => {
        const given = readFile('file', file, { none: NONE, cut: TOO_LONG });
        const found = await orRefused('file', () => readUpload(given.bytes, PEOPLE_LAYOUT, FILE_BYTES));
        if (found.rows.length > MOST_ROWS || JSON.stringify(found).length > MOST_CHARACTERS)
          refuse('file', TOO_LONG);
        return found;
      },
      act: (author, found, asked) => run(author, found, asked, { dryRun: true, invite: false }),
      show: (checked) => ({ checked }),
    });

    sheet.post({
      at: '/luu',
      config: heavy,
      bodyLimit: FORM_BYTES,
      longest: MOST_CHARACTERS,
      several: ['drop'],
      read: (body: FormBody) => {
        const { cells = '', drop = '', intent, invite } = body;
        const found = corrected(foundOf(cells), body, drop.split(' '));
        return { found, store: intent === 'store', invite: invite === 'yes' };
      },
      act: async (author, { found, store, invite }, asked) => {
        const checked = await run(author, found, asked, { dryRun: !store, invite });
        return { ...checked, stored: store && checked.answer.rejected === 0 };
      },
      show: ({ stored, ...checked }) => (stored ? undefined : { checked }),
      to: ({ answer: { accepted, invited, unreachable } }) =>
        `${SHEET}?done=luu-${accepted}-${invited}-${unreachable}`,
    });
  };
}

const NONE = [
  'Chọn một tệp Excel hoặc CSV có dữ liệu.',
  'Choose an Excel or CSV file that holds something.',
] as const;
const TOO_LONG = [
  `Tệp có hơn ${formatNumber(MOST_ROWS)} dòng hoặc quá nhiều nội dung. Anh/chị vui lòng tách thành nhiều tệp.`,
  `The sheet has more than ${formatNumber(MOST_ROWS)} rows, or too much in them. Split it.`,
] as const;

/** The sheet that the check was shown with. @throws {Problem} for what is none of ours */
function foundOf(text: string): Found {
  try {
    const found = foundSchema.parse(JSON.parse(text)) as Found;
    if (found.rows.length <= MOST_ROWS) return found;
  } catch {
    // Not what our page had put there.
  }
  throw new Problem('bad_request');
}
