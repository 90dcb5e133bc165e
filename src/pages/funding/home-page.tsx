import { type Day, daysBetween, formatDay } from '../../days.ts';
import type { Overview } from '../../funding/overview.ts';
import { formatDayLong, formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { Notice } from '../parts/notice.tsx';
import { needsAddress, PRICES } from './addresses.ts';
import { FundingPicture } from './picture.tsx';
import { ProposalList } from './proposal-list.tsx';
import { FundingWays } from './ways.tsx';

/** Finance's page: need, proposed, allocated, delivered as one picture, the deadline, and who waits for whom. */
export function FundingHome({ it, today }: { it: Overview; today: Day }) {
  const say = useSay();
  const { stages, needs, proposals, deadline } = it;
  return (
    <>
      <h1>{say('Kinh phí cho nội dung còn thiếu', 'Money for the gaps')}</h1>
      <FundingWays />
      {needs.unknown === 0 ? null : (
        <Notice>
          <p>
            {say(
              `${formatNumber(needs.unknown)} nhu cầu chưa tính được thành tiền: chưa có đơn giá, hoặc chưa biết thiếu bao nhiêu. Các nhu cầu này không nằm trong số tiền dưới đây.`,
              `${formatNumber(needs.unknown)} needs have no amount: there is no price, or nobody knows how much is lacking. They are in no figure below.`,
            )}{' '}
            <a href={needsAddress({ amount: 'unknown' })}>{say('Xem các nhu cầu này', 'See them')}</a>
            {' · '}
            <a href={PRICES}>{say('Nhập đơn giá', 'Prices')}</a>
          </p>
        </Notice>
      )}
      <section class="panel">
        <h2>{say('Từ nhu cầu đến bàn giao', 'From need to delivery')}</h2>
        <FundingPicture stages={stages} />
        <p class="hint">
          {deadline === null
            ? say('Chưa đề xuất nào đặt thời hạn.', 'No proposal has a deadline.')
            : say(
                `Thời hạn gần nhất: ${formatDayLong(deadline)}${leftWords(deadline, today)[0]}.`,
                `Nearest deadline: ${formatDay(deadline)}${leftWords(deadline, today)[1]}.`,
              )}{' '}
          {say(`Tính đến ngày ${formatDay(today)}.`, `As of ${formatDay(today)}.`)}
        </p>
        {needs.notShown === 0 ? null : (
          <p>
            <a href={needsAddress({ funding: 'not_shown' })}>
              {say(
                `${formatNumber(needs.notShown)} nhu cầu đã bàn giao nhưng báo cáo chưa ghi nhận đủ`,
                `${formatNumber(needs.notShown)} needs were delivered and less is recorded`,
              )}
            </a>
          </p>
        )}
      </section>
      <section class="panel">
        <h2>{say('Đề xuất và việc đang chờ', 'Proposals, and who waits for whom')}</h2>
        <ProposalList proposals={proposals} today={today} />
      </section>
    </>
  );
}

function leftWords(deadline: Day, today: Day): readonly [string, string] {
  const left = daysBetween(today, deadline);
  if (left < 0) return [`, đã quá hạn ${formatNumber(-left)} ngày`, `, ${formatNumber(-left)} days ago`];
  if (left === 0) return [', là hôm nay', ', today'];
  return [`, còn ${formatNumber(left)} ngày`, `, ${formatNumber(left)} days left`];
}
