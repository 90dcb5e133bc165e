import { type Day, dayOf, formatDay, timeOf } from '../../days.ts';
import { formatNumber, formatTimeLeft } from '../format.ts';

export interface DeadlineFacts {
  day: Day;
  /** Whether any locality shown had to report that day. */
  expected: number;
  received: number;
  cutoff: Date;
  /** From this instant on the day takes no record. */
  lock: Date;
}

/** What is due of a day at `now`, in one or two sentences. Pure. */
export function deadlineText({ day, expected, received, cutoff, lock }: DeadlineFacts, now: Date): string {
  const closes = `đến hết ngày ${formatDay(dayOf(new Date(lock.getTime() - 1)))}`;
  if (expected === 0)
    return now < lock
      ? `Không phải ngày báo cáo. Báo cáo gửi cho ngày này vẫn được nhận ${closes}.`
      : 'Không phải ngày báo cáo.';
  const open = expected - received;
  const who = open === 0 ? 'Tất cả đã báo cáo.' : `Còn ${formatNumber(open)} đơn vị chưa báo cáo.`;
  const time = timeOf(cutoff);
  if (now < cutoff) {
    const when = day === dayOf(now) ? 'hôm nay' : `ngày ${formatDay(day)}`;
    const left = formatTimeLeft(cutoff.getTime() - now.getTime());
    return `Hạn báo cáo: ${time} ${when}, còn ${left}. ${who}`;
  }
  if (now >= lock)
    return `Ngày này đã khoá. ${open === 0 ? who : `${formatNumber(open)} đơn vị không báo cáo.`}`;
  const late = open === 0 ? '' : ` Vẫn nhận báo cáo muộn ${closes}.`;
  return `Đã hết hạn lúc ${time}. ${who}${late}`;
}
