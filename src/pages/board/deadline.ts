import { type Day, dayOf, formatDay, timeOf } from '../../days.ts';
import { formatNumber, formatTimeLeft } from '../format.ts';
import type { Say } from '../language.tsx';

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
export function deadlineText(
  { day, expected, received, cutoff, lock }: DeadlineFacts,
  now: Date,
  say: Say,
): string {
  const last = formatDay(dayOf(new Date(lock.getTime() - 1)));
  if (expected === 0)
    return now < lock
      ? say(
          `Không phải ngày báo cáo. Báo cáo gửi cho ngày này vẫn được nhận đến hết ngày ${last}.`,
          `Not a reporting day. Reports of it are taken until the end of ${last}.`,
        )
      : say('Không phải ngày báo cáo.', 'Not a reporting day.');
  const missing = expected - received;
  const open = formatNumber(missing);
  const who =
    missing === 0
      ? say('Tất cả đã báo cáo.', 'All have reported.')
      : say(`Còn ${open} đơn vị chưa gửi báo cáo.`, `${open} communes have not reported.`);
  const time = timeOf(cutoff);
  if (now < cutoff) {
    const left = formatTimeLeft(cutoff.getTime() - now.getTime(), say);
    const when =
      day === dayOf(now) ? say('hôm nay', 'today') : say(`ngày ${formatDay(day)}`, `on ${formatDay(day)}`);
    return `${say(`Hạn gửi: ${time} ${when}, còn ${left}.`, `Reports are due at ${time} ${when}, in ${left}.`)} ${who}`;
  }
  if (now >= lock)
    return missing === 0
      ? `${say('Ngày này đã khóa.', 'This day is locked.')} ${who}`
      : say(
          `Ngày này đã khóa. ${open} đơn vị không báo cáo.`,
          `This day is locked. ${open} communes did not report.`,
        );
  const late =
    missing === 0
      ? ''
      : ` ${say(`Vẫn nhận báo cáo muộn đến hết ngày ${last}.`, `Late reports are taken until the end of ${last}.`)}`;
  return `${say(`Đã hết hạn lúc ${time}.`, `Reports were due at ${time}.`)} ${who}${late}`;
}
