import type { ReportingState } from '../../collect/types.ts';
import { type Day, dayOf, formatDay, timeOf } from '../../days.ts';
import type { Say } from '../language.tsx';
import { momentText } from './words.ts';

export interface ReportDeadline {
  day: Day;
  reporting: ReportingState;
  /** Receipt of the day's first report; null when none came. */
  receivedAt: Date | null;
  cutoff: Date;
  /** From this instant on the day takes no report. */
  lock: Date;
}

/** Where one locality's report of a day stands at `now`, and until when it can be sent. Pure. */
export function reportDeadline(
  { day, reporting, receivedAt, cutoff, lock }: ReportDeadline,
  now: Date,
  say: Say,
): string {
  const time = timeOf(cutoff);
  const until = untilWords(lock, say);
  const open = now < lock;
  if (receivedAt !== null) {
    const late = reporting === 'late' ? say(', quá hạn', ', late') : '';
    const how = reporting === 'on_time' ? say(', đúng hạn', ', on time') : late;
    const edit = open ? ` ${say('Anh/chị sửa được', 'You can change it')} ${until}.` : '';
    const at = momentText(receivedAt, day, say);
    return `${say(`Đã báo cáo lúc ${at}`, `Reported at ${at}`)}${how}.${edit}`;
  }
  if (reporting === 'not_due')
    return (
      say('Không phải ngày báo cáo.', 'Not a reporting day.') +
      (open ? ` ${say('Anh/chị vẫn gửi được', 'You can still send a report')} ${until}.` : '')
    );
  if (now < cutoff) {
    const when =
      day === dayOf(now) ? say('hôm nay', 'today') : say(`ngày ${formatDay(day)}`, `on ${formatDay(day)}`);
    return say(`Chưa báo cáo. Hạn gửi: ${time} ${when}.`, `Not reported yet. Due at ${time} ${when}.`);
  }
  return open
    ? say(
        `Chưa gửi báo cáo. Đã quá hạn gửi (${time}); hệ thống vẫn nhận báo cáo muộn ${until}.`,
        `Not reported yet. It was due at ${time}; a late report is taken ${until}.`,
      )
    : say('Không có báo cáo của ngày này.', 'There is no report of this day.');
}

/** A lock falls on the end of a day; an exception may end within one. */
function untilWords(lock: Date, say: Say): string {
  const time = timeOf(lock);
  if (time !== '00:00') {
    const on = formatDay(dayOf(lock));
    return say(`đến ${time} ngày ${on}`, `until ${time} on ${on}`);
  }
  const last = formatDay(dayOf(new Date(lock.getTime() - 1)));
  return say(`đến hết ngày ${last}`, `until the end of ${last}`);
}
