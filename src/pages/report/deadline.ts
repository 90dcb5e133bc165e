import type { ReportingState } from '../../collect/types.ts';
import { type Day, dayOf, formatDay, timeOf } from '../../days.ts';
import { formatTimeLeft } from '../format.ts';
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
): string {
  const time = timeOf(cutoff);
  const until = `đến hết ngày ${formatDay(dayOf(new Date(lock.getTime() - 1)))}`;
  const open = now < lock;
  if (receivedAt !== null) {
    const how = reporting === 'late' ? ', muộn so với hạn' : reporting === 'on_time' ? ', đúng hạn' : '';
    const edit = open ? ` Anh/chị sửa được ${until}.` : '';
    return `Đã báo cáo lúc ${momentText(receivedAt, day)}${how}.${edit}`;
  }
  if (reporting === 'not_due')
    return open ? `Không phải ngày báo cáo. Anh/chị vẫn gửi được ${until}.` : 'Không phải ngày báo cáo.';
  if (now < cutoff) {
    const when = day === dayOf(now) ? 'hôm nay' : `ngày ${formatDay(day)}`;
    return `Chưa báo cáo. Hạn gửi: ${time} ${when}, còn ${formatTimeLeft(cutoff.getTime() - now.getTime())}.`;
  }
  return open
    ? `Chưa báo cáo. Hạn gửi lúc ${time} đã qua; gửi muộn vẫn được nhận ${until}.`
    : 'Không có báo cáo của ngày này.';
}
