import { formatDay } from '../../days.ts';
import type { Target } from '../../figures/target.ts';
import { formatNumber, formatPercent } from '../format.ts';
import { type Say, useSay } from '../language.tsx';
import { ShareBar } from '../parts/share-bar.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { COLOUR_ORDER } from '../words.ts';
import type { BoardFacts } from './facts.ts';
import { countLink } from './links.ts';

/** The figure that matters: how many are green, against all of them by the deadline. */
export function Headline({ facts }: { facts: BoardFacts }) {
  const say = useSay();
  const { summary, views, target } = facts;
  const total = formatNumber(views.length);
  return (
    <section class="panel headline" id="ty-le" data-live aria-labelledby="ty-le-ten">
      <h2 id="ty-le-ten">{say('Đơn vị đạt mọi điều kiện', 'Communes that meet every condition')}</h2>
      <p class="big">{formatPercent(summary.percentGreen)}</p>
      <p>
        <a href={countLink(facts, 'green')}>{formatNumber(summary.green)}</a>{' '}
        {say(`trên ${total} đơn vị`, `of ${total} communes`)}
      </p>
      <ShareBar parts={COLOUR_ORDER.map((colour) => ({ colour, count: summary[colour] }))} />
      <ul class="legend">
        {COLOUR_ORDER.map((colour) => (
          <li key={colour}>
            <StateTag colour={colour} />
            <b>
              <Counted count={summary[colour]} href={countLink(facts, colour)} />
            </b>
          </li>
        ))}
      </ul>
      <p class="target">{targetText(target, say)}</p>
    </section>
  );
}

/** A number that leads to the rows it counts, where there are any. */
export function Counted({ count, href }: { count: number; href: string }) {
  return count === 0 ? <>0</> : <a href={href}>{formatNumber(count)}</a>;
}

export function targetText(
  { deadline, lacking, daysLeft, reportingDaysLeft, pace }: Target,
  say: Say,
): string {
  const open = formatNumber(lacking);
  if (deadline === null || daysLeft === null)
    return lacking === 0
      ? say(
          'Tất cả đã đạt. Đợt này chưa đặt thời hạn hoàn thành 100\u00a0%.',
          'All meet them. No deadline for 100\u00a0% is set.',
        )
      : say(
          `Còn ${open} đơn vị. Đợt này chưa đặt hạn phải đạt 100\u00a0%.`,
          `${open} to go. No deadline for 100\u00a0% is set.`,
        );
  const day = formatDay(deadline);
  if (lacking === 0)
    return say(
      `Đã đạt mục tiêu 100\u00a0% (hạn ${day}).`,
      `The target of 100\u00a0% is met (deadline ${day}).`,
    );
  if (daysLeft < 0)
    return say(
      `Đã quá thời hạn hoàn thành 100\u00a0% (${day}) ${formatNumber(-daysLeft)} ngày; còn ${open} đơn vị chưa đạt.`,
      `100\u00a0% was due on ${day}, ${formatNumber(-daysLeft)} days ago; ${open} to go.`,
    );
  const left = formatNumber(daysLeft);
  const working = formatNumber(reportingDaysLeft);
  const goal = say(
    `Mục tiêu: 100\u00a0% đến ngày ${day}. Còn ${left} ngày (${working} ngày báo cáo); còn ${open} đơn vị chưa đạt.`,
    `Target: 100\u00a0% by ${day}. ${left} days left (${working} reporting days), ${open} communes to go.`,
  );
  if (pace === null) return goal;
  const needed = formatNumber(Math.ceil(pace * 10) / 10);
  return `${goal} ${say(
    `Cần thêm ${needed} đơn vị mỗi ngày báo cáo.`,
    `That takes ${needed} more each reporting day.`,
  )}`;
}
