import { addDays, type Day } from '../days.ts';
import { periodsOf } from './state-rules.ts';
import type { TaskView } from './types.ts';
import { givenOn } from './view-rules.ts';

/** Deadlines as a calendar of RFC 5545: whole days, each known again by its UID. Pure. */

const LINE_OCTETS = 75;
const octets = (text: string) => Buffer.byteLength(text);

/** A line in pieces of at most 75 octets, none of which cuts a letter or takes its marks from it. */
export function fold(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of line.match(/\P{M}\p{M}*|\p{M}+/gu) ?? []) {
    // The blank with which a further line begins is of its octets.
    const room = pieces.length === 0 ? LINE_OCTETS : LINE_OCTETS - 1;
    if (octets(piece) + octets(letter) > room) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece].join('\r\n ');
}

/** Text of a property, in which line ends, commas, semicolons and backslashes are written otherwise. */
export function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|[\n\r]/g, '\\n')
    .replace(/[^\P{Cc}\t]/gu, '');
}

const dateOf = (day: Day) => day.replaceAll('-', '');
const stamp = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

export interface CalendarOf {
  /** How readers call it. */
  name: string;
  /** Of the service, for links and UIDs. */
  publicUrl: string;
  nameOf: (code: string) => string;
}

/** The calendar of tasks: those with a last day, and those that come again on days that are known. */
export function calendarOf(views: readonly TaskView[], of: CalendarOf): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Phu Xanh//Nhiem vu//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(of.name)}`,
    'X-WR-TIMEZONE:Asia/Ho_Chi_Minh',
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    ...views.flatMap((view) => eventsOf(view, of)),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

function eventsOf(view: TaskView, of: CalendarOf): string[] {
  const { task, deadline, deadlines, standing, plan } = view;
  const { hostname } = new URL(of.publicUrl);
  const isDone = standing.state.startsWith('done');
  const isCancelled = standing.state === 'cancelled';
  // Each thing that can change what is said raises it by one, so that it never falls.
  const sequence = plan.version - 1 + deadlines.length - 1 + Number(isDone) + Number(isCancelled);
  const changed = [task.createdAt, ...deadlines.map(({ at }) => at), task.cancelledAt]
    .concat(view.claims.flatMap(({ at, decidedAt }) => [at, decidedAt]))
    .filter((at) => at !== null)
    .reduce((a, b) => (a > b ? a : b));
  const done = isDone ? 'Đã hoàn thành: ' : standing.state === 'claimed' ? 'Chờ xác nhận: ' : '';
  const leads = task.leads.map(of.nameOf).join('; ');
  const said = [
    leads && `Chủ trì: ${leads}`,
    task.coordinators.length > 0 && `Phối hợp: ${task.coordinators.map(of.nameOf).join('; ')}`,
    `Thời hạn: ${deadline.asWritten}`,
    `Văn bản: ${plan.number ?? plan.title}`,
  ].filter(Boolean);
  return daysOf(view).flatMap(({ day, rule }, at) => [
    'BEGIN:VEVENT',
    `UID:task-${task.id}${at === 0 ? '' : `-${at + 1}`}@${hostname}`,
    `DTSTAMP:${stamp(changed)}`,
    `LAST-MODIFIED:${stamp(changed)}`,
    `SEQUENCE:${sequence}`,
    `DTSTART;VALUE=DATE:${dateOf(day)}`,
    `DTEND;VALUE=DATE:${dateOf(addDays(day, 1))}`,
    ...(rule ? [`RRULE:${rule}`] : []),
    `SUMMARY:${escaped(`${done}${task.no}. ${task.title}`)}`,
    `DESCRIPTION:${escaped(said.join('\n'))}`,
    `URL:${new URL(`/nhiem-vu/${task.id}`, of.publicUrl)}`,
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]);
}

/** The days of a task; what comes daily, weekly or all the time would bury the rest. */
function daysOf({ deadline, deadlines, plan, task }: TaskView): { day: Day; rule?: string }[] {
  if (deadline.lastDay) return [{ day: deadline.lastDay }];
  const { recurring } = deadline;
  if (!recurring || ['daily', 'weekly', 'continuous'].includes(recurring.freq)) return [];
  const from = givenOn(plan, task, deadlines[0]?.lastDay);
  const end = recurring.until ? `;UNTIL=${dateOf(recurring.until)}` : '';
  const dates = recurring.dates ?? [];
  const firsts = periodsOf(recurring, from, addDays(from, 400)).map(({ last }) => last);
  if (recurring.freq === 'yearly' && dates.length > 0)
    return dates.flatMap((date) => {
      const day =
        firsts.find((one) => one.slice(5) === date) ??
        firsts.find((one) => one.slice(5, 7) === date.slice(0, 2));
      return day ? [{ day, rule: `FREQ=YEARLY${end}` }] : [];
    });
  const [day] = firsts;
  if (!day) return [];
  const months = { monthly: 1, quarterly: 3, half_yearly: 6, yearly: 12 }[recurring.freq as 'monthly'] ?? 12;
  const on =
    dates.length > 0
      ? dates
          .map(Number)
          .map((date) => (date > 28 ? -1 : date))
          .join(',')
      : '-1';
  return [{ day, rule: `FREQ=MONTHLY;INTERVAL=${months};BYMONTHDAY=${on}${end}` }];
}
