import { COLOUR_ORDER, COLOURS } from '../charts/colours.ts';
import { isLikeAMap } from '../charts/tile-layout.ts';
import type { Rate } from '../collect/summary.ts';
import type { Colour } from '../collect/types.ts';
import { dayOf, formatDay, timeOf } from '../days.ts';
import { movesByDay } from '../figures/changes.ts';
import { shortProvince } from '../figures/units.ts';
import { formatAge, formatNumber, formatPercent } from '../i18n/format.ts';
import type { Say } from '../i18n/say.ts';
import { sections } from './sections.ts';
import type { DigestFacts, Section } from './types.ts';

/** What a summary says, before it takes the form of text or HTML. Pure. */

export interface Said {
  subject: string;
  title: string;
  /** "61/114 đơn vị đạt (53,5 %)" */
  headline: string;
  change: string;
  target: string;
  counts: readonly { colour: Colour; word: string; count: number; text: string }[];
  reportingTitle: string;
  /** Label and figure. */
  reporting: readonly (readonly [string, string])[];
  /** What the map shows, for who does not see it. */
  mapText: string;
  sections: readonly Section[];
  asOf: string;
  file: string;
  boardLabel: string;
  gapsLabel: string;
  closing: string;
  brief: string;
}

export function sayDigest(facts: DigestFacts, say: Say): Said {
  const { summary, views, period } = facts;
  const day = formatDay(facts.day);
  const place = shortProvince(facts.province.name);
  const total = views.length;
  const headline = say(
    `${formatNumber(summary.green)}/${formatNumber(total)} đơn vị đạt (${formatPercent(summary.percentGreen)})`,
    `${formatNumber(summary.green)}/${formatNumber(total)} communes green (${formatPercent(summary.percentGreen)})`,
  );
  const moved = movedText(facts, say);
  const about =
    period === 'day' ? `${place} ${day}` : say(`${place}, tuần đến ${day}`, `${place}, week to ${day}`);
  return {
    subject: `${about}: ${headline}${moved === null ? '' : `, ${moved}`}`,
    title: about,
    headline,
    change: changeText(facts, moved, say),
    target: targetText(facts, say),
    counts: COLOUR_ORDER.map((colour) => ({
      colour,
      word: say(...COLOURS[colour].words),
      count: summary[colour],
      text: formatNumber(summary[colour]),
    })),
    reportingTitle: say(`Báo cáo ngày ${day}`, `Reports of ${day}`),
    reporting: reportingRows(facts, say),
    mapText: say(
      `${isLikeAMap(facts.units) ? 'Bản đồ' : 'Các ô, xếp theo tên, của'} ${formatNumber(total)} đơn vị của ${place} ngày ${day}: ${countsText(facts, say)}.`,
      `${isLikeAMap(facts.units) ? 'Map' : 'Tiles, by name,'} of the ${formatNumber(total)} communes of ${place} on ${day}: ${countsText(facts, say)}.`,
    ),
    sections: sections(facts, say),
    asOf: say(
      `Số liệu lúc ${timeOf(facts.now)} ngày ${formatDay(dayOf(facts.now))}.`,
      `Figures as of ${timeOf(facts.now)} on ${formatDay(dayOf(facts.now))}.`,
    ),
    file: say(
      `Kèm theo thư: danh sách còn thiếu (XLSX), ${formatNumber(facts.gaps.length)} dòng.`,
      `Attached: the gap list (XLSX), ${formatNumber(facts.gaps.length)} rows.`,
    ),
    boardLabel: say('Mở bảng theo dõi', 'Open the board'),
    gapsLabel: say('Xem danh sách còn thiếu', 'See the gap list'),
    closing: say('Thư này được gửi tự động.', 'This message was sent automatically.'),
    brief: say(
      `${about}: ${headline}${moved === null ? '' : `, ${moved}`}. ${formatNumber(summary.missing)} đơn vị chưa gửi báo cáo.`,
      `${about}: ${headline}${moved === null ? '' : `, ${moved}`}. ${formatNumber(summary.missing)} reports are missing.`,
    ),
  };
}

