import { percentOf } from '../../collect/judge-locality.ts';
import type { ReportingState } from '../../collect/types.ts';
import { dayOf } from '../../days.ts';
import type { GapRow } from '../../gaps/store.ts';
import { BOARD } from '../addresses.ts';
import { formatDayLong, formatNumber, formatPercent } from '../format.ts';
import { useSay } from '../language.tsx';
import { localityPromiseAddress } from '../promises/addresses.ts';
import { PromiseLink, TakenOn } from '../promises/taken.tsx';
import { evidenceAddress } from '../review/evidence-addresses.ts';
import { COLOURS } from '../words.ts';
import { reportAddress, resultAddress } from './addresses.ts';
import { questionsOf, type ReportFacts } from './facts.ts';
import { fieldIds } from './faults.ts';
import { Deadline } from './head.tsx';
import { ReportHistory } from './history.tsx';
import { FIRST_STEPS, type Step, stepsInOrder } from './order.ts';
import { TaskList } from './task-list.tsx';

/** What the report did: the colour, why it is not green yet, and what to do first. */
export function ReportResult({ facts, promises }: { facts: ReportFacts; promises: PromisesOf }) {
  const say = useSay();
  const { named, day, view, revisions, programme } = facts;
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
        {programme === undefined ? null : <p>{say(programme.nameVi, programme.nameEn)}</p>}
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
          <Steps facts={facts} row={view.row} promises={promises} />
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
        <a class="button quiet" href={BOARD}>
          {say('Về bảng theo dõi', 'To the board')}
        </a>
      </p>
      <ReportHistory facts={facts} />
    </div>
  );
}

/** Who has promised what of the locality's gaps, and whether the reader may. */
export interface PromisesOf {
  may: boolean;
  programme: string | undefined;
  /** By indicator. */
  taken: ReadonlyMap<string, GapRow>;
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

function Steps({ facts, row, promises }: { facts: ReportFacts; row: Row; promises: PromisesOf }) {
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
  const { code: locality } = facts.named;
  const { programme } = promises;
  const next = resultAddress(locality, facts.day);
  const list = (some: Step[], start?: number) => (
    <TaskList
      steps={some}
      start={start}
      row={row}
      indicators={indicators}
      day={facts.day}
      taken={({ indicator: { code } }) => (
        <TakenOn by={promises.taken.get(code)} today={dayOf(facts.now)} history={{ locality, programme }} />
      )}
      more={(step) => (
        <>
          <FillIn facts={facts} step={step} />
          {promises.may ? (
            <PromiseLink
              href={localityPromiseAddress(locality, { programme, indicator: step.indicator.code, next })}
              again={promises.taken.get(step.indicator.code)?.promise != null}
              of={step.indicator}
            />
          ) : null}
        </>
      )}
    />
  );
  const rest = steps.slice(FIRST_STEPS);
  return (
    <>
      <section aria-labelledby="viec-tiep">
        <h2 id="viec-tiep">{say('Việc cần làm trước để đạt', 'What to do first')}</h2>
        {list(steps.slice(0, FIRST_STEPS))}
        {promises.may ? (
          <p class="actions">
            <a class="button quiet" href={localityPromiseAddress(locality, { programme, next })}>
              {say('Hẹn ngày cho nhiều chỉ tiêu', 'Promise a date for several')}
            </a>
          </p>
        ) : null}
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
