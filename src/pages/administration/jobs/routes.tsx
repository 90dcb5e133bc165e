import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { writeAudit } from '../../../access/author.ts';
import { addDays, dayOf, instantOf } from '../../../days.ts';
import { authorOf } from '../../../http/author.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import { firstPage, plainText, unpackCursor } from '../../../http/query.ts';
import { own } from '../../../own.ts';
import { JOB_NAMES } from '../../../scheduler/job.ts';
import { failedRuns, latestRuns, listRuns } from '../../../scheduler/runs-store.ts';
import { sayFor } from '../../language.tsx';
import type { Filled } from '../../parts/filled.ts';
import { sendPage } from '../../render.ts';
import { type AdministrationDeps, config, isNation } from '../deps.ts';
import { Jobs } from './page.tsx';

const PATH = '/quan-tri/cong-viec';
const PAGE = 50;
/** The page waits so long for a run; one that takes longer goes on and is seen in the list. */
const WAIT_MS = 10_000;
const query = z.object({
  job: z.enum(JOB_NAMES).optional(),
  cursor: z.string().optional(),
  done: z.string().optional(),
});
const runKey = z.strictObject({
  startedAt: z.int().min(0).max(Date.UTC(9999, 0)),
  job: plainText,
  slot: plainText,
});

/** What the service does by itself. */
export function jobAdminRoutes({ db, shell, runJob }: AdministrationDeps): Routes {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    given: z.infer<typeof query>,
    said: { status?: number; filled?: Filled } = {},
  ) => {
    const { principal, formToken, receivedAt: now } = request;
    const say = sayFor(request);
    const { job } = given;
    const after = unpackCursor(given.cursor, runKey);
    const weekAgo = instantOf(addDays(dayOf(now), -7));
    const [latest, failed, runs] = await Promise.all([
      latestRuns(db.sql),
      failedRuns(db.sql, weekAgo, PAGE),
      listRuns(db.sql, { job, limit: PAGE + 1, after }),
    ]);
    const { page, nextCursor } = firstPage(runs, PAGE, ({ startedAt, job, slot }) => ({
      startedAt: startedAt.getTime(),
      job,
      slot,
    }));
    const done: Record<string, string> = {
      xong: say('Đã chạy xong.', 'It has run.'),
      'dang-chay': say(
        'Đang chạy. Tải lại trang sau ít phút để xem kết quả.',
        'It is running. Reload in a few minutes.',
      ),
    };
    const content = (
      <Jobs
        latest={latest}
        failed={failed}
        runs={page}
        job={job}
        next={nextCursor && `${PATH}?${new URLSearchParams({ ...(job && { job }), cursor: nextCursor })}`}
        mayRun={principal.area === '*'}
        formToken={formToken}
        filled={said.filled ?? { typed: {} }}
        done={own(done, given.done)}
      />
    );
    return sendPage(reply, said.status ?? 200, shell(['Công việc tự động', 'Jobs'], content, principal));
  };

  return async (app) => {
    app.get(PATH, { config, schema: { hide: true, querystring: query } }, async (request, reply) =>
      show(request, reply, request.query),
    );

    app.post(
      `${PATH}/:job/chay`,
      { config, schema: { hide: true, params: z.object({ job: z.enum(JOB_NAMES) }) } },
      async (request, reply) => {
        if (!isNation(request)) throw new Problem('not_found');
        const { job } = request.params;
        const author = authorOf(request);
        await writeAudit(db.orm, author, { action: 'job.run', target: job, area: '*' });
        const run = runJob(job, author.now).then(
          () => 'xong' as const,
          // What went wrong stands with the run.
          () => 'loi' as const,
        );
        let timer: NodeJS.Timeout | undefined;
        const waited = new Promise<'dang-chay'>((resolve) => {
          timer = setTimeout(() => resolve('dang-chay'), WAIT_MS);
        });
        const done = await Promise.race([run, waited]);
        clearTimeout(timer);
        if (done !== 'loi') return reply.redirect(`${PATH}?done=${done}`, 303);
        const en = 'The run has failed; the error stands in the list.';
        const vi = 'Lần chạy này bị lỗi; nội dung lỗi ghi trong danh sách bên dưới.';
        return show(
          request,
          reply,
          {},
          { status: 409, filled: { typed: {}, objections: [{ field: '', vi, en }] } },
        );
      },
    );
  };
}