/** "tăng 2"; null where there is nothing to compare with. */
function movedText({ change, summary, period }: DigestFacts, say: Say): string | null {
  if (change === null) return null;
  const by = summary.green - change.green;
  const figure = formatNumber(Math.abs(by));
  const than = period === 'day' ? '' : say(' so với tuần trước', ' since the week before');
  if (by === 0) return say('không đổi', 'unchanged') + than;
  return (by > 0 ? say(`tăng ${figure}`, `up ${figure}`) : say(`giảm ${figure}`, `down ${figure}`)) + than;
}

function changeText({ change, period }: DigestFacts, moved: string | null, say: Say): string {
  if (change === null || moved === null)
    return say('Chưa có ngày nào để so sánh.', 'There is no day to compare with yet.');
  const { since, green, total, turned, fell, moved: byRule } = change;
  const then = `${formatNumber(green)}/${formatNumber(total)}`;
  const day = formatDay(since);
  const before =
    period === 'day'
      ? say(`Ngày báo cáo trước (${day}): ${then}.`, `The reporting day before (${day}): ${then}.`)
      : say(`Tuần trước (${day}): ${then}.`, `The week before (${day}): ${then}.`);
  const [up, down] = [formatNumber(turned.length), formatNumber(fell.length)];
  const own = say(
    `${up} đơn vị mới đạt, ${down} đơn vị không còn đạt.`,
    `${up} turned green, ${down} are green no more.`,
  );
  const ours = movesByDay(byRule).map(([from, codes]) => {
    const [count, on] = [formatNumber(codes.length), formatDay(from)];
    return say(
      `${count} đơn vị đổi mức do thay đổi quy định từ ${on}.`,
      `${count} changed by a change of the rules from ${on}.`,
    );
  });
  return [before, own, ...ours].join(' ');
}

function targetText({ target }: DigestFacts, say: Say): string {
  const { deadline, lacking, daysLeft } = target;
  if (deadline === null || daysLeft === null || lacking === 0) return '';
  const [day, open] = [formatDay(deadline), formatNumber(lacking)];
  return daysLeft < 0
    ? say(
        `Hạn đạt 100 % là ${day}, đã qua ${formatAge(-daysLeft, say)}; còn ${open} đơn vị.`,
        `100 % was due on ${day}, ${formatAge(-daysLeft, say)} ago; ${open} to go.`,
      )
    : say(
        `Mục tiêu: 100 % đến ngày ${day}. Còn ${formatAge(daysLeft, say)} và ${open} đơn vị.`,
        `Target: 100 % by ${day}. ${formatAge(daysLeft, say)} left, ${open} communes to go.`,
      );
}

function countsText({ summary }: DigestFacts, say: Say): string {
  return COLOUR_ORDER.map(
    (colour) => `${formatNumber(summary[colour])} ${say(...COLOURS[colour].words)}`,
  ).join(', ');
}

function reportingRows({ summary }: DigestFacts, say: Say): (readonly [string, string])[] {
  const { expected, received, onTime, late, missing, rates } = summary;
  const outstanding = expected - received - missing;
  return [
    [say('Đã báo cáo', 'Reported'), `${formatNumber(received)}/${formatNumber(expected)}`],
    [say('Đúng hạn', 'On time'), formatNumber(onTime)],
    [say('Muộn', 'Late'), formatNumber(late)],
    [say('Chưa gửi', 'Missing'), formatNumber(missing)],
    ...(outstanding > 0 ? [[say('Còn trong hạn', 'Still due'), formatNumber(outstanding)] as const] : []),
    [say('Tỷ lệ kịp thời', 'Timely'), rateText(rates.timely)],
    [say('Tỷ lệ đầy đủ', 'Complete'), rateText(rates.complete)],
    [say('Tỷ lệ chính xác', 'Accurate'), rateText(rates.accurate)],
  ];
}

const rateText = ({ percent }: Rate) => formatPercent(percent);
