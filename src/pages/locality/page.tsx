import { Fragment } from 'preact';
import { percentOf } from '../../collect/judge-locality.ts';
import { dayOf, formatDay, timeOf } from '../../days.ts';
import type { LocalityName } from '../../registry/types.ts';
import { gapsAddress, localityAddress } from '../addresses.ts';
import { registerAddress } from '../certificates/addresses.ts';
import { Mentions } from '../documents/mentions.tsx';
import { formatNumber, formatPercent } from '../format.ts';
import { useSay } from '../language.tsx';
import { NetworkPanel } from '../network/summary.tsx';
import { Notice } from '../parts/notice.tsx';
import { reportAddress } from '../report/addresses.ts';
import { ExemptList } from '../report/exempt.tsx';
import { momentText } from '../report/words.ts';
import { remarksAddress } from '../reports/words.ts';
import { COLOURS, REPORTING_WORDS } from '../words.ts';
import { Alerts } from './alerts.tsx';
import { ReportingCalendar } from './calendar.tsx';
import { Conditions } from './conditions.tsx';
import type { LocalityFacts } from './facts.ts';
import { People } from './people-list.tsx';
import { Promises } from './promises.tsx';
import { Reminders } from './reminders.tsx';
import { Revisions } from './revisions.tsx';
import { Steps } from './steps.tsx';

export interface LocalityPageProps {
  facts: LocalityFacts;
  province: string;
  mayReport: boolean;
  mayPromise: boolean;
  mayRemind: boolean;
  /** Who took over from it, or was made of a part of it; and who it took over from. */
  successors: readonly LocalityName[];
  predecessors: readonly LocalityName[];
}

/** All about one locality: how it stands and why, how it went, who reported what, whom to ask. */
export function LocalityPage(props: LocalityPageProps) {
  const { facts, province, mayReport, mayPromise, mayRemind, successors, predecessors } = props;
  const say = useSay();
  const { named, view, programme } = facts;
  return (
    <>
      <div>
        <h1 class="unit">
          {named.type} {named.name}
        </h1>
        <p class="hint">
          {province} · {say('mã', 'code')} {named.code} · {say(programme.nameVi, programme.nameEn)}
        </p>
        <Ended facts={facts} successors={successors} />
        <Lineage
          successors={successors}
          predecessors={predecessors}
          ended={facts.locality.validTo !== null}
        />
      </div>
      <div class="split-page">
        <div>
          {view === undefined ? (
            <Notice>
              {say(
                `Đơn vị không thuộc đợt báo cáo này vào ngày ${formatDay(facts.day)}, nên chưa đánh giá tình trạng.`,
                `This programme does not follow the unit on ${formatDay(facts.day)}, so there is no colour.`,
              )}
            </Notice>
          ) : (
            <>
              <Outcome facts={facts} view={view} />
              <Reporting facts={facts} view={view} />
            </>
          )}
          <p class="actions">
            {mayReport ? (
              <a class="button" href={reportAddress(named.code)}>
                {say('Mở báo cáo hôm nay', 'Open today’s report')}
              </a>
            ) : null}
            <a class="button quiet" href={remarksAddress(named.code)}>
              {say('Nội dung gửi vào báo cáo', 'For the reports')}
            </a>
            <a class="button quiet" href={gapsAddress({ locality: named.code, programme: facts.inAddress })}>
              {say('Xem trong danh sách còn thiếu', 'See in the gap list')}
            </a>
            <a class="button quiet" href={registerAddress(named.code)}>
              {say('Sổ chứng thư số', 'Certificates')}
            </a>
          </p>
          <Steps facts={facts} mayPromise={mayPromise} />
          <Conditions facts={facts} />
          <NotApplicable exempt={facts.exempt} />
        </div>
        <div>
          <ReportingCalendar facts={facts} />
          <Promises facts={facts} />
          <Mentions mentions={facts.mentions} />
          <Reminders facts={facts} mayRemind={mayRemind} />
          <NetworkPanel network={facts.network} code={named.code} />
          {facts.people === null ? null : <People people={facts.people} />}
        </div>
      </div>
      <Alerts facts={facts} />
      <Revisions facts={facts} />
    </>
  );
}

/** What does not apply to the locality: it counts nowhere, and that is said. */
function NotApplicable({ exempt }: Pick<LocalityFacts, 'exempt'>) {
  const say = useSay();
  if (exempt.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="khong-ap-dung">
      <h2 id="khong-ap-dung">{say('Chỉ tiêu không áp dụng', 'Does not apply')}</h2>
      <ExemptList exempt={exempt} />
    </section>
  );
}

