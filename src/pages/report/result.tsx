import { percentOf } from '../../collect/judge-locality.ts';
import type { ReportingState } from '../../collect/types.ts';
import { formatDayLong, formatNumber, formatPercent } from '../format.ts';
import { useSay } from '../language.tsx';
import { evidenceAddress } from '../review/evidence-addresses.ts';
import { COLOURS } from '../words.ts';
import { reportAddress } from './addresses.ts';
import { questionsOf, type ReportFacts } from './facts.ts';
import { fieldIds } from './faults.ts';
import { Deadline } from './head.tsx';
import { ReportHistory } from './history.tsx';
import { FIRST_STEPS, type Step, stepsInOrder } from './order.ts';
import { TaskList } from './task-list.tsx';

/** What the report did: the colour, why it is not green yet, and what to do first. */
export function ReportResult({ facts }: { facts: ReportFacts }) {
  const say = useSay();
  const { named, day, view, revisions } = facts;
  const receivedAt = revisions[0]?.receivedAt ?? null;
  return (
    <div class="report">
      <div>
        <h1>
          {receivedAt === null
            ? say('Chưa có báo cáo', 'No report yet')
            : say('Đã nhận báo cáo', 'Report received')}
        </h1>
        <p class="day">
          {named.type} {named.name}, {formatDayLong(day, say)}
        </p>
        <Deadline facts={facts} />
      </div>
      {view === undefined ? (
        <p>
          {say(
            'Ngày này không thuộc đợt báo cáo nào nên chưa đánh giá tình trạng.',
            'No programme covers this day, so there is no standing for it.',
          )}
        </p>
      ) : (
        <>
          <Outcome row={view.row} />
          <Steps facts={facts} row={view.row} />
        </>
      )}
      <p class="actions">
        {facts.closed === null ? (
          <a class="button quiet" href={reportAddress(named.code, day)}>
            {receivedAt === null
              ? say('Báo cáo ngày này', 'Report this day')
              : say('Sửa báo cáo này', 'Change this report')}
          </a>
        ) : null}
        <a class="button quiet" href={evidenceAddress(named.code, day)}>
          {say('Tệp minh chứng', 'Evidence')}
        </a>
        <a class="button quiet" href="/">
          {say('Về bảng theo dõi', 'To the board')}
        </a>
      </p>
      <ReportHistory facts={facts} />
    </div>
  );
}

type Row = NonNullable<ReportFacts['view']>['row'];

function Outcome({ row }: { row: Row }) {
  const say = useSay();
  const { sign, words } = COLOURS[row.colour];
  const percent = percentOf(row);
  return (
    <section class={`outcome ${row.colour}`} aria-labelledby="tinh-trang">
      <h2 id="tinh-trang">
        <span class="sign" aria-hidden="true">
          {sign}
        </span>{' '}
        <span class="word">{say(...words)}</span>
      </h2>
      <p>
        {percent === null
          ? say('Không có số liệu nào còn hiệu lực.', 'No figure is recent enough to count.')
          : say(
              `${formatPercent(percent)}: đạt ${formatNumber(row.met)} trên ${formatNumber(row.required)} chỉ tiêu bắt buộc.`,
              `${formatPercent(percent)}: ${formatNumber(row.met)} of ${formatNumber(row.required)} required items met.`,
            )}
      </p>
    </section>
  );
}

/** Reporting states in which a report is still waited for. */
const OWED: readonly ReportingState[] = ['due', 'missing'];

function Steps({ facts, row }: { facts: ReportFacts; row: Row }) {
  const say = useSay();
  const indicators = questionsOf(facts).map(({ indicator }) => indicator);
  const steps = stepsInOrder(row.gaps, indicators);
  if (steps.length === 0)
    return (
      <p>
        {say('Đơn vị đạt mọi điều kiện.', 'The unit meets every condition.')}{' '}
        {OWED.includes(facts.view?.reporting ?? 'not_due')
          ? say('Anh/chị cần gửi báo cáo của ngày này.', 'The report of this day is still to be sent.')
          : say('Anh/chị không cần làm gì thêm.', 'There is nothing more to do.')}
      </p>
    );
  const list = (some: Step[], start?: number) => (
    <TaskList
      steps={some}
      start={start}
      row={row}
      indicators={indicators}
      day={facts.day}
      more={(step) => <FillIn facts={facts} step={step} />}
    />
  );
  const rest = steps.slice(FIRST_STEPS);
  return (
    <>
      <section aria-labelledby="viec-tiep">
        <h2 id="viec-tiep">{say('Việc cần làm trước để đạt', 'What to do first')}</h2>
        {list(steps.slice(0, FIRST_STEPS))}
      </section>
      {rest.length === 0 ? null : (
        <section aria-labelledby="viec-sau">
          <h2 id="viec-sau">
            {say(
              `Sau đó, còn ${formatNumber(rest.length)} chỉ tiêu`,
              `After that, ${formatNumber(rest.length)} more`,
            )}
          </h2>
          {list(rest, FIRST_STEPS + 1)}
        </section>
      )}
    </>
  );
}

/** The way to the question of a step, where an answer would settle it. */
function FillIn({ facts, step: { indicator, gap } }: { facts: ReportFacts; step: Step }) {
  const say = useSay();
  if ((gap.state !== 'unknown' && gap.code !== 'questioned') || facts.closed !== null) return null;
  return (
    <>
      {' '}
      <a href={reportAddress(facts.named.code, facts.day, fieldIds(indicator).question)}>
        {gap.state === 'unknown'
          ? say('Điền chỉ tiêu này', 'Fill this in')
          : say('Sửa chỉ tiêu này', 'Correct this')}
      </a>
    </>
  );
}
