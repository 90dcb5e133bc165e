import { JOB_NAMES, type JobName } from '../../../scheduler/job.ts';
import { RUN_ORDERS, type RunOrder, type StoredRun } from '../../../scheduler/runs-store.ts';
import { JOB_WORDS } from '../../../scheduler/words.ts';
import { moment } from '../../format.ts';
import { useSay } from '../../language.tsx';
import { ActionButton } from '../../parts/form.tsx';
import { DataTable, type TableProps } from '../../parts/table.tsx';
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
  by: RunOrder;
  /** Whether this administrator may run a job: it works on the whole nation. */
  mayRun: boolean;
}

/** What the service does by itself: what failed first, then each job, then its runs. */
export function Jobs({ latest, failed, runs, job, next, by, mayRun }: JobsProps) {
  const say = useSay();
  const runOf = (name: JobName) => latest.find((one) => one.job === name);
  return (
    <Frame title={say('Tác vụ tự động', 'Jobs')}>
      {failed.length === 0 ? (
        <p class="hint">
          {say('Không có lần chạy nào lỗi trong 7 ngày qua.', 'No run has failed in the last 7 days.')}
        </p>
      ) : (
        <RunTable
          name="failed"
          caption={say('Chạy lỗi trong 7 ngày qua', 'Failed in the last 7 days')}
          runs={failed}
        />
      )}
      <DataTable
        name="latest"
        title={say('Các tác vụ', 'Jobs')}
        caption={say('Lần chạy gần nhất', 'Latest run of each')}
        rows={JOB_NAMES}
        keyOf={(name) => name}
        columns={[
          {
            key: 'job',
            head: say('Tác vụ', 'Job'),
            value: (name) => say(...JOB_WORDS[name]),
            cell: (name) => <a href={`/quan-tri/tac-vu?job=${name}`}>{say(...JOB_WORDS[name])}</a>,
          },
          {
            key: 'at',
            head: say('Lúc', 'At'),
            value: (name) => runOf(name)?.startedAt ?? say('chưa chạy lần nào', 'has not run yet'),
            sort: (name) => runOf(name)?.startedAt,
          },
          {
            key: 'outcome',
            head: say('Kết quả', 'Outcome'),
            value: (name) => {
              const run = runOf(name);
              return run && say(...OUTCOMES[run.outcome]);
            },
            cell: (name) => {
              const run = runOf(name);
              return run ? <Outcome run={run} /> : null;
            },
          },
          mayRun && {
            key: 'run',
            head: say('Chạy ngay', 'Run now'),
            label: null,
            cell: (name) => (
              <ActionButton
                action={`/quan-tri/tac-vu/${name}/chay`}
                name={say('Chạy ngay', 'Run now')}
                label={`${say('Chạy ngay', 'Run now')}: ${say(...JOB_WORDS[name])}`}
              />
            ),
          },
        ]}
      />
      <RunTable
        caption={
          job === undefined
            ? say('Các lần chạy, mới nhất trước', 'Runs, newest first')
            : `${say('Các lần chạy', 'Runs')}: ${say(...JOB_WORDS[job])}`
        }
        runs={runs}
        older={{ href: next, name: say('Các lần trước đó', 'Earlier runs') }}
        sorted={{ keys: RUN_ORDERS, by }}
      />
      {job === undefined ? null : (
        <p>
          <a href="/quan-tri/tac-vu">{say('Mọi tác vụ', 'All jobs')}</a>
        </p>
      )}
    </Frame>
  );
}

function RunTable({
  name,
  caption,
  runs,
  ...asked
}: {
  name?: string;
  caption: string;
  runs: readonly StoredRun[];
} & Pick<TableProps<StoredRun>, 'older' | 'sorted'>) {
  const say = useSay();
  return (
    <DataTable
      {...(name && { name })}
      {...asked}
      title={caption}
      caption={caption}
      rows={runs}
      keyOf={(run) => `${run.job} ${run.slot}`}
      columns={[
        {
          key: 'job',
          head: say('Tác vụ', 'Job'),
          value: (run) => jobName(run.job, say),
          under: (run) => isByHand(run.slot) && say('chạy thủ công', 'by hand'),
        },
        { key: 'started', head: say('Bắt đầu', 'Started'), value: (run) => run.startedAt, descends: true },
        {
          key: 'outcome',
          head: say('Kết quả', 'Outcome'),
          value: (run) => say(...OUTCOMES[run.outcome]),
          cell: (run) => <Outcome run={run} />,
          under: (run) => countsText(run.counts, say),
        },
        { key: 'ended', head: say('Kết thúc', 'Ended'), value: (run) => run.endedAt, descends: true },
        {
          key: 'counts',
          head: say('Đã làm', 'Counts'),
          value: (run) => countsText(run.counts, say),
          unseen: true,
        },
        { key: 'error', head: say('Lỗi', 'Error'), value: (run) => run.error, unseen: true },
      ]}
    />
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
