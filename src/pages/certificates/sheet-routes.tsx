import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayWrite } from '../../access/localities.ts';
import { WRITERS } from '../../access/principal.ts';
import { importCertificates, refuseKeys } from '../../certificates/import.ts';
import { CERTIFICATE_LAYOUT } from '../../certificates/sheet.ts';
import type { RootSql } from '../../db/connect.ts';
import { authorOf } from '../../http/author.ts';
import type { Routes } from '../../http/context.ts';
import { sentFile, takeFiles } from '../../http/multipart.ts';
import { Problem } from '../../http/problems.ts';
import { formatNumber } from '../../i18n/format.ts';
import { readUpload } from '../../intake/sheet-read.ts';
import { type Found, foundSchema } from '../../sheets/found.ts';
import { sayFor } from '../language.tsx';
import { sendPage } from '../render.ts';
import type { Words } from '../say.ts';
import type { Shell } from '../shell.tsx';
import { SHEET_PATH } from './addresses.ts';
import { MOST_ROWS, SheetCheck, SheetPage, type SheetProps } from './sheet.tsx';

/** Characters that a form carries: a thousand full rows have fewer. */
const MOST_CHARACTERS = 400_000;
/** As a form writes them: three bytes for each byte of a Vietnamese letter. */
const FORM_BYTES = 4 * 1024 * 1024;
const FILE_BYTES = 2 * 1024 * 1024;
const config = { access: WRITERS, form: true, heavy: true as const };

const TITLE: Words = ['Nhập chứng thư', 'Import certificates'];
const TOO_LONG: Words = [
  `Tệp có hơn ${formatNumber(MOST_ROWS)} dòng hoặc quá nhiều nội dung. Anh/chị vui lòng tách thành nhiều tệp.`,
  `The sheet has more than ${formatNumber(MOST_ROWS)} rows, or too much in them. Split it.`,
];

/** Certificates as rows of a sheet, checked before they are stored. */
export function certificateSheetPages({ sql, shell }: { sql: RootSql; shell: Shell }): Routes {
  function show(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    more: Pick<SheetProps, 'faults' | 'stored'> = {},
  ): FastifyReply {
    const { principal, registry } = request;
    const own = registry.localities.get(principal.area)?.code;
    return sendPage(reply, status, shell(TITLE, <SheetPage own={own} {...more} />, principal));
  }
  /** A sheet that cannot be taken is told of on the page, as any other fault. */
  async function orRefusal(request: FastifyRequest, reply: FastifyReply, work: () => Promise<FastifyReply>) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      const say = sayFor(request);
      const { title, titleVi, errors } = error.body();
      const told =
        errors.length === 0 ? [say(titleVi, title)] : errors.map((one) => say(one.messageVi, one.message));
      return show(request, reply, 422, { faults: told });
    }
  }
  function requireWriter({ registry, principal, receivedAt: now }: FastifyRequest): void {
    if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
  }

  return async (app) => {
    await takeFiles(app, FILE_BYTES);

    app.get(
      SHEET_PATH,
      {
        config: { access: WRITERS },
        schema: {
          hide: true,
          querystring: z.strictObject({ stored: z.coerce.number().int().min(0).max(MOST_ROWS).optional() }),
        },
      },
      (request, reply) => show(request, reply, 200, { stored: request.query.stored }),
    );

    app.post(
      SHEET_PATH,
      { config, schema: { hide: true, body: z.object({ file: sentFile.optional() }) } },
      async (request, reply) => {
        requireWriter(request);
        const { file } = request.body;
        const say = sayFor(request);
        if (!file || file.bytes.length === 0)
          return show(request, reply, 422, {
            faults: [
              say(
                'Chọn một tệp Excel hoặc CSV có dữ liệu.',
                'Choose an Excel or CSV file that holds something.',
              ),
            ],
          });
        if (file.cut) return show(request, reply, 422, { faults: [say(...TOO_LONG)] });
        return orRefusal(request, reply, async () => {
          refuseKeys(file.bytes);
          const found = await readUpload(file.bytes, CERTIFICATE_LAYOUT, FILE_BYTES);
          const text = JSON.stringify(found);
          if (found.rows.length > MOST_ROWS || text.length > MOST_CHARACTERS)
            return show(request, reply, 422, { faults: [say(...TOO_LONG)] });
          const { registry, principal } = request;
          const options = { registry, principal, atomic: false, dryRun: true, takeHidden: false };
          const answer = await importCertificates(sql, found, options, authorOf(request));
          const content = <SheetCheck answer={answer} cells={text} />;
          return sendPage(reply, 200, shell(TITLE, content, principal));
        });
      },
    );

    app.post(
      `${SHEET_PATH}/ghi`,
      {
        config,
        bodyLimit: FORM_BYTES,
        schema: {
          hide: true,
          body: z.object({
            cells: z.string().max(MOST_CHARACTERS).default(''),
            hidden: z.stringbool().default(false),
          }),
        },
      },
      async (request, reply) => {
        requireWriter(request);
        const found = foundOf(request.body.cells);
        if (!found) throw new Problem('bad_request');
        return orRefusal(request, reply, async () => {
          const { registry, principal } = request;
          const { hidden: takeHidden } = request.body;
          const options = { registry, principal, atomic: false, dryRun: false, takeHidden };
          const answer = await importCertificates(sql, found, options, authorOf(request));
          return reply.redirect(`${SHEET_PATH}?stored=${answer.added + answer.corrected}`, 303);
        });
      },
    );
  };
}

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
