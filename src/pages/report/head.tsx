import { dayOf, formatDay } from '../../days.ts';
import { formatDayLong } from '../format.ts';
import { StateTag } from '../parts/state-tag.tsx';
import { reportAddress } from './addresses.ts';
import { reportDeadline } from './deadline.ts';
import type { ReportFacts } from './facts.ts';

/** Whose report of which day, until when, and how the locality stands. */
export function ReportHead({ facts, title }: { facts: ReportFacts; title: string }) {
  const { named, day, now, view, cutoff, lock } = facts;
  const reporting = view?.reporting ?? 'not_due';
  const receivedAt = facts.revisions[0]?.receivedAt ?? null;
  return (
    <div>
      <h1>{title}</h1>
      <p class="day">
        {named.type} {named.name}, {formatDayLong(day)}
      </p>
      <p>{reportDeadline({ day, reporting, receivedAt, cutoff, lock }, now)}</p>
      {view === undefined ? null : (
        <p>
          {day === dayOf(now) ? 'Tình trạng hiện nay' : `Tình trạng ngày ${formatDay(day)}`}:{' '}
          <StateTag colour={view.row.colour} />
        </p>
      )}
    </div>
  );
}

/** The days that can still be reported. */
export function OpenDays({ facts }: { facts: ReportFacts }) {
  const others = facts.openDays.filter((day) => day !== facts.day);
  if (others.length === 0) return null;
  return (
    <nav class="days" aria-label="Ngày khác còn nhận báo cáo">
      <span>Ngày khác còn nhận báo cáo:</span>
      {others.map((day) => (
        <a key={day} href={reportAddress(facts.named.code, day)}>
          {formatDay(day)}
        </a>
      ))}
    </nav>
  );
}