/** Where it came from, and what was made of a part of it while it goes on. */
function Lineage({
  successors,
  predecessors,
  ended,
}: Pick<LocalityPageProps, 'successors' | 'predecessors'> & { ended: boolean }) {
  const say = useSay();
  const parts = ended ? [] : successors;
  if (predecessors.length + parts.length === 0) return null;
  return (
    <p class="hint">
      {predecessors.length === 0 ? null : (
        <>
          {say('Hình thành từ:', 'Made of:')} <Units of={predecessors} />.{' '}
        </>
      )}
      {parts.length === 0 ? null : (
        <>
          {say('Đã tách ra:', 'Parted from it:')} <Units of={parts} />.
        </>
      )}
    </p>
  );
}

function Units({ of }: { of: readonly LocalityName[] }) {
  return (
    <>
      {of.map(({ code, type, name }, place) => (
        <Fragment key={code}>
          {place === 0 ? '' : ', '}
          <a href={localityAddress(code)}>
            {type} {name}
          </a>
        </Fragment>
      ))}
    </>
  );
}

function Ended({ facts, successors }: Pick<LocalityPageProps, 'facts' | 'successors'>) {
  const say = useSay();
  const { validFrom, validTo } = facts.locality;
  if (validFrom > dayOf(facts.now))
    return (
      <Notice>
        {say(
          `Đơn vị bắt đầu hoạt động ngày ${formatDay(validFrom)}.`,
          `The unit begins on ${formatDay(validFrom)}.`,
        )}
      </Notice>
    );
  if (validTo === null || validTo >= dayOf(facts.now)) return null;
  return (
    <p class="notice">
      {say(
        `Đơn vị ngừng hoạt động sau ngày ${formatDay(validTo)}.`,
        `The unit ended on ${formatDay(validTo)}.`,
      )}{' '}
      {successors.length === 0 ? null : (
        <>
          {say('Đơn vị tiếp nhận:', 'Its successor:')} <Units of={successors} />.
        </>
      )}
    </p>
  );
}

type View = NonNullable<LocalityFacts['view']>;

function Outcome({ facts, view: { row } }: { facts: LocalityFacts; view: View }) {
  const say = useSay();
  const { sign, words } = COLOURS[row.colour];
  const percent = percentOf(row);
  const when = facts.day === dayOf(facts.now) ? say('Hôm nay', 'Today') : say('Ngày cuối', 'Last day');
  return (
    <section class={`outcome ${row.colour}`} aria-labelledby="tinh-trang">
      <p>
        {when}, {formatDay(facts.day)}
      </p>
      <h2 id="tinh-trang">
        <span class="sign" aria-hidden="true">
          {sign}
        </span>{' '}
        <span class="word">{say(...words)}</span>
        {percent === null ? null : ` ${formatPercent(percent)}`}
      </h2>
      <p>
        {percent === null
          ? say('Không có số liệu nào còn hiệu lực.', 'No figure is recent enough to count.')
          : say(
              `Đạt ${formatNumber(row.met)} trên ${formatNumber(row.required)} chỉ tiêu bắt buộc.`,
              `${formatNumber(row.met)} of ${formatNumber(row.required)} required items met.`,
            )}
      </p>
    </section>
  );
}

/** Whether the day's report is there, or until when it may come. */
function Reporting({ facts, view }: { facts: LocalityFacts; view: View }) {
  const say = useSay();
  const { row, reporting, missingStreak } = view;
  const word = say(...REPORTING_WORDS[reporting]);
  const notDue =
    reporting === 'not_due'
      ? say('Ngày này không phải ngày báo cáo.', 'No report is asked for this day.')
      : '';
  if (row.receivedAt !== null)
    return (
      <p>
        {say('Đã báo cáo lúc', 'Reported at')} {momentText(row.receivedAt, facts.day, say)}
        {notDue === '' ? `, ${word}.` : `. ${notDue}`}
      </p>
    );
  if (notDue !== '') return <p>{notDue}</p>;
  return (
    <p>
      {say('Chưa có báo cáo của ngày này', 'No report of this day yet')} ({say('hạn', 'due')}{' '}
      {timeOf(facts.cutoff)}).{' '}
      {missingStreak > 1
        ? say(
            `Đã ${formatNumber(missingStreak)} ngày báo cáo liền chưa gửi.`,
            `Nothing for ${formatNumber(missingStreak)} reporting days running.`,
          )
        : null}
    </p>
  );
}
