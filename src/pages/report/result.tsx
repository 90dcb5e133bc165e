import { percentOf } from '../../collect/judge-locality.ts';
import { conditionsOf } from '../../collect/reasons.ts';
import { daysBetween, formatDay } from '../../days.ts';
import { formatDayLong, formatNumber, formatPercent } from '../format.ts';
import { COLOURS } from '../words.ts';
import { reportAddress } from './addresses.ts';
import { reportDeadline } from './deadline.ts';
import { questionsOf, type ReportFacts } from './facts.ts';
import { fieldIds } from './faults.ts';
import { ReportHistory } from './history.tsx';
import { FIRST_STEPS, type Step, stepsInOrder } from './order.ts';

/** What the report did: the colour, why it is not green yet, and what to do first. */
export function ReportResult({ facts }: { facts: ReportFacts }) {
  const { named, day, view, now, cutoff, lock, revisions } = facts;
  const reporting = view?.reporting ?? 'not_due';
  const receivedAt = revisions[0]?.receivedAt ?? null;
  return (
    <div class="report">
      <div>
        <h1>{receivedAt === null ? 'Chưa có báo cáo' : 'Đã nhận báo cáo'}</h1>
        <p class="day">
          {named.type} {named.name}, {formatDayLong(day)}
        </p>
        <p>{reportDeadline({ day, reporting, receivedAt, cutoff, lock }, now)}</p>
      </div>
      {view === undefined ? (
        <p>Ngày này chưa có đợt theo dõi nào, nên chưa xếp tình trạng.</p>
      ) : (
        <>
          <Outcome facts={facts} row={view.row} />
          <Steps facts={facts} row={view.row} />
        </>
      )}
      <p class="actions">
        {facts.closed === null ? (
          <a class="button quiet" href={reportAddress(named.code, day)}>
            {receivedAt === null ? 'Báo cáo ngày này' : 'Sửa báo cáo này'}
          </a>
        ) : null}
        <a class="button quiet" href="/">
          Về bảng theo dõi
        </a>
      </p>
      <ReportHistory facts={facts} />
    </div>
  );
}

type Row = NonNullable<ReportFacts['view']>['row'];

function Outcome({ row }: { facts: ReportFacts; row: Row }) {
  const { sign, word } = COLOURS[row.colour];
  const percent = percentOf(row);
  return (
    <section class={`outcome ${row.colour}`} aria-labelledby="tinh-trang">
      <h2 id="tinh-trang">
        <span class="sign" aria-hidden="true">
          {sign}
        </span>{' '}
        <span class="word">{word}</span>
      </h2>
      <p>
        {percent === null
          ? 'Chưa có số liệu nào còn dùng được.'
          : `${formatPercent(percent)}: đạt ${formatNumber(row.met)} trên ${formatNumber(row.required)} mục bắt buộc.`}
      </p>
    </section>
  );
}

function Steps({ facts, row }: { facts: ReportFacts; row: Row }) {
  const indicators = questionsOf(facts).map(({ indicator }) => indicator);
  const steps = stepsInOrder(row.gaps, indicators);
  if (steps.length === 0) return <p>Đơn vị đạt mọi điều kiện. Hôm nay anh/chị không phải làm gì thêm.</p>;
  const reasons = conditionsOf(row, new Map(indicators.map((one) => [one.code, one]))).flatMap(
    (condition) => condition.reasons,
  );
  const line = (step: Step) => (
    <StepLine
      key={step.indicator.code}
      facts={facts}
      step={step}
      reason={reasons.find((one) => one.indicator === step.indicator.code)?.messageVi ?? ''}
    />
  );
  const first = steps.slice(0, FIRST_STEPS);
  const rest = steps.slice(FIRST_STEPS);
  return (
    <>
      <section aria-labelledby="viec-tiep">
        <h2 id="viec-tiep">Việc cần làm trước để đạt</h2>
        <ol class="tasks">{first.map(line)}</ol>
      </section>
      {rest.length === 0 ? null : (
        <section aria-labelledby="viec-sau">
          <h2 id="viec-sau">Sau đó, còn {formatNumber(rest.length)} mục</h2>
          <ol class="tasks" start={FIRST_STEPS + 1}>
            {rest.map(line)}
          </ol>
        </section>
      )}
    </>
  );
}

function StepLine({ facts, step, reason }: { facts: ReportFacts; step: Step; reason: string }) {
  const { indicator, gap } = step;
  const days = daysBetween(gap.since, facts.day) + 1;
  return (
    <li>
      {reason}
      <small>
        {' '}
        Từ {formatDay(gap.since)} ({formatNumber(days)} ngày). Cơ quan phụ trách: {indicator.agency}.
      </small>
      {(gap.state === 'unknown' || gap.code === 'questioned') && facts.closed === null ? (
        <>
          {' '}
          <a href={reportAddress(facts.named.code, facts.day, fieldIds(indicator).question)}>
            {gap.state === 'unknown' ? 'Điền mục này' : 'Sửa mục này'}
          </a>
        </>
      ) : null}
    </li>
  );
}
