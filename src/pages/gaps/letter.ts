import { type Day, formatDay } from '../../days.ts';
import { isFunded } from '../../funding/need-rules.ts';
import { FUNDING_WORDS } from '../../funding/words.ts';
import type { Contact } from '../../registry/contacts.ts';
import type { LocalityName } from '../../registry/types.ts';
import { formatAge, formatNumber } from '../format.ts';
import { countedUnit, type ListedGap } from './rules.ts';

/** The draft of a reminder to one locality, in the manner of a công văn: always in Vietnamese. Pure. */

export interface LetterFacts {
  named: LocalityName;
  /** Name of the programme. */
  programme: string;
  today: Day;
  /** Until when it is asked to be done. */
  due: Day;
  /** What it lacks, in the catalogue's order; at least one. */
  gaps: readonly ListedGap[];
  /** Whom to turn to. */
  departments: readonly Contact[];
}

export interface Letter {
  named: LocalityName;
  subject: string;
  /** Lines that a sheet of paper or a mail can hold. */
  text: string;
  gaps: number;
}

export function letterOf({ named, programme, today, due, gaps, departments }: LetterFacts): Letter {
  const place = `${named.type} ${named.name}`;
  const subject = 'V/v đôn đốc hoàn thành các điều kiện còn thiếu';
  const unmet = numbersOf(gaps, 'unmet');
  const unknown = numbersOf(gaps, 'unknown');
  const lines = [
    subject,
    '',
    `Kính gửi: Ủy ban nhân dân ${place}`,
    '',
    `Theo số liệu của đợt báo cáo “${programme}” đến ngày ${formatDay(today)}, ${place} còn ${formatNumber(gaps.length)} chỉ tiêu chưa đạt:`,
    '',
    ...gaps.map((gap, index) => `${index + 1}. ${gapLine(gap)}`),
    '',
    `Đề nghị Ủy ban nhân dân ${place}:`,
    ...(unmet === ''
      ? []
      : [`- Khẩn trương hoàn thành ${unmet} và cập nhật số liệu, chậm nhất ngày ${formatDay(due)}.`]),
    ...(unknown === ''
      ? []
      : [`- Báo cáo số liệu của ${unknown} trong báo cáo hằng ngày, chậm nhất ngày ${formatDay(due)}.`]),
    '- Trường hợp có khó khăn, vướng mắc, nêu rõ nguyên nhân và thời gian dự kiến hoàn thành.',
    '',
    ...departments.map((one) => `Đầu mối liên hệ: ${contactText(one)}.`),
    'Trân trọng./.',
  ];
  return { named, subject, text: lines.join('\n'), gaps: gaps.length };
}

/** "mục 1, 3–5" of those in a state; blank for none. */
function numbersOf(gaps: readonly ListedGap[], state: ListedGap['state']): string {
  const runs: [first: number, last: number][] = [];
  for (const [index, gap] of gaps.entries()) {
    if (gap.state !== state) continue;
    const run = runs.at(-1);
    if (run?.[1] === index) run[1] = index + 1;
    else runs.push([index + 1, index + 1]);
  }
  const texts = runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
  return texts.length === 0 ? '' : `mục ${texts.join(', ')}`;
}

function gapLine(gap: ListedGap): string {
  const { of, since, ageDays, owner, promise } = gap;
  const promised = promise === null ? '' : `, hẹn hoàn thành ngày ${formatDay(promise)}`;
  return [
    `${of.nameVi}: ${lackText(gap)}, từ ngày ${formatDay(since)}${ageDays === 0 ? '' : ` (${formatAge(ageDays)})`}.`,
    `Cơ quan phụ trách: ${of.agency}.`,
    ...(isFunded(gap.paid.funding) ? [`Kinh phí: ${FUNDING_WORDS[gap.paid.funding][0]}.`] : []),
    ...(owner === null ? [] : [`Người xử lý: ${owner}${promised}.`]),
  ].join(' ');
}

function lackText({ of, state, have, need, missing }: ListedGap): string {
  if (state === 'unknown') return 'chưa có số liệu';
  const unit = countedUnit(of);
  if (unit === null) return 'chưa đạt';
  const counted = unit === '' ? '' : ` ${unit}`;
  const how = `hiện có ${formatNumber(have)}, cần có ${formatNumber(need)}${counted}`;
  // What was questioned may have all that it needs, and lacks a number that can be trusted.
  return missing === null || missing === 0
    ? `${how}, cần xem lại`
    : `${how}, còn thiếu ${formatNumber(missing)}${counted}`;
}

/** "Nguyễn Văn An, chuyên viên, điện thoại …, thư điện tử …" */
export function contactText({ name, position, phone, email }: Contact): string {
  return [
    name,
    position,
    ...(phone === null ? [] : [`điện thoại ${phone}`]),
    ...(email === null ? [] : [`thư điện tử ${email}`]),
  ].join(', ');
}
