import { JOB_NAMES, type JobName } from '../../../scheduler/job.ts';
import type { StoredRun } from '../../../scheduler/runs-store.ts';
import { JOB_WORDS } from '../../../scheduler/words.ts';
import { moment } from '../../format.ts';
import { useSay } from '../../language.tsx';
import type { Filled } from '../../parts/filled.ts';
import { TableBox } from '../../parts/table-box.tsx';
import { ActionButton, Objections } from '../form.tsx';
import { Frame } from '../frame.tsx';
import { countsText, isByHand, jobName, OUTCOMES } from './words.ts';

export interface JobsProps {
  latest: readonly StoredRun[];
  /** Of the last seven days. */
  failed: readonly StoredRun[];
  runs: readonly StoredRun[];
  job: JobName | undefined;
  /** Address of the next page; null on the last. */
  next: string | null;
  /** Whether this administrator may run a job: it works on the whole nation. */
  mayRun: boolean;
  formToken: string;
  filled: Filled;
  done?: string | undefined;
}

/** What the service does by itself: what failed first, then each job, then its runs. */
export function Jobs(props: JobsProps) {
  const say = useSay();
  const { latest, failed, runs, job, next, mayRun, formToken, filled, done } = props;
  return (
    <Frame title={say('Công việc tự động', 'Jobs')} done={done}>
      <Objections filled={filled} />
      {failed.length === 0 ? (
        <p class="hint">
          {say('Không có lần chạy nào lỗi trong 7 ngày qua.', 'No run has failed in the last 7 days.')}
        </p>
      ) : (
        <RunTable caption={say('Chạy lỗi trong 7 ngày qua', 'Failed in the last 7 days')} runs={failed} />
      )}
      <TableBox label={say('Các công việc', 'Jobs')}>
        <table class="stacks">
          <caption>{say('Lần chạy gần nhất', 'Latest run of each')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('Công việc', 'Job')}</th>
              <th scope="col">{say('Lúc', 'At')}</th>
              <th scope="col">{say('Kết quả', 'Outcome')}</th>
              {mayRun ? <th scope="col">{say('Chạy ngay', 'Run now')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {JOB_NAMES.map((name) => {
              const run = latest.find((one) => one.job === name);
              return (
                <tr key={name}>
                  <th scope="row">
                    <a href={`/quan-tri/cong-viec?job=${name}`}>{say(...JOB_WORDS[name])}</a>
                  </th>
                  <td data-label={say('Lúc', 'At')}>
                    {run ? moment(run.startedAt) : say('chưa chạy lần nào', 'has not run yet')}
                  </td>
                  <td data-label={say('Kết quả', 'Outcome')}>{run ? <Outcome run={run} /> : null}</td>
                  {mayRun ? (
                    <td>
                      <ActionButton
                        action={`/quan-tri/cong-viec/${name}/chay`}
                        formToken={formToken}
                        name={say('Chạy ngay', 'Run now')}
                        label={`${say('Chạy ngay', 'Run now')}: ${say(...JOB_WORDS[name])}`}
                      />
                    </td>
                  ) : null}
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableBox>
      <RunTable
        caption={
          job === undefined
            ? say('Các lần chạy, mới nhất trước', 'Runs, newest first')
            : `${say('Các lần chạy', 'Runs')}: ${say(...JOB_WORDS[job])}`
        }
        runs={runs}
      />
      <p class="answers">
        {job === undefined ? null : <a href="/quan-tri/cong-viec">{say('Mọi công việc', 'All jobs')}</a>}
        {next === null ? null : <a href={next}>{say('Các lần trước đó', 'Earlier runs')}</a>}
      </p>
    </Frame>
  );
}

function RunTable({ caption, runs }: { caption: string; runs: readonly StoredRun[] }) {
  const say = useSay();
  return (
    <TableBox label={caption}>
      <table class="stacks">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('Công việc', 'Job')}</th>
            <th scope="col">{say('Bắt đầu', 'Started')}</th>
            <th scope="col">{say('Kết quả', 'Outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={`${run.job} ${run.slot}`}>
              <th scope="row">
                {jobName(run.job, say)}
                {isByHand(run.slot) ? <small class="under">{say('chạy tay', 'by hand')}</small> : null}
              </th>
              <td data-label={say('Bắt đầu', 'Started')}>{moment(run.startedAt)}</td>
              <td data-label={say('Kết quả', 'Outcome')}>
                <Outcome run={run} />
                <small class="under">{countsText(run.counts, say)}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function Outcome({ run }: { run: StoredRun }) {
  const say = useSay();
  const { outcome, error, attempts, nextAttemptAt } = run;
  return (
    <>
      <span class={outcome === 'failed' ? 'error' : undefined}>{say(...OUTCOMES[outcome])}</span>
      {attempts > 1 ? ` (${say(`lần thứ ${attempts}`, `attempt ${attempts}`)})` : ''}
      {error === null ? null : <small class="under">{error}</small>}
      {nextAttemptAt === null ? null : (
        <small class="under">
          {say(`thử lại ${moment(nextAttemptAt)}`, `tried again ${moment(nextAttemptAt)}`)}
        </small>
      )}
    </>
  );
}
