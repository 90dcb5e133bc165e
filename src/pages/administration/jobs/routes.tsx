import { z } from 'zod';
import { writeAudit } from '../../../access/author.ts';
import { addDays, instantOf } from '../../../days.ts';
import type { Routes } from '../../../http/context.ts';
import { refuse } from '../../../refused.ts';
import { JOB_NAMES } from '../../../scheduler/job.ts';
import { failedRuns, latestRuns, listRuns, RUN_ORDERS } from '../../../scheduler/runs-store.ts';
import { withQuery } from '../../addresses.ts';
import { goOn, lookAsked, lookQuery } from '../../parts/look.ts';
import { screen } from '../../parts/screen.tsx';
import { readSort } from '../../parts/sort.ts';
import { rowsAsked } from '../../parts/table-file.ts';
import { type AdministrationDeps, config, isNation } from '../deps.ts';
import { Jobs } from './page.tsx';

const PATH = '/quan-tri/tac-vu';
const PAGE = 50;
/** The page waits so long for a run; one that takes longer goes on and is seen in the list. */
const WAIT_MS = 10_000;
const runKey = z.strictObject({
  startedAt: z.int().min(0).max(Date.UTC(9999, 0)),
  job: z.string(),
  slot: z.string(),
});

/** What the service does by itself. */
export function jobAdminRoutes({ db, wrap, runJob }: AdministrationDeps): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: PATH,
      config,
      query: { job: z.enum(JOB_NAMES).optional(), ...lookQuery },
      done: {
        xong: ['Đã chạy xong.', 'It has run.'],
        'dang-chay': [
          'Đang chạy. Tải lại trang sau ít phút để xem kết quả.',
          'It is running. Reload in a few minutes.',
        ],
      },
      view: async ({ query: { job, ...look }, today, principal, request }) => {
        const size = rowsAsked(request, PAGE);
        const [latest, failed, runs] = await Promise.all([
          latestRuns(db.sql),
          failedRuns(db.sql, instantOf(addDays(today, -7)), PAGE),
          listRuns(db.sql, { job, limit: size + 1, ...lookAsked(look, size, RUN_ORDERS, runKey) }),
        ]);
        const { page, next } = goOn(runs, size, look, ({ startedAt, job, slot }) => ({
          startedAt: startedAt.getTime(),
          job,
          slot,
        }));
        const mayRun = isNation({ principal });
        const older = next && withQuery(PATH, { job, ...next });
        const by = readSort(look.sort, RUN_ORDERS, { key: 'started', descending: true });
        const content = <Jobs {...{ latest, failed, job, mayRun, by }} next={older} runs={page} />;
        return { title: ['Tác vụ tự động', 'Jobs'], content };
      },
    });
    page.post({
      at: '/:job/chay',
      params: { job: z.enum(JOB_NAMES) },
      find: isNation,
      act: async (author, _, { params: { job } }) => {
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
        if (done === 'loi')
          refuse('', [
            'Lần chạy này bị lỗi; nội dung lỗi ghi trong danh sách bên dưới.',
            'The run has failed; the error stands in the list.',
          ]);
        return done;
      },
      to: (done) => `${PATH}?done=${done}`,
    });
  };
}
