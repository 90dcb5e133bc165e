import { dayOf, formatDay } from '../../days.ts';
import { formatDayLong, formatTimeLeft } from '../format.ts';
import { useSay } from '../language.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { reportAddress } from './addresses.ts';
import { reportDeadline } from './deadline.ts';
import type { ReportFacts } from './facts.ts';

/** Whose report of which day, until when, and how the locality stands. */
export function ReportHead({ facts, title }: { facts: ReportFacts; title: string }) {
  const say = useSay();
  const { named, day, now, view, programme } = facts;
  return (
    <div>
      <h1>{title}</h1>
      <p class="day">
        {named.type} {named.name}, {formatDayLong(day, say)}
      </p>
      {programme === undefined ? null : <p>{say(programme.nameVi, programme.nameEn)}</p>}
      <Deadline facts={facts} />
      {view === undefined ? null : (
        <p>
          {day === dayOf(now)
            ? say('Tình trạng hiện nay', 'Standing now')
            : say(`Tình trạng ngày ${formatDay(day)}`, `Standing on ${formatDay(day)}`)}
          : <StateTag colour={view.row.colour} />
        </p>
      )}
    </div>
  );
}

/** Until when; where scripts run, the time left goes on by itself. */
export function Deadline({ facts }: { facts: ReportFacts }) {
  const say = useSay();
  const { day, now, view, cutoff, lock } = facts;
  const reporting = view?.reporting ?? 'not_due';
  const receivedAt = facts.revisions[0]?.receivedAt ?? null;
  const left = receivedAt === null && reporting === 'due' ? cutoff.getTime() - now.getTime() : 0;
  return (
    <p class="deadline">
      {reportDeadline({ day, reporting, receivedAt, cutoff, lock }, now, say)}
      {left <= 0 ? null : (
        <b class="left" data-left={left} data-at={now.getTime()}>
          {say('Còn', 'Time left:')} {formatTimeLeft(left, say)}
        </b>
      )}
    </p>
  );
}

/** The days that can still be reported. */
export function OpenDays({ facts }: { facts: ReportFacts }) {
  const say = useSay();
  const others = facts.openDays.filter((day) => day !== facts.day);
  if (others.length === 0) return null;
  const label = say('Ngày khác còn nhận báo cáo', 'Other days that take reports');
  return (
    <nav class="days" aria-label={label}>
      <span>{label}:</span>
      {others.map((day) => (
        <a key={day} href={reportAddress(facts.named.code, day)}>
          {formatDay(day)}
        </a>
      ))}
    </nav>
  );
}
